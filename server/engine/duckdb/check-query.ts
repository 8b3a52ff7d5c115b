import type { DuckDBConnection } from '@duckdb/node-api';
import { sqlText } from '@/nodes/kernel/expr/sql-text';

/** Why a person's query is refused; `at` is where, as an offset into its text. */
export interface QueryProblem {
  readonly error: string;
  readonly hint?: string;
  readonly at?: number;
}

/** A query as DuckDB's own parser reads it. */
export interface ParsedQuery {
  readonly tree: Tree;
}

type Tree = Readonly<Record<string, unknown>>;

/** Table functions that make rows out of nothing but their arguments. */
const MAKERS = new Set(['range', 'generate_series', 'unnest', 'generate_subscripts']);
/** Functions that look at the engine instead of at rows, beyond those that DuckDB itself calls volatile. */
const LOOKERS = new Set(['getvariable', 'current_setting', 'getenv']);
/** Words that read like columns and are functions. */
const CLOCKS = new Set(['current_date', 'current_time', 'current_timestamp', 'localtime', 'localtimestamp']);

/**
 * Reads a query and refuses all but one SELECT over the named inputs: no other statement, no table that is not an
 * input, no function that reads files, settings or the clock, no random numbers. `columns` are those of the inputs.
 */
export async function checkQuery(
  connection: DuckDBConnection,
  query: string,
  inputs: readonly string[],
  columns: ReadonlySet<string>,
): Promise<ParsedQuery | QueryProblem> {
  const tree = await parse(connection, query);
  if ('error' in tree) return tree as unknown as QueryProblem;
  const visible = new Set([...inputs, ...tableNames(tree)].map((name) => name.toLowerCase()));
  const volatile = await changingFunctions(connection);
  const at = offsets(query);
  for (const part of partsOf(tree)) {
    const problem = problemOf(part, { visible, volatile, inputs, columns });
    if (problem)
      return { ...problem, ...(typeof part.query_location === 'number' ? { at: at(part.query_location) } : {}) };
  }
  return { tree };
}

async function parse(connection: DuckDBConnection, query: string): Promise<Tree | QueryProblem> {
  const read = await connection.runAndReadAll(`select json_serialize_sql(${sqlText(query)}) as tree`);
  const parsed = JSON.parse(String(read.getRowObjectsJS()[0]!.tree)) as {
    error: boolean;
    error_message?: string;
    error_subtype?: string;
    position?: string;
    statements?: readonly { node: Tree }[];
  };
  if (parsed.error) return parseProblem(query, parsed.error_message ?? '', parsed.position);
  const statements = parsed.statements ?? [];
  if (statements.length === 0) return { error: 'There is no query.', hint: 'Such as: select * from a' };
  if (statements.length > 1) {
    return {
      error: `There are ${statements.length} statements, and a node runs one.`,
      hint: 'Keep one; put the others into nodes of their own, or into a “with”.',
    };
  }
  return statements[0]!.node;
}

function parseProblem(query: string, message: string, position: string | undefined): QueryProblem {
  if (/Only SELECT statements/i.test(message)) {
    return {
      error: 'Only a query that reads may stand here: one SELECT.',
      hint: 'It cannot write, load, attach, set or call anything; a PIVOT needs its values listed with IN.',
    };
  }
  const at = position === undefined ? Number.NaN : Number(position);
  return { error: `${capital(message)}.`, ...(Number.isFinite(at) ? { at: offsets(query)(at) } : {}) };
}

interface Allowed {
  readonly visible: ReadonlySet<string>;
  readonly volatile: ReadonlySet<string>;
  readonly inputs: readonly string[];
  readonly columns: ReadonlySet<string>;
}

function problemOf(part: Tree, allowed: Allowed): QueryProblem | undefined {
  const names = allowed.inputs.join(', ');
  switch (part.type) {
    case 'TABLE_FUNCTION': {
      const name = String((part.function as Tree).function_name).toLowerCase();
      if (MAKERS.has(name)) return undefined;
      return { error: `${name}(…) cannot be read from here.`, hint: `A query reads its inputs only: ${names}.` };
    }
    case 'BASE_TABLE': {
      const name = String(part.table_name);
      const isPlain = !part.schema_name && !part.catalog_name;
      if (isPlain && allowed.visible.has(name.toLowerCase())) return undefinedUnlessSampled(part);
      return { error: `There is no table “${name}” here.`, hint: `A query reads its inputs only: ${names}.` };
    }
    case 'SHOW_REF':
    case 'COLUMN_DATA':
    case 'DELIM_GET':
      return { error: 'A query reads rows; it cannot describe or show tables.', hint: `Select from ${names}.` };
    case 'VALUE_PARAMETER':
      return { error: 'A query has no parameters of its own.', hint: 'Write the value down.' };
    case 'COLUMN_REF': {
      const path = part.column_names as readonly string[];
      const name = String(path[0]).toLowerCase();
      return path.length === 1 && CLOCKS.has(name) && !allowed.columns.has(name) ? changing(name) : undefined;
    }
    case 'FUNCTION':
    case 'WINDOW_AGGREGATE': {
      const name = String(part.function_name).toLowerCase();
      if (LOOKERS.has(name)) return { error: `${name}(…) looks at the engine, not at rows.`, hint: 'Leave it out.' };
      return allowed.volatile.has(name) ? changing(`${name}()`) : undefined;
    }
    default:
      return undefinedUnlessSampled(part);
  }
}

const undefinedUnlessSampled = (part: Tree): QueryProblem | undefined =>
  part.sample
    ? { error: 'A sample would be another one each time.', hint: 'Put a Sample node before or after this one.' }
    : undefined;

const changing = (name: string): QueryProblem => ({
  error: `${name} gives something else each time, so that a result could not be told from an older one.`,
  hint: 'Write the value down.',
});

/** Every object of a parse tree that has a type. */
function* partsOf(value: unknown): Generator<Tree> {
  if (Array.isArray(value)) {
    for (const entry of value) yield* partsOf(entry);
  } else if (typeof value === 'object' && value !== null) {
    const part = value as Tree;
    if (typeof part.type === 'string') yield part;
    for (const entry of Object.values(part)) yield* partsOf(entry);
  }
}

/** Names that a `with` gives to queries inside the query. */
function tableNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(tableNames);
  if (typeof value !== 'object' || value === null) return [];
  const part = value as Tree;
  const own = (part.cte_map as { map?: readonly { key: string }[] } | undefined)?.map?.map(({ key }) => key) ?? [];
  return [...own, ...Object.values(part).flatMap(tableNames)];
}

const changingOf = new WeakMap<DuckDBConnection, Set<string>>();

/** Functions that do not give the same for the same arguments, by DuckDB's own account. */
async function changingFunctions(connection: DuckDBConnection): Promise<Set<string>> {
  const known = changingOf.get(connection);
  if (known) return known;
  const read = await connection.runAndReadAll(
    `select distinct function_name as name from duckdb_functions() where stability <> 'CONSISTENT'`,
  );
  const names = new Set(read.getRowObjectsJS().map((row) => String(row.name)));
  changingOf.set(connection, names);
  return names;
}

/** DuckDB counts bytes; an editor counts UTF-16. */
const offsets =
  (query: string) =>
  (bytes: number): number =>
    new TextDecoder().decode(new TextEncoder().encode(query).subarray(0, bytes)).length;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).replace(/[.!]$/, '');
