import type { LeakageProof } from './learned-from';
import type { ColumnType, FoldPlan } from './schema';

/** One table column that a model reads, in order; a vector is as many numbers as it has components. */
export interface FeatureColumn {
  readonly column: string;
  readonly type: ColumnType;
  readonly components?: readonly string[];
  /** A text column that the model reads as codes: its categories in the order of their codes; others count as missing. */
  readonly categories?: readonly string[];
}

/** What a trained model reads and says, in the table's own words. */
export interface TrainedSignature {
  readonly target: string;
  readonly targetType: ColumnType;
  readonly task: 'classification' | 'regression';
  /** Class names by index, as text; classes of an int target are in numeric order. */
  readonly classes?: readonly string[];
  readonly features: readonly string[];
  /** The same columns, expanded: their numbers in order are the model's `featureNames`. */
  readonly columns: readonly FeatureColumn[];
}

/** How models learned without each fold judged that fold: what to expect of the model, and how much that varies. */
export interface CrossValidation {
  readonly plan: FoldPlan;
  /** Over the rounds that could be judged; the deviation is the sample's, null for one round. */
  readonly metrics: readonly {
    readonly name: string;
    readonly title: string;
    readonly mean: number | null;
    readonly deviation: number | null;
  }[];
  readonly rounds: readonly {
    readonly title: string;
    readonly fit: number;
    readonly judged: number;
    readonly metrics?: Readonly<Record<string, number | null>>;
    /** Why it does not count. */
    readonly problem?: string;
  }[];
  /** Steps above that were learned from all training rows, the judged ones included. */
  readonly learnedTogether: readonly string[];
}

/** How a model alone, written as an ONNX file, answers beside its trainer. */
export interface ModelParity {
  readonly rows: number;
  /** Which rows: those it did not learn from where there are any. */
  readonly part: string;
  /** In a probability; in a predicted number beyond ±1, relative to it. */
  readonly maxDifference: number;
  /** Classes that differ though the choice was not closer than 1e-12. */
  readonly flips: number;
  /** Differences up to here are rounding. */
  readonly limit: number;
  /** The first row that differs by more, in words. */
  readonly problem?: string;
}

/** A column that by itself (almost) tells the target: more likely a leak than a discovery. */
export interface LeakSuspect {
  readonly column: string;
  /** The component, of a vector. */
  readonly feature: string;
  readonly measure: 'auc' | 'r2';
  readonly value: number;
}

/** What any model has to beat: the same answer for every row. */
export interface TrainedBaseline {
  /** `last`: what the latest training row has, where the settings say which column orders them in time. */
  readonly strategy: 'majority' | 'mean' | 'last' | 'prior' | 'median';
  /** The probability of each class, in their order; or one number. */
  readonly answer: readonly number[];
}

/** What it takes to train it again. */
export interface TrainingRecord {
  /** As the trainer took them, its seed among them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Content key of the table it was trained on: with the run's spec it names the files and all that was done to them. */
  readonly data?: string;
  readonly environment: {
    readonly node: string;
    readonly platform: string;
    readonly trainer: string;
    readonly engine: string;
  };
}

/** The JSON of a `model` output; `M` is the trainer's own model. */
export interface TrainedModel<M = unknown> {
  readonly model: M;
  readonly signature: TrainedSignature;
  readonly trainedOn: {
    readonly rows: number;
    readonly partition: 'train' | 'train and validation' | null;
    readonly validationRows: number;
    /** Rows left out because their target is missing. */
    readonly missingTarget: number;
    /** Rows per class, in the order of the classes. */
    readonly classCounts?: readonly number[];
  };
  /** What was learned on the way to it, itself last, and from which rows; absent in models of earlier versions. */
  readonly proof?: LeakageProof;
  /** Present when the split deals folds and they were used. */
  readonly crossValidation?: CrossValidation;
  readonly losses: { readonly train: readonly number[]; readonly validation?: readonly number[] };
  /** By falling importance, at most 50 of the expanded features. */
  readonly importances: readonly { readonly feature: string; readonly importance: number }[];
  /** Absent in models of earlier versions, as the next three. */
  readonly baselines?: readonly TrainedBaseline[];
  readonly parity?: ModelParity;
  readonly leakSuspects?: readonly LeakSuspect[];
  readonly record?: TrainingRecord;
  /** What always saying the same would lose on the training rows: entropy of the classes, or variance. */
  readonly baseline: { readonly title: string; readonly loss: number };
}

/** `contract=One year`: the name of every number a model reads. */
export const expandedNames = (columns: readonly FeatureColumn[]): string[] =>
  columns.flatMap(({ column, components }) => (components ? [...components] : [column]));
