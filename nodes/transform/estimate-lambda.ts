/** The family of a power transform: Box-Cox of positive numbers, Yeo-Johnson of all. */
export type PowerFamily = 'box-cox' | 'yeo-johnson';

/** Beyond this a power transform of such data is a straight line, or a step: λ says nothing any more. */
const FURTHEST = 1024;
/** The largest power must not lie further than e^−20 below 1, or subtracting 1 from it would leave fewer than eight digits. */
const FURTHEST_BELOW = 20;
/** Nor further than e^100 above it, or products of two or three such values would not fit a double. */
const FURTHEST_ABOVE = 100;
const PRECISION = 1e-12;
/** What the likelihood cannot tell apart is rounded away: symmetric values get 1, not 0.9999999999999998. */
const DECIMALS = 1e10;
const MOST_STEPS = 200;

/**
 * The λ of greatest likelihood, of values without missing ones; null where every λ is as good (fewer than two different
 * values). Box-Cox needs positive values. Overwrites `values`.
 *
 * The log-likelihood is concave in λ (Kouider and Chen 1995 for Box-Cox, Marchand et al. 2022 for Yeo-Johnson), so its
 * derivative has one zero, which bisection with Newton's steps finds in about ten passes. Sums run in the order of the
 * values: equal values in the same order give the same λ to the bit.
 */
export function estimateLambda(family: PowerFamily, values: Float64Array): number | null {
  if (values.every((value) => value === values[0])) return null;
  return Math.round(bestLambda(family, values) * DECIMALS) / DECIMALS;
}

function bestLambda(family: PowerFamily, values: Float64Array): number {
  if (family === 'box-cox') return oneSided(replaceAll(values, Math.log));
  const logarithms = replaceAll(values, (x) => Math.sign(x) * Math.log1p(Math.abs(x)));
  const [smallest, largest] = extremes(logarithms);
  if (smallest >= 0) return oneSided(logarithms);
  if (largest <= 0) return 2 - oneSided(replaceAll(logarithms, (s) => -s));
  return within(
    usable(logarithms, true),
    zeroOf((lambda) => slope(logarithms, lambda, true)),
  );
}

/**
 * Of logarithms s alone λ is that of s − mean(s): a factor does not change which power is best. Centred, rows far from 1
 * do not cancel against the −1 of (x^λ − 1) / λ while λ is sought.
 */
function oneSided(logarithms: Float64Array): number {
  const range = usable(logarithms, false);
  const mean = logarithms.reduce((sum, s) => sum + s, 0) / logarithms.length;
  replaceAll(logarithms, (s) => s - mean);
  return within(
    range,
    zeroOf((lambda) => slope(logarithms, lambda, false)),
  );
}

const within = ([least, most]: readonly [number, number], lambda: number): number =>
  Math.min(Math.max(lambda, least), most);

/**
 * The λ under which powers of these values can be computed with. The likelihood of values in a narrow range far from 1,
 * such as latitudes around 42, hardly tells one λ from another and may have its maximum at 486.
 */
function usable(logarithms: Float64Array, twoSided: boolean): [number, number] {
  const [smallest, largest] = extremes(logarithms);
  let [least, most] = [-FURTHEST, FURTHEST];
  if (smallest > 0) least = -FURTHEST_BELOW / smallest;
  else if (smallest < 0)
    least = twoSided ? Math.min(1, 2 + FURTHEST_ABOVE / smallest) : Math.min(-1, FURTHEST_ABOVE / smallest);
  if (largest > 0) most = Math.max(1, FURTHEST_ABOVE / largest);
  else if (largest < 0) most = -FURTHEST_BELOW / largest;
  return [least, most];
}

/** First and second derivative of the log-likelihood per row. */
interface Slope {
  readonly value: number;
  readonly change: number;
}

/** The zero of a falling function. */
function zeroOf(slopeAt: (lambda: number) => Slope): number {
  let [low, high] = [-2, 2];
  while (low > -FURTHEST && slopeAt(low).value < 0) low *= 2;
  while (high < FURTHEST && slopeAt(high).value > 0) high *= 2;
  let lambda = (low + high) / 2;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { value, change } = slopeAt(lambda);
    if (value > 0) low = lambda;
    else high = lambda;
    const newton = lambda - value / change;
    // Halving where Newton's step leaves the bracket, or is no number.
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - lambda) <= PRECISION * Math.max(1, Math.abs(next))) return next;
    lambda = next;
  }
  return lambda;
}

/**
 * With y the transformed value and ′ its derivative by λ, the log-likelihood per row is −½ ln var(y) + (λ − 1) mean(s):
 * its slope is mean(s) − cov(y, y′) / var(y).
 */
function slope(logarithms: Float64Array, lambda: number, twoSided: boolean): Slope {
  const scale = largestExponent(extremes(logarithms), lambda, twoSided);
  const unit = Math.exp(-scale);
  let [meanS, meanY, meanFirst, meanSecond] = [0, 0, 0, 0];
  let [varY, covFirst, varFirst, covSecond] = [0, 0, 0, 0];
  const out: Derivatives = { y: 0, first: 0, second: 0 };
  for (let row = 0; row < logarithms.length; row++) {
    const s = logarithms[row]!;
    if (twoSided && s < 0) mirror(raise(-s, 2 - lambda, scale, unit, out));
    else raise(s, lambda, scale, unit, out);
    // Welford's recurrences: one pass, without cancellation.
    const n = row + 1;
    const dY = out.y - meanY;
    const dFirst = out.first - meanFirst;
    meanS += (s - meanS) / n;
    meanY += dY / n;
    meanFirst += dFirst / n;
    meanSecond += (out.second - meanSecond) / n;
    varY += dY * (out.y - meanY);
    covFirst += dY * (out.first - meanFirst);
    varFirst += dFirst * (out.first - meanFirst);
    covSecond += dY * (out.second - meanSecond);
  }
  const ratio = covFirst / varY;
  return { value: meanS - ratio, change: 2 * ratio * ratio - (varFirst + covSecond) / varY };
}

interface Derivatives {
  y: number;
  first: number;
  second: number;
}

/** y = (e^(λs) − 1) / λ and its derivatives by λ, all times `unit` = e^(−scale), which the likelihood does not see. */
function raise(s: number, lambda: number, scale: number, unit: number, out: Derivatives): Derivatives {
  const z = lambda * s;
  if (Math.abs(z) < 1e-3) {
    // The series, where the differences below would cancel.
    out.y = unit * s * (1 + (z / 2) * (1 + (z / 3) * (1 + z / 4)));
    out.first = unit * s * s * (1 / 2 + z * (1 / 3 + z * (1 / 8 + z / 30)));
    out.second = unit * s * s * s * (1 / 3 + z * (1 / 4 + z * (1 / 10 + z / 36)));
    return out;
  }
  const power = Math.exp(z - scale);
  out.y = (power - unit) / lambda;
  out.first = (s * power - out.y) / lambda;
  out.second = (s * s * power - 2 * out.first) / lambda;
  return out;
}

/** Below 0 Yeo-Johnson is −raise(−s, 2 − λ): the first derivative by λ changes sign twice. */
function mirror(out: Derivatives): void {
  out.y = -out.y;
  out.second = -out.second;
}

/** The largest exponent where it could overflow, otherwise 0. Exponents grow towards the ends of the values. */
function largestExponent(ends: readonly number[], lambda: number, twoSided: boolean): number {
  const largest = Math.max(...ends.map((s) => (twoSided && s < 0 ? -s * (2 - lambda) : s * lambda)));
  return largest > 300 ? largest : 0;
}

function extremes(values: Float64Array): [number, number] {
  let [smallest, largest] = [values[0]!, values[0]!];
  for (const value of values) {
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  return [smallest, largest];
}

function replaceAll(values: Float64Array, by: (value: number) => number): Float64Array {
  for (let row = 0; row < values.length; row++) values[row] = by(values[row]!);
  return values;
}
