import type { Interval } from '../evaluation/interval';
import type { MeasureDefinition, MeasureName } from './measures';
import {
  absoluteBounds,
  type Bounds,
  differenceBounds,
  differenceOf,
  meanBounds,
  type Share,
  shareBounds,
} from './share-intervals';
import type { SliceMetricName } from './slice-metrics';

/** One metric of the groups that are compared; NaN where it is undefined. */
export type Compared = {
  values: readonly number[];
  /** Of all rows, those of small groups too. */
  overall: number;
  /** Of the reference group, and of all other rows together; absent without a reference. */
  against?: { reference: number; others: number };
};

/** The same as counts, for metrics that are shares of rows; `rest` are all rows but the group's. */
export type ComparedShares = {
  groups: readonly { group: Share; rest: Share }[];
  against?: { reference: Share; others: Share };
};

/** What a measure is about: the groups whose values are farthest apart, by the metric that decides it. */
export type Extremes = {
  metric: SliceMetricName;
  lowest: { group: string; value: number };
  highest: { group: string; value: number };
};

export type Measured = {
  name: MeasureName;
  title: string;
  value: number | null;
  /** Why it is undefined. */
  reason?: string;
  interval?: Interval;
  /** The value of perfect equality: 0 for differences, 1 for ratios. */
  equal: 0 | 1;
  /** Absent for an undefined measure. */
  extremes?: Extremes;
  /** Groups left out of it, and why. */
  excluded: { group: string; why: string }[];
};

/** A measure's value: its metrics compared each by itself, then combined. NaN where one of them is undefined. */
export function measureValue(
  { of, compares, kind, combine, signed }: MeasureDefinition,
  compared: (metric: SliceMetricName) => Compared,
): number {
  const parts = of.map((metric) => {
    const value = compareValues(compared(metric), compares, kind);
    return kind === 'difference' && !signed ? Math.abs(value) : value;
  });
  return combineParts(parts, combine);
}

export function compareValues(
  { values, overall, against }: Compared,
  compares: MeasureDefinition['compares'],
  kind: MeasureDefinition['kind'],
): number {
  if (compares === 'reference') {
    if (!against) return Number.NaN;
    return kind === 'difference' ? against.others - against.reference : divide(against.others, against.reference);
  }
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length < 2) return Number.NaN;
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  if (compares === 'groups') return kind === 'difference' ? highest - lowest : divide(lowest, highest);
  if (kind === 'difference') return Math.max(highest - overall, overall - lowest);
  // A ratio above 1 is turned round: the group that fares better than all counts as much as the one that fares worse.
  return Math.min(divide(lowest, overall), divide(overall, highest));
}

/** 0/0 says nothing, and nothing else is divided by 0 here but what is itself beyond any ratio. */
const divide = (a: number, b: number): number => (b === 0 ? Number.NaN : a / b);

export function combineParts(parts: readonly number[], combine: MeasureDefinition['combine']): number {
  if (parts.some(Number.isNaN)) return Number.NaN;
  if (combine === 'largest') return Math.max(...parts);
  if (combine === 'smallest') return Math.min(...parts);
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}

/** Bounds of a difference from the counts alone; undefined for ratios and where a metric is no share of rows. */
export function differenceFromShares(
  { of, compares, kind, combine, signed }: MeasureDefinition,
  shares: (metric: SliceMetricName) => ComparedShares | undefined,
  level: number,
): Bounds | undefined {
  if (kind !== 'difference') return undefined;
  const parts: Bounds[] = [];
  for (const metric of of) {
    const known = shares(metric);
    const part = known && boundsOf(known, compares, level);
    if (!part) return undefined;
    parts.push(signed ? part : absoluteBounds(part));
  }
  if (combine === 'mean') return meanBounds(parts);
  return largestBounds(parts);
}

/** Bounds of the largest of several quantities: it is at least as large as each is for certain. */
const largestBounds = (all: readonly Bounds[]): Bounds => ({
  value: largest(all, (one) => one.value),
  lower: largest(all, (one) => one.lower),
  upper: largest(all, (one) => one.upper),
});

const largest = (all: readonly Bounds[], read: (one: Bounds) => number): number =>
  all.reduce((most, one) => Math.max(most, read(one)), Number.NEGATIVE_INFINITY);

function boundsOf(
  { groups, against }: ComparedShares,
  compares: MeasureDefinition['compares'],
  level: number,
): Bounds | undefined {
  if (compares === 'reference') {
    if (!against || against.reference.rows === 0 || against.others.rows === 0) return undefined;
    return differenceBounds(against.others, against.reference, level);
  }
  const known = groups.filter(({ group }) => group.rows > 0);
  if (known.length < 2) return undefined;
  const comparisons = compares === 'overall' ? known.length : (known.length * (known.length - 1)) / 2;
  const at = (own: number) => {
    if (compares === 'overall') return largestBounds(known.map((one) => absoluteBounds(toOverall(one, own))));
    const bounds = known.map(({ group }) => shareBounds(group, own));
    return largestBounds(
      bounds.flatMap((a, place) => bounds.slice(place + 1).map((b) => absoluteBounds(differenceOf(a, b)))),
    );
  };
  // Among many groups that are alike some two lie apart by chance: to say that the largest gap is above some value, each
  // gap must say so at the level of all together (Bonferroni).
  return { ...at(level), lower: at(1 - (1 - level) / comparisons).lower };
}

/**
 * A group's share less that of all rows, which is its difference to the rows that are not its own, in the measure in which
 * those are part of all.
 */
export function toOverall({ group, rest }: { group: Share; rest: Share }, level: number): Bounds {
  if (rest.rows === 0) return { value: 0, lower: 0, upper: 0 };
  const part = rest.rows / (group.rows + rest.rows);
  const { value, lower, upper } = differenceBounds(group, rest, level);
  return { value: value * part, lower: lower * part, upper: upper * part };
}
