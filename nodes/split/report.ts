import type { FoldPlan } from '../kernel';

/** A part with what it was to have and what it has. */
export interface PartSize {
  readonly part: string;
  readonly rows: number;
  /** From 0 to 1, as set. */
  readonly wanted: number;
  /** For a split by time: its first and last time, as text. */
  readonly from?: string | null;
  readonly until?: string | null;
}

/** A round of fitting and judging within the training rows. */
export interface FoldSize {
  readonly title: string;
  readonly fit: number;
  readonly judge: number;
  /** Training rows in neither: later ones, or those in the gap. */
  readonly neither: number;
}

/** Rows without a value where one decides: they stay together. */
export interface MissingRows {
  readonly column: string;
  readonly rows: number;
  /** Rows of them by part. */
  readonly parts: Readonly<Record<string, number>>;
}

/** The same value, or the same whole row, in two parts: the test may be judged by what training saw. */
export interface Straddling {
  /** The column, or absent for whole rows (the key left out). */
  readonly column?: string;
  /** Values that stand among the training rows and in another part. */
  readonly values: number;
  /** Rows outside training that carry such a value, and of how many. */
  readonly rows: number;
  readonly of: number;
  readonly examples: readonly string[];
}

/** The share of each stratum in each part, the most frequent first. */
export interface StratumSize {
  readonly value: string | null;
  readonly parts: Readonly<Record<string, number>>;
}

/** The `report` output of a split. */
export interface SplitReport {
  readonly rows: number;
  readonly parts: readonly PartSize[];
  readonly plan?: FoldPlan;
  readonly folds: readonly FoldSize[];
  readonly missing: readonly MissingRows[];
  readonly straddling: readonly Straddling[];
  readonly strata: readonly StratumSize[];
}
