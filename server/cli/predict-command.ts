import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { registry } from '@/nodes/registry.gen';
import { withTemporaryKey } from '../api/temporary-key';
import { findRunning } from '../boot/running-instance';
import { readEndpoint } from '../db/endpoint-views';
import { artifactFolder } from '../gateway/artifact-folder';
import { startGateway } from '../gateway/start-gateway';
import { EXIT } from './exit-code';
import { misuse, type Result } from './output';
import type { Command } from './parse-command';
import { readPipelineFile } from './pipeline-file';
import { type Session, withSession } from './session';

type PredictCommand = Extract<Command, { name: 'predict' }>;

/**
 * Asks an endpoint, named by its slug or by the pipeline file that deploys it: the running gateway, else one that this
 * process opens on the packaged artifact for the length of the command.
 */
export async function predictCommand(command: PredictCommand): Promise<Result> {
  const slug = command.target.endsWith('.json') ? await deployedSlug(command.target) : command.target;
  const rows = await readRows(command.rows);
  return withSession({ worker: false }, async (session) => {
    const { id } = await readEndpoint(session.database, slug);
    const gateway = await reachGateway(session);
    const url = `${gateway.address}/endpoints/${slug}/predict`;
    try {
      if (command.key !== undefined) return await ask(url, command.key, rows);
      return await withTemporaryKey(session.database, id, 'Command line', (key) => ask(url, key, rows));
    } finally {
      await gateway.stop();
    }
  });
}

async function ask(url: string, key: string, rows: unknown): Promise<Result> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ rows }),
  });
  const answer: unknown = await response.json();
  const text = JSON.stringify(answer, null, 2);
  if (response.ok) return { exitCode: EXIT.done, json: { answer }, text };
  const exitCode = response.status < 500 ? EXIT.invalid : EXIT.broken;
  return { exitCode, json: { status: response.status, answer }, text: '', complaint: text };
}

async function reachGateway({ env, databaseUrl }: Session): Promise<{ address: string; stop(): Promise<void> }> {
  const running = findRunning(env.home);
  if (running !== undefined) return { address: running.gatewayAddress, stop: async () => {} };
  const gateway = await startGateway({
    databaseUrl,
    folderOf: artifactFolder(env.home),
    host: '127.0.0.1',
    port: 0,
    // What cannot be loaded says so in its answer.
    report: () => {},
  });
  return { address: `http://127.0.0.1:${gateway.port}`, stop: () => gateway.stop() };
}

async function deployedSlug(file: string): Promise<string> {
  const { nodes } = await readPipelineFile(file);
  const slugs = Object.values(nodes).flatMap(({ type, config }) =>
    registry[type]?.serves !== undefined && typeof config.slug === 'string' ? [config.slug] : [],
  );
  if (slugs.length === 1) return slugs[0]!;
  throw misuse(
    slugs.length === 0 ? `${file} deploys nothing.` : `${file} deploys ${slugs.length} endpoints.`,
    `Name the endpoint itself: sluice predict ${slugs[0] ?? 'SLUG'} --rows ROWS.json`,
  );
}

/** A list of rows, one row, or `{ "rows": [...] }`; from a file, or from standard input for `-`. */
async function readRows(from: string): Promise<unknown> {
  const text = from === '-' ? await readAll(process.stdin) : await readFile(from, 'utf8').catch(noRows);
  const value: unknown = parseJson(text);
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null) return 'rows' in value ? value.rows : [value];
  return noRows();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return noRows();
  }
}

function noRows(): never {
  throw misuse(
    'The rows to predict are not there, or not JSON.',
    'Give a list of objects: --rows rows.json, or - for standard input.',
  );
}
