import { sqlDouble } from '../sql-text';

/**
 * SQL that finds the bin of a number by halving the ascending edges: 50 edges cost six comparisons a row, a tenth of what
 * counting the edges reached costs. `of` is the SQL for each bin, from 0.
 */
export function binSearch(x: string, edges: readonly number[], of: (bin: number) => string): string {
  const between = (from: number, to: number): string => {
    if (from === to) return of(from);
    const middle = (from + to) >> 1;
    return `(case when ${x} < ${sqlDouble(edges[middle]!)} then ${between(from, middle)} else ${between(middle + 1, to)} end)`;
  };
  // No comparison with a missing number holds, which would put it into the last bin.
  return `(case when ${x} is not null then ${between(0, edges.length)} end)`;
}
