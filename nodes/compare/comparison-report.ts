import type { PairedMetric } from '@/server/evaluation/compare-paired';
import type { PrecisionRecallPoint, RocPoint } from '@/server/evaluation/report';
import type { Partition } from '../kernel';

/** One of the two models, as its training describes it. */
export interface ComparedModel {
  readonly trainer: string;
  readonly features: readonly string[];
  readonly trainingRows: number;
  /** Hash over the values of the rows that the model itself learned from. */
  readonly learnedFrom: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
  /** For two classes. */
  readonly roc?: readonly RocPoint[];
  readonly precisionRecall?: readonly PrecisionRecallPoint[];
  /** For numbers: at most 500 evenly spaced rows, the same for both. */
  readonly sample?: readonly { readonly predicted: number; readonly actual: number }[];
}

/** The `report` output of compare. Differences are challenger − champion. */
export interface ComparisonReport {
  readonly part: Partition;
  readonly target: string;
  readonly rows: number;
  readonly task: 'classification' | 'regression';
  readonly positive: string | null;
  readonly level: number;
  readonly champion: ComparedModel;
  readonly challenger: ComparedModel;
  readonly metrics: readonly PairedMetric[];
  /** The metric that decides, whether larger is better, and what was asked of the challenger. */
  readonly decidedBy: { readonly metric: string; readonly title: string; readonly direction: 'higher' | 'lower' };
  readonly verdict: { readonly passed: boolean; readonly asked: string; readonly reason: string };
  /** By the values of a column, the most rows first; `problem` where a value has too few rows. */
  readonly slices?: {
    readonly column: string;
    readonly groups: readonly {
      readonly value: string;
      readonly rows: number;
      readonly metric?: PairedMetric;
      readonly problem?: string;
    }[];
    /** Values beyond the ones listed. */
    readonly more: number;
  };
  /** Rows that are decided differently, by who is right; classes only. */
  readonly disagreement?: {
    readonly onlyChampion: number;
    readonly onlyChallenger: number;
    readonly bothWrong: number;
  };
}
