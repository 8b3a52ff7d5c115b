import { readFile } from 'node:fs/promises';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { parseGraphDoc } from '@/nodes/kernel/graph-doc/parse';
import { AppError } from '../errors';
import { EXIT } from './exit-code';
import { type Result, refusal } from './output';

/** Thrown to end a command with a result: what is wrong is in the file, not in the program. */
export class Refused extends Error {
  constructor(readonly result: Result) {
    super('refused');
  }
}

export const refuse = (file: string, diagnostics: readonly Diagnostic[]): Refused =>
  new Refused(refusal(file, diagnostics, EXIT.invalid));

/** Reads a pipeline file; what is not one ends the command with diagnostics. */
export async function readPipelineFile(file: string): Promise<GraphDoc> {
  const { doc, diagnostics } = parseGraphDoc(await readJsonFile(file));
  if (doc === undefined) throw refuse(file, diagnostics);
  return doc;
}

export async function readJsonFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new AppError({
      code: 'file_missing',
      blame: 'user',
      message: cause.code === 'ENOENT' ? 'There is no such file.' : `The file cannot be read: ${cause.message}.`,
      place: { file },
      hint: 'Paths are relative to where npm runs: the project folder.',
      cause,
    });
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new AppError({
      code: 'file_not_json',
      blame: 'user',
      message: `The file is not JSON: ${cause instanceof Error ? cause.message : cause}.`,
      place: { file },
      hint: 'A pipeline file is what “Export” in the editor writes.',
      cause,
    });
  }
}
