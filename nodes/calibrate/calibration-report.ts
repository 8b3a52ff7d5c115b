import type { CalibrationBin } from '@/server/evaluation';
import type { Partition } from '../kernel';

/** How well probabilities say how often they come true. */
export interface Reliability {
  /** Calibration error, Brier score, log loss; null where undefined. */
  readonly ece: number | null;
  readonly brier: number | null;
  readonly logLoss: number | null;
  readonly bins: readonly CalibrationBin[];
}

/** The `report` output of calibrate. */
export interface CalibrationReport {
  readonly method: 'platt' | 'isotonic';
  readonly part: Partition;
  readonly rows: number;
  readonly target: string;
  readonly classes: readonly string[];
  /** What a bin's share is of: the second of two classes, else the class decided for (null). */
  readonly about: string | null;
  /** Rows without a target, and rows of a class no training row has. */
  readonly leftOut: number;
  /**
   * How `after` was measured: `crossed`, each fifth of the rows by curves of the other four; `same-rows`, on the rows the
   * curves were fitted on, which flatters them.
   */
  readonly measured: 'crossed' | 'same-rows';
  readonly before: Reliability;
  readonly after: Reliability;
}
