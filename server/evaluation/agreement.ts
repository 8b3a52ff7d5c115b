import type { Confusion } from './confusion';
import { known, type Metric, ratio, unknown } from './metric';

const noRows = 'there are no rows';

/** Share of rows decided correctly. */
export function accuracy({ correct, rows }: Confusion): Metric {
  return ratio(correct, rows, noRows);
}

/** Mean recall over the classes that occur; with fewer than two of them it would only be a recall. */
export function balancedAccuracy({ cells, actual, rows }: Confusion): Metric {
  if (rows === 0) return unknown(noRows);
  const recalls = cells.flatMap((line, c) => (actual[c]! > 0 ? [line[c]! / actual[c]!] : []));
  if (recalls.length < 2) return unknown('only one class occurs in the actual values');
  const caveat =
    recalls.length < cells.length
      ? `averaged over the ${recalls.length} of ${cells.length} classes that occur`
      : undefined;
  return known(recalls.reduce((total, recall) => total + recall, 0) / recalls.length, caveat);
}

/** Matthews correlation coefficient for any number of classes (Gorodkin's R_K), -1..1. */
export function matthewsCorrelation({ actual, predicted, rows, correct }: Confusion): Metric {
  if (rows === 0) return unknown(noRows);
  const spreadOfActual = rows * rows - dot(actual, actual);
  const spreadOfPredicted = rows * rows - dot(predicted, predicted);
  if (spreadOfActual === 0) return unknown('only one class occurs in the actual values');
  if (spreadOfPredicted === 0) return unknown('only one class is ever predicted');
  // Two roots, not the root of a product: the product leaves the exact integers at some ten thousand rows.
  return known((correct * rows - dot(actual, predicted)) / (Math.sqrt(spreadOfActual) * Math.sqrt(spreadOfPredicted)));
}

/** Cohen's kappa: agreement beyond chance, 1 at most. */
export function cohenKappa({ actual, predicted, rows, correct }: Confusion): Metric {
  if (rows === 0) return unknown(noRows);
  const byChance = dot(actual, predicted);
  return ratio(
    correct * rows - byChance,
    rows * rows - byChance,
    'one class only, in the actual and the predicted values',
  );
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, value, i) => total + value * b[i]!, 0);
}
