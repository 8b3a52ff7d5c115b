import type { LossCurves } from '@/nodes/kernel/define-run';
import type { Progress } from '@/server/training';

/** What a card can draw. */
const MOST_POINTS = 60;

/** Collects the losses of a training while it runs, thinned to what a card can draw. */
export class LiveLosses {
  private readonly train: number[] = [];
  private readonly validation: number[] = [];

  /** Losses so far; undefined before there are two. */
  add({ trainLoss, validationLoss }: Progress): LossCurves | undefined {
    if (trainLoss === undefined) return undefined;
    this.train.push(trainLoss);
    if (validationLoss !== undefined) this.validation.push(validationLoss);
    if (this.train.length < 2) return undefined;
    return {
      train: thinned(this.train),
      ...(this.validation.length > 1 ? { validation: thinned(this.validation) } : {}),
    };
  }
}

/** Evenly chosen values, the first and the last among them, with six digits. */
function thinned(values: readonly number[]): number[] {
  const count = Math.min(values.length, MOST_POINTS);
  return Array.from({ length: count }, (_, at) => {
    const value = values[Math.round((at * (values.length - 1)) / Math.max(1, count - 1))]!;
    return Number(value.toPrecision(6));
  });
}
