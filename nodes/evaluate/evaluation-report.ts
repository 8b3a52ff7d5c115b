import type { EvaluationReport, GateResult } from '@/server/evaluation';
import type { Partition } from '../kernel';

/** The `report` output of evaluate: what server/evaluation measured, on which rows, and what the gates say. */
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
};
