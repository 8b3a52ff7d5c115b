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
    drawCounts(counts, random);
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

/** Four words of state from a seed, by the splitmix32 generator: neighbouring seeds have nothing in common. */
function seedState(seed: number): Uint32Array {
  let state = Math.trunc(seed) >>> 0;
  return Uint32Array.from({ length: 4 }, () => {
    state = (state + 0x9e37_79b9) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 16), 0x21f0_aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a_2d97);
    return word ^ (word >>> 15);
  });
}

/** Draws as many rows as there are, with replacement (xoshiro128++, its words scaled to row numbers). */
function drawCounts(counts: Uint16Array, state: Uint32Array): void {
  const rows = counts.length;
  const scale = rows / 2 ** 32;
  counts.fill(0);
  let a = state[0]! | 0;
  let b = state[1]! | 0;
  let c = state[2]! | 0;
  let d = state[3]! | 0;
  for (let draw = 0; draw < rows; draw++) {
    const sum = (a + d) | 0;
    const word = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    const row = (word * scale) | 0;
    counts[row] = counts[row]! + 1;
  }
  state.set([a, b, c, d]);
}
