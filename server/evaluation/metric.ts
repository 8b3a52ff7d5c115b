import type { Interval } from './interval';

/**
 * One measured number, plain JSON. `value` is null where the metric is undefined, and `reason` then says why.
 * A `reason` beside a number is a caveat ("averaged over 2 of 3 classes"), never an error. `interval` says how far chance
 * may have moved the number; it is there when intervals were asked for.
 */
export type Metric = { value: number | null; reason?: string; interval?: Interval };

/** A metric that has a value. A number JSON cannot carry (overflow) becomes undefined instead of a silent null. */
export function known(value: number, caveat?: string): Metric {
  if (!Number.isFinite(value)) return unknown('the result is too large to be represented as a number');
  return caveat === undefined ? { value } : { value, reason: caveat };
}

/** A metric without a value, and why. */
export function unknown(reason: string): Metric {
  return { value: null, reason };
}

/** numerator / denominator, undefined with `reason` where the denominator is zero. */
export function ratio(numerator: number, denominator: number, reason: string): Metric {
  return denominator === 0 ? unknown(reason) : known(numerator / denominator);
}
