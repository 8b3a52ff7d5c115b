import type { Decisions, EvaluationReport, GateResult } from '@/server/evaluation';
import type { ColumnType, Partition } from '../kernel';

/** Costs of a decision between two classes, in any unit, per row. */
export interface DecisionCosts {
  readonly falseAlarm: number;
  readonly miss: number;
  /** What finding a positive is worth. */
  readonly hit: number;
}

/** How the threshold was chosen, as the person says: by the judged rows, by validation rows, or by neither. */
export type ThresholdBasis = 'judged' | 'validation' | 'rule';

/** The rows a model is furthest off on, the worst first. */
export interface WorstRows {
  /** The columns of the judged table, in its order; `cells` follow it. */
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly rows: readonly {
    /** Its number in the judged table, from 1. */
    readonly row: number;
    readonly actual: string | number;
    readonly predicted: string | number;
    /** Classes: what the model gave the actual one. */
    readonly probability?: number;
    /** Log loss in nats, or |actual − predicted|. */
    readonly loss: number;
    readonly isWrong: boolean;
    readonly cells: readonly (string | number | null)[];
  }[];
}

/** Columns of the rows that a regression's sample shows, to draw residuals against. */
export interface SampledFeature {
  readonly name: string;
  /** As the model reads it; null is missing. */
  readonly values: readonly (number | null)[];
}

/** What a model learned from less would have scored on the same rows. */
export interface LearningCurve {
  readonly metric: string;
  readonly points: readonly {
    readonly share: number;
    readonly rows: number;
    readonly judged: number | null;
    readonly training: number | null;
    /** Why it could not be learned. */
    readonly problem?: string;
  }[];
}

/**
 * The `report` output of evaluate: what server/evaluation measured, on which rows, and what the gates say. What is
 * optional is also absent in reports of earlier versions.
 */
export type ModelReport = EvaluationReport & {
  readonly part: Partition;
  readonly target: string;
  /** Rows of every part of the table, and of rows without a label. */
  readonly partRows: Readonly<Record<string, number>>;
  /** Rows of the part whose target is missing: nobody can say whether they are predicted well. */
  readonly missingTarget: number;
  /** Rows whose class no training row had: they are not judged. */
  readonly unseenClasses: readonly { readonly class: string; readonly rows: number }[];
  readonly gates: readonly GateResult[];
  /** Most important features of the model, at most 50. */
  readonly importances: readonly { readonly feature: string; readonly importance: number }[];
  readonly costs?: DecisionCosts;
  readonly thresholdBasis?: ThresholdBasis;
  /** What thresholds decide on validation rows: the ones to choose by. Absent without such rows, and when they are judged. */
  readonly selection?: { readonly part: 'validation'; readonly rows: number; readonly decisions: Decisions };
  /** There are validation rows, but the model has learned from them: they choose nothing any more. */
  readonly learnedFromValidation?: true;
  readonly worst?: WorstRows;
  readonly sampledFeatures?: readonly SampledFeature[];
  readonly learningCurve?: LearningCurve;
  readonly weightedBy?: string;
};
