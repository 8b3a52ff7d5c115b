import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParseRules } from '../kernel';
import { datasetRequest, openTestStage } from '../testing-context';
import run from './run';

export interface ReadFile {
  /** `name:type` per column, with `?` where values are missing. */
  readonly columns: string[];
  readonly rows: Record<string, unknown>[];
  readonly unparsed: Record<string, unknown>[];
  readonly unparsedCount: number;
  readonly logs: string[];
}

/** Reads a file's bytes as the source node does. */
export async function readBytes(
  bytes: string | Uint8Array,
  rules: Partial<ParseRules> = {},
  name = 'people.csv',
): Promise<ReadFile> {
  await using stage = await openTestStage();
  const filePath = join(stage.folder, name);
  writeFileSync(filePath, bytes);
  await run.run(stage.context({}, { dataset: { request: datasetRequest(filePath, rules), filePath } }));
  const { meta } = stage.tables.get('table')!;
  return {
    columns: meta.schema!.columns.map((column) => `${column.name}:${column.type}${column.nullable ? '?' : ''}`),
    rows: await stage.rows('table'),
    unparsed: (await stage.rows('unparsed')).map((row) => ({
      ...row,
      line: row.line === null ? null : Number(row.line),
    })),
    unparsedCount: meta.unparsedCount!,
    logs: stage.logs,
  };
}

/** The failure of reading a file: its sentence and its hint. */
export async function refusal(
  bytes: string | Uint8Array,
  rules: Partial<ParseRules> = {},
  name?: string,
): Promise<string> {
  try {
    await readBytes(bytes, rules, name);
  } catch (error) {
    if (error instanceof Error && error.name === 'StageFailure') {
      return `${error.message} → ${(error as Error & { details: { hint?: string } }).details.hint}`;
    }
    throw error;
  }
  throw new Error('the file was read');
}
