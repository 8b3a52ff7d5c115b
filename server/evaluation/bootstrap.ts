import { drawRows, seedState } from './draw-rows';
import { type Interval, noInterval } from './interval';
import { quantileOfSorted } from './quantile';

/** `seed` decides the resamples: the same seed, rows and settings give the same bits on any machine. */
export type BootstrapSettings = { resamples: number; level: number; seed: number };

export const DEFAULT_BOOTSTRAP: BootstrapSettings = { resamples: 1000, level: 0.95, seed: 7 };

/** Row visits that all resamples together may cost, some seconds of one core; beyond it fewer resamples are drawn. */
const MOST_VISITS = 5e8;
const FEWEST_RESAMPLES = 100;

/** How many resamples are worth their time where each costs `visits` rows. */
export function affordableResamples(wanted: number, visits: number): number {
  return Math.min(wanted, Math.max(FEWEST_RESAMPLES, Math.floor(MOST_VISITS / Math.max(1, visits))));
}

/**
 * Measures `resamples` samples of the rows with replacement (n draws of n rows: each row's count is its weight) and
 * returns what `measure` said of each: statistics × resamples, NaN where undefined. The weights it gets are reused.
 */
export function bootstrap(
  rows: number,
  weights: Float64Array | undefined,
  measure: (weights: Float64Array) => readonly (number | null)[],
  { resamples, seed }: Pick<BootstrapSettings, 'resamples' | 'seed'>,
): Float64Array[] {
  const counts = new Uint16Array(rows);
  const drawn = new Float64Array(rows);
  const random = seedState(seed);
  let found: Float64Array[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    counts.fill(0);
    drawRows(counts, random);
    if (weights === undefined) for (let row = 0; row < rows; row++) drawn[row] = counts[row]!;
    else for (let row = 0; row < rows; row++) drawn[row] = counts[row]! * weights[row]!;
    const values = measure(drawn);
    if (resample === 0) found = values.map(() => new Float64Array(resamples).fill(Number.NaN));
    for (let i = 0; i < values.length; i++) found[i]![resample] = values[i] ?? Number.NaN;
  }
  return found;
}

/** Share of resamples that may be undefined before the interval would be about other rows than these. */
const MOST_UNDEFINED = 0.05;

/**
 * The percentile interval of a bootstrapped statistic, widened to hold the estimate: what is rough by nature (a calibration
 * error) grows in every resample, and an interval beside its own estimate helps nobody.
 */
export function percentileInterval(values: Float64Array, estimate: number, level: number): Interval {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const undefinedShare = 1 - sorted.length / values.length;
  if (sorted.length < 2 || undefinedShare > MOST_UNDEFINED) {
    return noInterval(
      `it is undefined in ${Math.round(undefinedShare * 100)} % of the resamples: there are too few rows of a kind`,
    );
  }
  return {
    lower: Math.min(estimate, quantileOfSorted(sorted, (1 - level) / 2)),
    upper: Math.max(estimate, quantileOfSorted(sorted, (1 + level) / 2)),
    method: 'bootstrap',
  };
}
