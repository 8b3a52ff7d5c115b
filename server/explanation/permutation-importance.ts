import type { ColumnGroup } from './column-groups';
import { shuffled } from './shuffle';

/** How much worse a model gets when a column tells it nothing. */
export interface PermutationImportance {
  /** Mean over the repeats, larger = more important; null where the metric is undefined. */
  readonly mean: number | null;
  /** Sample deviation over the repeats; null for one repeat. */
  readonly deviation: number | null;
}

export interface PermutationOptions {
  readonly repeats: number;
  readonly seed: number;
  /** The metric of a table of features. */
  readonly score: (columns: Float64Array[]) => number | null | Promise<number | null>;
  readonly direction: 'higher' | 'lower';
  /** The metric of the table as it is. */
  readonly unshuffled: number | null;
}

/**
 * Shuffles the values of one column between rows, all of its features together, and measures again (Breiman 2001). The
 * order of a repeat is the same for every column: it depends on the seed, not on which columns there are.
 */
export async function permutationImportance(
  columns: readonly Float64Array[],
  group: ColumnGroup,
  { repeats, seed, score, direction, unshuffled }: PermutationOptions,
): Promise<PermutationImportance> {
  const drops: number[] = [];
  const rowCount = columns[0]?.length ?? 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const order = shuffled(rowCount, seed + repeat);
    const changed = [...columns];
    for (const feature of group.features) {
      const own = columns[feature]!;
      changed[feature] = own.map((_, row) => own[order[row]!]!);
    }
    const found = await score(changed);
    if (found !== null && unshuffled !== null) drops.push((unshuffled - found) * (direction === 'higher' ? 1 : -1));
  }
  if (drops.length === 0) return { mean: null, deviation: null };
  const mean = drops.reduce((sum, drop) => sum + drop, 0) / drops.length;
  const squares = drops.reduce((sum, drop) => sum + (drop - mean) ** 2, 0);
  return { mean, deviation: drops.length > 1 ? Math.sqrt(squares / (drops.length - 1)) : null };
}
