import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { didYouMean } from '@/nodes/kernel/nearest-name';
import { registry } from '@/nodes/registry.gen';
import { readEnv } from '../env';
import { AppError } from '../errors';
import type { BoundPath } from './parse-command';

/** A file that a source reads, checked against the hash it is bound by. */
export interface BoundFile {
  readonly node: string;
  /** Absolute; absent when only the hash is known: the bytes must be in the store. */
  readonly path?: string;
  readonly name: string;
  readonly hash: string;
}

export interface BoundData {
  /** With `config.file` of every source as it was bound. */
  readonly document: GraphDoc;
  readonly files: readonly BoundFile[];
}

/** What a source's `file` setting says. */
interface FileSetting {
  readonly name?: string;
  readonly path?: string;
  readonly hash?: string;
  readonly sizeBytes?: number;
}

/**
 * Finds the file of every source: from `--data`, else by its own path, relative to the pipeline file or the data
 * folder. Both are bound by path and content: bytes with another hash than expected throw `data_mismatch`.
 */
export async function bindData(
  document: GraphDoc,
  pipelineFile: string,
  given: Readonly<Record<string, BoundPath>>,
  dataDir: string = readEnv().dataDir,
): Promise<BoundData> {
  const sources = Object.entries(document.nodes).filter(([, { type }]) => registry[type]?.dataset !== undefined);
  const names = sources.map(([id]) => id);
  for (const name of Object.keys(given)) if (!names.includes(name)) throw unknownSource(name, names);

  const nodes = { ...document.nodes };
  const files: BoundFile[] = [];
  for (const [id, node] of sources) {
    const setting = (node.config.file ?? {}) as FileSetting;
    const bound = await bindFile(id, setting, [dirname(pipelineFile), dataDir], given[id]);
    if (bound === undefined) continue;
    files.push(bound);
    const file = boundSetting(setting, bound, given[id] === undefined ? undefined : pipelineFile);
    nodes[id] = { ...node, config: { ...node.config, file } };
  }
  return { document: { ...document, nodes }, files };
}

/** As it was drawn, unless other data was bound: equal documents are one version, wherever they run. */
function boundSetting(setting: FileSetting, bound: BoundFile, rebound: string | undefined): FileSetting {
  const { sizeBytes: _, ...kept } = setting;
  const hash = { ...(bound.hash === setting.hash ? setting : kept), name: bound.name, hash: bound.hash };
  if (rebound === undefined || bound.path === undefined) return hash;
  return { ...hash, path: relative(resolve(dirname(rebound)), bound.path).replaceAll('\\', '/') };
}

async function bindFile(
  node: string,
  setting: FileSetting,
  folders: readonly string[],
  given: BoundPath | undefined,
): Promise<BoundFile | undefined> {
  if (given !== undefined) {
    const path = resolve(given.path);
    const expected = given.hash ?? setting.hash;
    return { node, path, name: basename(path), hash: await checkedHash(node, path, expected) };
  }
  const candidates = folders.map((folder) => resolve(folder, setting.path ?? ''));
  const path = setting.path === undefined ? undefined : candidates.find((candidate) => existsSync(candidate));
  if (path !== undefined) {
    const hash = await checkedHash(node, path, setting.hash);
    return { node, path, name: setting.name ?? basename(path), hash };
  }
  if (setting.path !== undefined && setting.hash === undefined) throw noData(node, candidates[0]!);
  // Nothing was chosen: the compiler says so. A hash without a file names an upload.
  return setting.hash === undefined ? undefined : { node, name: setting.name ?? setting.hash, hash: setting.hash };
}

async function checkedHash(node: string, path: string, expected: string | undefined): Promise<string> {
  const actual = await hashFile(node, path);
  if (expected === undefined || expected === actual) return actual;
  throw new AppError({
    code: 'data_mismatch',
    blame: 'user',
    message: `The data of “${node}” is not what the pipeline was bound to.`,
    place: { source: node, file: path, expected, actual },
    hint: `Bring back the file, or say that the new content is meant: --data ${node}=${path}#${actual}`,
  });
}

/** SHA-256 of a file's bytes. */
export async function hashFile(node: string, path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw noData(node, path);
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer);
  return digest.digest('hex');
}

function noData(node: string, path: string): AppError {
  return new AppError({
    code: 'data_missing',
    blame: 'user',
    message: `The data of “${node}” is not there.`,
    place: { source: node, file: path },
    hint: `Say where it is: --data ${node}=PATH`,
  });
}

function unknownSource(name: string, names: readonly string[]): AppError {
  const others = names.length > 0 ? `Its sources: ${names.join(', ')}.` : 'It has no source.';
  return new AppError({
    code: 'source_unknown',
    blame: 'user',
    message: `The pipeline has no source “${name}”.`,
    hint: didYouMean(name, names) ?? others,
  });
}
