import type { StageDatabase } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';

/** Squares beyond this leave the range of doubles. */
const LARGEST = '1e150::double';
const PAIRS_AT_ONCE = 200;

/** A column as a number that can be squared. */
export function squarable(name: string): string {
  const value = `${sqlName(name)}::double`;
  return `case when abs(${value}) <= ${LARGEST} then ${value} end`;
}

/** Pearson's correlation of each pair, of the rows that have both; null where one of them does not vary. */
export async function correlations(
  pairs: readonly (readonly [string, string])[],
  rows: string,
  database: StageDatabase,
): Promise<(number | null)[]> {
  const found: (number | null)[] = [];
  for (let from = 0; from < pairs.length; from += PAIRS_AT_ONCE) {
    const some = pairs.slice(from, from + PAIRS_AT_ONCE);
    const columns = [...new Set(some.flat())];
    const picked = columns.map((name, at) => `${squarable(name)} as c${at}`);
    const calls = some.map(([a, b], at) => `corr(c${columns.indexOf(a)}, c${columns.indexOf(b)}) as r${at}`);
    const [row] = await database.rows<Record<string, number | null>>(
      `select ${calls.join(', ')} from (select ${picked.join(', ')} from ${rows})`,
    );
    for (const at of some.keys()) {
      const value = row![`r${at}`];
      found.push(typeof value === 'number' && Number.isFinite(value) ? value : null);
    }
  }
  return found;
}

/** Goes through the columns in order and leaves out what is too close to one that is kept. */
export function independent(
  ordered: readonly string[],
  correlation: (a: string, b: string) => number | null,
  most: number,
): string[] {
  const kept: string[] = [];
  for (const name of ordered) {
    if (kept.every((other) => Math.abs(correlation(name, other) ?? 0) <= most)) kept.push(name);
  }
  return kept;
}
