/** What a trainer may refuse; every code is the user's data or settings at fault, never a bug. */
export type TrainingErrorCode =
  | 'no-rows'
  | 'no-features'
  | 'too-few-rows'
  | 'single-class'
  | 'bad-target'
  | 'bad-feature'
  | 'missing-value'
  | 'bad-weights'
  | 'bad-shape'
  | 'bad-setting'
  | 'too-large';

/** Thrown for input a trainer cannot learn from. `message` is written for the person who drew the pipeline. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';

  constructor(
    readonly code: TrainingErrorCode,
    message: string,
    /** The feature or setting at fault, when it is a single one. */
    readonly subject?: string,
  ) {
    super(message);
  }
}

/** Throws an `AbortError` once the signal has fired; between any two calls at most some 50 ms of work may lie. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new DOMException('The training was cancelled.', 'AbortError');
}
