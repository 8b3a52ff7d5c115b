import { registry } from '@/nodes/registry.gen';
import { describeDiff } from '../compiler/diff/describe-diff';
import { diffDocs } from '../compiler/diff/diff-docs';
import { EXIT } from './exit-code';
import type { Result } from './output';
import type { Command } from './parse-command';
import { readPipelineFile } from './pipeline-file';

/** Compares two pipeline files by meaning. Differences are no failure: the exit code is 0 either way. */
export async function diffCommand({ a, b }: Extract<Command, { name: 'diff' }>): Promise<Result> {
  const diff = diffDocs(await readPipelineFile(a), await readPipelineFile(b), registry);
  return { exitCode: EXIT.done, json: { a, b, diff }, text: describeDiff(diff) };
}
