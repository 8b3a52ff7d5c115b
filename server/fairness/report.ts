import type { Interval } from '../evaluation/interval';
import type { Measured } from './compare-groups';
import type { SliceMetricName } from './slice-metrics';

/** A metric of some rows. `of`: the rows a rate is a share of, or the rows a mean is over. */
export type Estimate = {
  value: number | null;
  /** Why it is undefined. */
  reason?: string;
  interval?: Interval;
  of: number;
};

/** How far a group's metric lies from that of all rows. */
export type Difference = {
  value: number | null;
  interval?: Interval;
  /** Two-sided, of the hypothesis that the group is like the other rows; null where it cannot be told. */
  p: number | null;
  /** The same, corrected for looking at every group and metric of the slice (Benjamini-Hochberg). */
  adjusted: number | null;
  significant: boolean;
};

export type GroupReport = {
  /** As a sentence names it: `Marital = widow`, `Age ≤ 27`, `Age ≤ 27, Marital = widow`. */
  name: string;
  /** By column of the slice: what stands in its cell of a table. */
  values: string[];
  rows: number;
  share: number;
  /** Fewer rows than asked for: shown, and left out of measures, gates and tests. */
  small: boolean;
  metrics: Partial<Record<SliceMetricName, Estimate>>;
  differences: Partial<Record<SliceMetricName, Difference>>;
};

export type MeasureReport = Measured & {
  /** What it says, in words with numbers. */
  sentence: string;
};

export type SliceReport = {
  columns: string[];
  /** Judged as a matter of fairness, not of quality alone. */
  fairness: boolean;
  /** Name of the group the others are compared with, when one was chosen. */
  reference: string | null;
  /** In the order of their values; bins in the order of numbers, the missing last. */
  groups: GroupReport[];
  measures: MeasureReport[];
  resamples: number;
  notes: string[];
};

/** What `judgeSlices` finds out; plain JSON. */
export type SlicesReport = {
  task: 'classification' | 'regression';
  rows: number;
  /** The outcome that counts as being selected; null for a regression, and for many classes when none was named. */
  favourable: string | null;
  level: number;
  minimumRows: number;
  metrics: SliceMetricName[];
  overall: Partial<Record<SliceMetricName, Estimate>>;
  slices: SliceReport[];
};
