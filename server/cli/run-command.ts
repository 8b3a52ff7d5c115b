import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { LeakageProof } from '@/nodes/kernel/learned-from';
import { didYouMean } from '@/nodes/kernel/nearest-name';
import { compileWithImports } from '../api/compile-document';
import { withoutTrees } from '../api/data';
import { findReport } from '../db/catalogue';
import type { Database } from '../db/client';
import { createPipeline, findPipelineByName } from '../db/pipelines';
import type { RunDetail } from '../db/run-views';
import { readStageLogs } from '../db/runs';
import { saveDocumentAsVersion } from '../db/versions';
import { cancelRun } from '../executor/cancel-run';
import { waitForRun } from '../executor/events';
import { startRun } from '../executor/start-run';
import { bindData } from './bind-data';
import { bindParameters } from './bind-parameters';
import { describeFailure, describeRun, runExitCode } from './describe-run';
import { type Console, describeDiagnostics, misuse, type Result } from './output';
import type { Command } from './parse-command';
import { readPipelineFile, refuse } from './pipeline-file';
import { type Session, storeBoundFiles, withSession } from './session';
import { showProgress } from './show-progress';

type RunCommand = Extract<Command, { name: 'run' }>;

/** Runs a pipeline file headless: the same compiler, executor and database as the web IDE. */
export async function runCommand(command: RunCommand, out: Console): Promise<Result> {
  const drawn = await readPipelineFile(command.file);
  const parameters = bindParameters(drawn, command.set);
  if (parameters.diagnostics.length > 0) throw refuse(command.file, parameters.diagnostics);
  const { document, files } = await bindData(drawn, command.file, command.data);
  for (const node of [command.from, command.to]) if (node !== undefined) requireNode(document, node);

  return withSession({ worker: true }, async (session) => {
    await storeBoundFiles(session, files);
    const options = { parameters: parameters.values, upTo: command.to, signal: session.signal };
    const { spec, diagnostics } = await compileWithImports(session, document, options);
    if (spec === undefined) throw refuse(command.file, diagnostics);
    if (diagnostics.length > 0) out.write(`${describeDiagnostics(diagnostics)}\n`);
    const { runId } = await startRun(session.database, {
      document,
      spec,
      parameters: spec.parameters,
      ...(command.publish ? await versionToPublish(session.database, document, command.file) : {}),
      ...(command.from === undefined ? {} : { from: [command.from] }),
      publish: command.publish,
    });
    const run = await follow(session, runId, out);
    return resultOf(session, command, run, diagnostics);
  });
}

function requireNode({ nodes }: GraphDoc, id: string): void {
  if (nodes[id] !== undefined) return;
  throw misuse(
    `There is no node “${id}” in this file.`,
    didYouMean(id, Object.keys(nodes)) ?? 'Nodes are named by their ids.',
  );
}

async function follow(session: Session, runId: string, out: Console): Promise<RunDetail> {
  const run = await showProgress(session.database, runId, out, session.signal);
  if (run.state !== 'running') return run;
  out.write('Cancelling…\n');
  await cancelRun(session.database, runId);
  await waitForRun(session.database, runId);
  return showProgress(session.database, runId, { ...out, write: () => {} }, new AbortController().signal);
}

/** Only saved versions are published: the file becomes the next version of the pipeline of its name. */
async function versionToPublish(database: Database, document: GraphDoc, file: string) {
  const pipelineId =
    (await findPipelineByName(database, document.name)) ??
    (await createPipeline(database, { name: document.name, document }));
  const version = await saveDocumentAsVersion(database, pipelineId, document, `Published from ${file}`);
  return { pipelineId, versionId: version.id };
}

/** Ports whose artifact is told of as JSON: reports whole, models and endpoints by the proof they carry. */
const TOLD: ReadonlySet<string> = new Set(['report', 'model', 'endpoint']);

async function resultOf(
  { database, store }: Session,
  command: RunCommand,
  run: RunDetail,
  diagnostics: readonly unknown[],
): Promise<Result> {
  const exitCode = runExitCode(run);
  const { document: _, ...told } = run;
  const reports: Record<string, unknown> = {};
  const proofs: Record<string, LeakageProof> = {};
  for (const [id, port] of Object.entries(run.ports)) {
    if (!TOLD.has(port.type) || !command.json) continue;
    const artifact = await findReport(database, port.key);
    if (artifact === undefined) continue;
    const value = await store.readJson<{ proof?: LeakageProof }>(artifact.hash);
    if (port.type === 'report') reports[id] = withoutTrees(value);
    else if (value.proof) proofs[id] = value.proof;
  }
  return {
    exitCode,
    json: { file: command.file, run: told, reports, proofs, diagnostics },
    text: [describeRun(run), ...(await warningsOf(database, run))].join('\n'),
    complaint: describeFailure(run),
  };
}

/** What stages that came to an end warn of all the same: a feature that tells the target, say. */
async function warningsOf(database: Database, run: RunDetail): Promise<string[]> {
  const warned = run.stages.filter(({ summary }) => Number(summary?.warned ?? 0) > 0);
  const logs = await Promise.all(warned.map(({ id }) => readStageLogs(database, run.id, id)));
  return warned.flatMap(({ id }, at) =>
    logs[at]!.filter(({ message }) => message.startsWith('Warning: ')).map(
      ({ message }) => `! ${id}: ${message.slice(9)}`,
    ),
  );
}
