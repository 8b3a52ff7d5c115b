export type Task = 'binary' | 'multiclass' | 'regression';

/** Feature columns with their target, held out of training to watch the loss and to stop early. */
export interface ValidationData {
  /** Same features in the same order as the training columns. */
  columns: Float64Array[];
  target: Float64Array;
  rowCount: number;
  /** One non-negative weight per row; 1 when absent. */
  weights?: Float64Array;
}

/** A table in memory, column by column. Nothing here is written to. */
export interface TrainingData {
  /** One array per feature, `rowCount` long; NaN = missing. A categorical feature holds codes 0, 1, … */
  columns: Float64Array[];
  featureNames: string[];
  rowCount: number;
  /** Class index 0..k-1, or the value of a regression; never missing. */
  target: Float64Array;
  /** Class names by index; binary: [negative, positive]. Required unless the task is regression. */
  classes?: string[];
  /** One non-negative weight per row; 1 when absent. */
  weights?: Float64Array;
  validation?: ValidationData;
  /** Number of categories by feature index, for features whose values are codes without an order. */
  categories?: ReadonlyMap<number, number>;
}

/** Losses are weighted means: log loss for classes, squared error for regression. */
export interface Progress {
  iteration: number;
  iterations: number;
  trainLoss?: number;
  validationLoss?: number;
}

export interface TrainContext {
  onProgress(progress: Progress): void;
  /** Training rejects with an `AbortError` well within a second of this firing. */
  signal: AbortSignal;
  /** Upper bound of threads used. The model does not depend on it. */
  threads: number;
  /** A training that takes long keeps here what it has, and goes on from there when it is started again. */
  checkpoint?: Checkpoint;
}

/** Where the state of an unfinished training is kept; the bytes mean something to the trainer only. */
export interface Checkpoint {
  /** What was saved last, if anything. State of other data or settings is ignored. */
  load(): Promise<Uint8Array | undefined>;
  save(bytes: Uint8Array): Promise<void>;
  /** Least time between two saves. Default 10,000. */
  everyMs?: number;
}
