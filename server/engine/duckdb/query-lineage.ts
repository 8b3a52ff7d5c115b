import type { BoundInput } from '@/nodes/kernel/facts';

type Tree = Readonly<Record<string, unknown>>;
type Origin = { readonly port: string; readonly column: string };

/**
 * The input columns that a result column is made of, by the names in the query: exact for what is selected and computed,
 * silent about what only decides which rows there are.
 */
export function queryOrigins(tree: unknown, inputs: readonly BoundInput[]): (column: string) => Origin[] {
  const made = madeColumns(tree);
  const origins = (name: string, seen: ReadonlySet<string>): Origin[] => {
    const key = name.toLowerCase();
    if (seen.has(key)) return [];
    const below = new Set([...seen, key]);
    const refs = made.get(key);
    const own = inputs.flatMap(({ port, columns }) =>
      columns.filter((column) => column.name.toLowerCase() === key).map((column) => ({ port, column: column.name })),
    );
    // An alias hides a column of the same name, unless it is made of that column.
    const through = refs?.flatMap((ref) => (ref === key ? own : origins(ref, below)));
    return through ?? own;
  };
  return (column) => {
    const found = origins(column, new Set());
    // DuckDB calls the second of two equal names `name_1`.
    const all =
      found.length > 0 || made.has(column.toLowerCase()) ? found : origins(column.replace(/_\d+$/, ''), new Set());
    return [...new Map(all.map((origin) => [`${origin.port} ${origin.column}`, origin])).values()];
  };
}

/** What each name that a SELECT anywhere in the query gives is computed from, as lower-case column names. */
function madeColumns(value: unknown, made: Map<string, string[]> = new Map()): Map<string, string[]> {
  if (Array.isArray(value)) {
    for (const entry of value) madeColumns(entry, made);
  } else if (typeof value === 'object' && value !== null) {
    const part = value as Tree;
    for (const item of (part.select_list as readonly Tree[] | undefined) ?? []) {
      const refs = columnRefs(item);
      const name = String(item.alias || (item.type === 'COLUMN_REF' ? refs[0] : '')).toLowerCase();
      if (name !== '') made.set(name, [...(made.get(name) ?? []), ...refs]);
    }
    for (const entry of Object.values(part)) madeColumns(entry, made);
  }
  return made;
}

function columnRefs(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(columnRefs);
  if (typeof value !== 'object' || value === null) return [];
  const part = value as Tree;
  const own = part.type === 'COLUMN_REF' ? [String((part.column_names as string[]).at(-1)).toLowerCase()] : [];
  return [...own, ...Object.values(part).flatMap(columnRefs)];
}
