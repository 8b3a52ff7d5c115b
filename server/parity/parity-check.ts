import { StageFailure } from '@/nodes/kernel/define-run';
import type { Decision } from '@/server/compiler/emit/decide';
import type { ParityReport } from '@/server/compiler/emit/onnx';
import type { Model } from '@/server/training';
import { predict } from '@/server/training';

/** Largest difference in a probability that still is the same answer, after all that prepares the columns. */
const PIPELINE_LIMIT = 1e-9;
/** The same for the model alone. */
export const MODEL_LIMIT = 1e-12;
/** A label that changes this close to the threshold is rounding, not another opinion. */
const FLIP_MARGIN = 1e-12;

/** Collects differences row by row; `refuse` throws when there was one too many. */
export class ParityCheck {
  private rows = 0;
  private maxDifference = 0;
  private flips = 0;
  private complaint: string | undefined;

  /** `limit`: the largest difference that is still rounding. */
  constructor(
    private readonly part: string,
    readonly limit = PIPELINE_LIMIT,
  ) {}

  /** What is wrong with the first row that differs by more; undefined when none does. */
  get problem(): string | undefined {
    return this.complaint;
  }

  /** Compares numbers the two sides say of a row, in units of `unit`. */
  compare(row: number, what: string, served: number, trained: number, unit = 1): void {
    const same = Object.is(served, trained) || (Number.isNaN(served) && Number.isNaN(trained));
    const difference = same ? 0 : Math.abs(served - trained) / unit;
    // NaN on one side only is a difference without measure.
    if (Number.isNaN(difference)) this.maxDifference = Number.POSITIVE_INFINITY;
    else this.maxDifference = Math.max(this.maxDifference, difference);
    if (!(difference <= this.limit)) this.complain(row, what, served, trained);
  }

  /** Compares what is not a number. */
  compareExactly(row: number, what: string, served: unknown, trained: unknown): void {
    if (served === trained) return;
    this.maxDifference = Number.POSITIVE_INFINITY;
    this.complain(row, what, served, trained);
  }

  flip(row: number, what: string, served: unknown, trained: unknown): void {
    this.flips += 1;
    this.complain(row, what, served, trained);
  }

  /** Held-out rows have passed every filter; the file must think so too. */
  everyKept(start: number, kept: ArrayLike<unknown>): void {
    for (let row = 0; row < kept.length; row++) {
      if (!kept[row]) this.complain(start + row, 'the row itself', 'rejected', 'kept');
    }
  }

  count(rows: number): void {
    this.rows += rows;
  }

  refuse(): void {
    if (this.complaint === undefined) return;
    throw new StageFailure(`The served model does not answer as the trained one: ${this.complaint}`, {
      kind: 'gate',
      hint: 'Nothing was published. This is a fault in Sluice: please report it with the pipeline.',
    });
  }

  report(): ParityReport {
    return { rows: this.rows, part: this.part, maxDifference: this.maxDifference, flips: this.flips };
  }

  private complain(row: number, what: string, served: unknown, trained: unknown): void {
    this.complaint ??= `row ${row} of the ${this.part} rows, ${what}: ${String(served)} served, ${String(trained)} trained.`;
  }
}

/** Compares probabilities (or predictions) of the file with the trainer's own, row by row. */
export function compareModel(
  check: ParityCheck,
  model: Model,
  features: readonly Float64Array[],
  decision: Decision,
  served: { readonly start: number; readonly rowCount: number; readonly values: ArrayLike<number> },
): void {
  const { start, rowCount, values } = served;
  const part = features.map((column) => column.subarray(start, start + rowCount));
  const prediction = predict(model, part, rowCount);
  const trained = prediction.probabilities ?? prediction.values!;
  const width = trained.length / rowCount;
  for (let row = 0; row < rowCount; row++) {
    for (let at = row * width; at < (row + 1) * width; at++) {
      const what = model.classes ? `probability of “${model.classes[at % width]}”` : 'prediction';
      // A predicted number is compared in its own size.
      const unit = model.classes ? 1 : Math.max(1, Math.abs(trained[at]!));
      check.compare(start + row, what, values[at]!, trained[at]!, unit);
    }
    if (model.classes) compareLabels(check, start + row, row * width, width, values, trained, model.classes, decision);
  }
  check.count(rowCount);
}

function compareLabels(
  check: ParityCheck,
  row: number,
  from: number,
  width: number,
  served: ArrayLike<number>,
  trained: ArrayLike<number>,
  classes: readonly string[],
  decision: Decision,
): void {
  const ofServed = labelAt(served, from, width, decision);
  const ofTrained = labelAt(trained, from, width, decision);
  if (ofServed.label === ofTrained.label || ofTrained.margin <= FLIP_MARGIN) return;
  check.flip(row, 'class', classes[ofServed.label], classes[ofTrained.label]);
}

/** The chosen class, and how far the choice is from another. */
function labelAt(
  values: ArrayLike<number>,
  from: number,
  width: number,
  { threshold, positive }: Decision,
): { label: number; margin: number } {
  if (width === 2) {
    const score = values[from + positive]!;
    return { label: score >= threshold ? positive : 1 - positive, margin: Math.abs(score - threshold) };
  }
  let [label, second] = [0, Number.NEGATIVE_INFINITY];
  for (let at = 1; at < width; at++) {
    const value = values[from + at]!;
    if (value > values[from + label]!) {
      second = values[from + label]!;
      label = at;
    } else second = Math.max(second, value);
  }
  return { label, margin: values[from + label]! - second };
}
