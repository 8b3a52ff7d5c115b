import type { Parameter } from './space';
import type { Observation } from './tpe';

export interface Importance {
  readonly name: string;
  /** From 0 to 1; null with too few trials to say. */
  readonly share: number | null;
}

const BINS = 3;
const FEWEST = 6;

/**
 * How much of the variance between trials each setting explains by itself: ε², the correlation ratio over thirds of its
 * values (or over its values), less what chance alone would explain (Kelley 1935). Settings that matter only together
 * show as little.
 */
export function importanceOf(space: readonly Parameter[], observed: readonly Observation[]): Importance[] {
  const known = observed.flatMap(({ point, loss }) => (loss === null ? [] : [{ point, loss }]));
  return space.map((parameter) => ({
    name: parameter.name,
    share:
      known.length < FEWEST
        ? null
        : explained(
            known.map(({ point }) => point[parameter.name]!),
            known.map(({ loss }) => loss),
          ),
  }));
}

function explained(values: readonly (number | string)[], losses: readonly number[]): number {
  const groups = groupsOf(values);
  const mean = average(losses);
  const total = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0);
  const within = groups.reduce((sum, rows) => {
    const own = average(rows.map((row) => losses[row]!));
    return sum + rows.reduce((inner, row) => inner + (losses[row]! - own) ** 2, 0);
  }, 0);
  const freedom = losses.length - groups.length;
  if (total === 0 || groups.length < 2 || freedom < 1) return 0;
  const byChance = (groups.length - 1) * (within / freedom);
  return Math.min(1, Math.max(0, (total - within - byChance) / total));
}

/** Rows by value; thirds by rank where there are more values than that, equal values together. */
function groupsOf(values: readonly (number | string)[]): number[][] {
  const distinct = [...new Set(values)].sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1,
  );
  const isNumeric = values.every((value) => typeof value === 'number');
  const groups = new Map<number, number[]>();
  const before = (value: number | string) =>
    values.filter((other) => distinct.indexOf(other) < distinct.indexOf(value)).length;
  for (const [row, value] of values.entries()) {
    const group =
      !isNumeric || distinct.length <= BINS
        ? distinct.indexOf(value)
        : Math.min(BINS - 1, Math.floor((before(value) / values.length) * BINS));
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return [...groups.values()];
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
