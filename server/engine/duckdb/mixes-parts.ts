import type { DuckDBConnection } from '@duckdb/node-api';
import { PARTITION_COLUMN } from '@/nodes/kernel/schema';

type Tree = Readonly<Record<string, unknown>>;

/**
 * Whether a query computes something over rows without keeping the parts of a split apart: a group or a window that does
 * not go by their label. Joins and unions are not looked at.
 */
export async function mixesParts(connection: DuckDBConnection, tree: unknown): Promise<boolean> {
  const read = await connection.runAndReadAll(
    `select distinct function_name as name from duckdb_functions() where function_type = 'aggregate'`,
  );
  return mixes(tree, new Set(read.getRowObjectsJS().map((row) => String(row.name))));
}

function mixes(value: unknown, aggregates: ReadonlySet<string>): boolean {
  if (Array.isArray(value)) return value.some((entry) => mixes(entry, aggregates));
  if (typeof value !== 'object' || value === null) return false;
  const part = value as Tree;
  if (part.class === 'WINDOW' && !namesLabel(part.partitions)) return true;
  if (part.type === 'SELECT_NODE' && groupsRows(part, aggregates) && !groupsByLabel(part)) return true;
  return Object.values(part).some((entry) => mixes(entry, aggregates));
}

const groupsRows = (select: Tree, aggregates: ReadonlySet<string>): boolean =>
  (select.group_expressions as readonly unknown[]).length > 0 ||
  select.aggregate_handling === 'FORCE_AGGREGATES' ||
  hasAggregate(select.select_list, aggregates);

/** By name, by its place in the list, or because a grouping by all takes what is selected. */
function groupsByLabel({ group_expressions: by, select_list: list, aggregate_handling: handling }: Tree): boolean {
  const places = (by as readonly Tree[]).map((expression) => Number((expression.value as Tree | undefined)?.value));
  const selected = list as readonly unknown[];
  return (
    namesLabel(by) ||
    (handling === 'FORCE_AGGREGATES' && namesLabel(selected)) ||
    places.some((place) => namesLabel(selected[place - 1]))
  );
}

/** In this SELECT itself: a window or a query inside is looked at on its own. */
function hasAggregate(value: unknown, aggregates: ReadonlySet<string>): boolean {
  if (Array.isArray(value)) return value.some((entry) => hasAggregate(entry, aggregates));
  if (typeof value !== 'object' || value === null) return false;
  const part = value as Tree;
  if (part.class === 'WINDOW' || part.class === 'SUBQUERY') return false;
  if (part.class === 'FUNCTION' && aggregates.has(String(part.function_name).toLowerCase())) return true;
  return Object.values(part).some((entry) => hasAggregate(entry, aggregates));
}

function namesLabel(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(namesLabel);
  if (typeof value !== 'object' || value === null) return false;
  const part = value as Tree;
  if (part.class === 'COLUMN_REF') return (part.column_names as string[]).at(-1) === PARTITION_COLUMN;
  return Object.values(part).some(namesLabel);
}
