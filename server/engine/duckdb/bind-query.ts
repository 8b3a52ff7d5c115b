import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { sqlName } from '@/nodes/kernel/expr/sql-text';
import type { BindingFact, BindingRequest, FactError } from '@/nodes/kernel/facts';
import { checkQuery } from './check-query';
import { mixesParts } from './mixes-parts';
import { type OpenedDuckdb, openDuckdb } from './open-duckdb';
import { queryLineage } from './query-lineage';
import { columnTypes } from './read-columns';
import { resultColumns, withoutLabel } from './result-columns';
import { duckdbTypeOf } from './table-schema';

/** The name of the view under which a person's query runs. */
export const RESULT = '$result';

/** A DuckDB for `bindQuery`, which can reach nothing. */
export const openBinder = (temporaryFolder: string): Promise<OpenedDuckdb> =>
  openDuckdb({ memoryLimitBytes: 256e6, threads: 1, temporaryFolder, allowedPaths: [] });

/** Binds one query in a process that has no binder. */
export async function bindAlone(request: BindingRequest): Promise<BindingFact | FactError> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-bind-'));
  const database = await openBinder(folder);
  try {
    return await bindQuery(database, request);
  } finally {
    database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Binding plans a query and runs nothing; one that takes longer is no query for an editor. */
const mostBindMs = 5000;

/**
 * What columns a query makes, found by binding it over empty tables in a DuckDB that can reach nothing: each request on
 * a connection of its own, whose tables end with it.
 */
export async function bindQuery(database: OpenedDuckdb, request: BindingRequest): Promise<BindingFact | FactError> {
  const connection = await database.connect();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    connection.interrupt();
  }, mostBindMs);
  try {
    return await bind(connection, request);
  } catch (thrown) {
    if (isLate) return { error: 'The query is too large to be understood in time.', hint: 'Make it smaller.' };
    return engineProblem(request.query, thrown);
  } finally {
    clearTimeout(timer);
    connection.closeSync();
  }
}

async function bind(connection: DuckDBConnection, request: BindingRequest): Promise<BindingFact | FactError> {
  const { query, inputs } = request;
  const names = inputs.map((input) => input.name);
  const columns = new Set(inputs.flatMap((input) => input.columns.map((column) => column.name.toLowerCase())));
  const checked = await checkQuery(connection, query, names, columns);
  if ('error' in checked) return checked;
  for (const input of inputs) {
    const list = input.columns.map(({ name, type }) => `${sqlName(name)} ${duckdbTypeOf(type)}`);
    await connection.run(`create temp table ${sqlName(input.name)} (${list.join(', ')})`);
  }
  await connection.run(resultView(query));
  const found = resultColumns(await columnTypes(connection, `from ${sqlName(RESULT)}`));
  if ('error' in found) return found;
  const rows = withoutLabel(found.columns);
  if (rows.length === 0) return { error: 'The query selects no column.', hint: 'Select at least one.' };
  const reserved = rows.find((column) => column.name.startsWith('$'));
  if (reserved) {
    return { error: `“${reserved.name}” cannot be the name of a column.`, hint: 'Names that begin with $ are taken.' };
  }
  const lineageOf = queryLineage(checked.tree, inputs);
  return {
    columns: rows.map(({ name, type }) => ({ name, type, ...lineageOf(name) })),
    partitioned: rows.length < found.columns.length,
    ...((await mixesParts(connection, checked.tree)) ? { mixesParts: true } : {}),
  };
}

/** The query on lines of its own, so that a last comment ends before what follows. */
export const resultView = (query: string): string => `create temp view ${sqlName(RESULT)} as\n${query}\n`;

/** What DuckDB says of a query, in its own words, and where. */
export function engineProblem(query: string, thrown: unknown): FactError {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const [first = '', ...rest] = text.split(/\n/);
  const [words, ...candidates] = first.replace(/^[A-Za-z ]*Error: /, '').split(/(?=Candidate|Did you mean)/);
  const sentence = words!.trim();
  const at = placeOf(query, rest);
  const said = candidates.join('').trim() || rest.find((line) => /^(Did you mean|Candidate)/.test(line));
  const hint = said?.replace(/^Candidate bindings: :? *(.*)$/, 'Did you mean $1?');
  return {
    error: /[.!?]$/.test(sentence) ? sentence : `${sentence}.`,
    ...(hint ? { hint } : {}),
    ...(at === undefined ? {} : { at }),
  };
}

/** From DuckDB's `LINE 2: …` and the caret below it; the first line is ours. */
function placeOf(query: string, lines: readonly string[]): number | undefined {
  const index = lines.findIndex((line) => /^LINE \d+: /.test(line));
  const shown = /^LINE (\d+): (.*)$/.exec(lines[index] ?? '');
  const caret = lines[index + 1]?.indexOf('^') ?? -1;
  if (!shown || caret < 0) return undefined;
  const before = query.split('\n').slice(0, Number(shown[1]) - 2);
  const line = query.split('\n')[before.length];
  const snippet = shown[2]!.replace(/^\.\.\.|\.\.\.$/g, '');
  const cut = shown[2]!.startsWith('...') ? 3 : 0;
  const start = line?.indexOf(snippet) ?? -1;
  if (start < 0) return undefined;
  const column = start + caret - `LINE ${shown[1]}: `.length - cut;
  return before.reduce((sum, each) => sum + each.length + 1, 0) + Math.max(0, column);
}
