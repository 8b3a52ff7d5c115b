import type { BindingFact, BoundInput } from '@/nodes/kernel/facts';

type Tree = Readonly<Record<string, unknown>>;
type Lineage = Pick<BindingFact['columns'][number], 'from' | 'how'>;
type Origin = Lineage['from'][number];

/** What a name stands for somewhere in a query: the columns it is computed from, or one column as it is. */
interface Made {
  readonly refs: string[];
  isPassed: boolean;
}

/**
 * The input columns that a result column is made of, by the names in the query: exact for what is selected and computed,
 * silent about what only decides which rows there are.
 */
export function queryLineage(tree: unknown, inputs: readonly BoundInput[]): (column: string) => Lineage {
  const made = madeColumns(tree);
  const ownOf = (key: string): Origin[] =>
    inputs.flatMap(({ port, columns }) =>
      columns.filter(({ name }) => name.toLowerCase() === key).map(({ name }) => ({ port, column: name })),
    );
  const follow = (key: string, seen: ReadonlySet<string>): { from: Origin[]; isPassed: boolean } => {
    const entry = made.get(key);
    if (!entry) return { from: ownOf(key), isPassed: true };
    const below = new Set([...seen, key]);
    // An alias hides a column of the same name, unless it is made of that column.
    const parts = entry.refs.map((ref) => {
      if (ref === key) return { from: ownOf(key), isPassed: true };
      return seen.has(ref) ? { from: [], isPassed: false } : follow(ref, below);
    });
    return {
      from: parts.flatMap((part) => part.from),
      isPassed: entry.isPassed && parts.every((part) => part.isPassed),
    };
  };
  return (column) => {
    const key = column.toLowerCase();
    // DuckDB calls the second of two equal names `name_1`.
    const found = made.has(key) || ownOf(key).length > 0 ? key : key.replace(/_\d+$/, '');
    const { from, isPassed } = follow(found, new Set());
    const distinct = [...new Map(from.map((origin) => [`${origin.port} ${origin.column}`, origin])).values()];
    const isSame = distinct.every((origin) => origin.column === column);
    return { from: distinct, how: isPassed && distinct.length > 0 ? (isSame ? 'same' : 'renamed') : 'derived' };
  };
}

/** What each name that a SELECT anywhere in the query gives is made of, as lower-case column names. */
function madeColumns(value: unknown, made: Map<string, Made> = new Map()): Map<string, Made> {
  if (Array.isArray(value)) {
    for (const entry of value) madeColumns(entry, made);
  } else if (typeof value === 'object' && value !== null) {
    const part = value as Tree;
    for (const item of (part.select_list as readonly Tree[] | undefined) ?? []) {
      const refs = columnRefs(item);
      const isPassed = item.type === 'COLUMN_REF';
      const name = String(item.alias || (isPassed ? refs[0] : '')).toLowerCase();
      if (name === '') continue;
      const known = made.get(name);
      made.set(name, { refs: [...(known?.refs ?? []), ...refs], isPassed: isPassed && (known?.isPassed ?? true) });
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
