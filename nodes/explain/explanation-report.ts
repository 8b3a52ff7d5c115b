import type { ColumnKind, ColumnValue, PermutationImportance } from '@/server/explanation';
import type { Link } from '@/server/training';
import type { Partition } from '../kernel';
import type { FeatureColumn } from '../kernel/trained-model';

/** A column the model reads, and how much it matters. */
export interface ExplainedColumn {
  readonly column: FeatureColumn;
  readonly kind: ColumnKind;
  /** Mean |SHAP| over the explained rows, by output, in units of the margin. */
  readonly meanShap: readonly number[];
  /** Absent when it was not measured. */
  readonly permutation?: PermutationImportance;
}

/** What the model answers when a column has each of these values. */
export interface DependencePlot {
  readonly column: string;
  readonly kind: ColumnKind;
  readonly grid: readonly ColumnValue[];
  /** By output: a probability of a class, or a value. */
  readonly outputs: readonly {
    /** Partial dependence, by grid value. */
    readonly mean: readonly number[];
    /** ICE: rows × grid. */
    readonly curves: readonly (readonly number[])[];
  }[];
}

/** The explained rows, column by column. Row r of one list is row r of the others. */
export interface ExplainedRows {
  /** Position in the table, from 0. */
  readonly numbers: readonly number[];
  readonly truth: readonly (string | number)[];
  /** What is wrong with the answer: 1 − the probability of the true class, or |actual − predicted|. */
  readonly errors: readonly number[];
  /** By output: margin, and the answer it becomes. */
  readonly margins: readonly (readonly number[])[];
  readonly answers: readonly (readonly number[])[];
  /** By output and column (in the order of `read`): SHAP values in units of the margin; base + their sum = margin. */
  readonly contributions: readonly (readonly (readonly number[])[])[];
  /** By feature of the model (a vector is several); null = missing. */
  readonly features: readonly (readonly (number | null)[])[];
}

/** The `report` output of explain. */
export interface ExplanationReport {
  readonly task: 'classification' | 'regression';
  readonly link: Link;
  readonly target: string;
  readonly part: Partition;
  /** Rows of the part whose target is known; all of them, or a sample, are explained and shuffled. */
  readonly partRows: number;
  readonly explainedRows: number;
  readonly shuffledRows: number;
  /** One, or one per class: what it speaks for, its expected margin, and the answer that is. */
  readonly outputs: readonly { readonly class?: string; readonly base: number; readonly baseAnswer: number }[];
  /** Two classes: index of the class that is explained. */
  readonly positive?: number;
  /** In three classes and more a calibration mixes the classes: contributions are then shown in margins only. */
  readonly isCalibrated: boolean;
  readonly metric?: {
    readonly name: string;
    readonly title: string;
    readonly repeats: number;
    readonly value: number | null;
    readonly reason?: string;
  };
  /** The columns in the order the model reads them: contributions and features of rows are in this order. */
  readonly read: readonly FeatureColumn[];
  /** By falling mean |SHAP| over the outputs. */
  readonly columns: readonly ExplainedColumn[];
  readonly dependence: readonly DependencePlot[];
  readonly rows: ExplainedRows;
}
