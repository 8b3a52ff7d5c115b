import type { Confusion } from './confusion';
import { known, type Metric, ratio, unknown } from './metric';

export type ClassRatios = { precision: Metric; recall: Metric; f1: Metric };

/**
 * Precision, recall and F1 of class `c`. Where scikit-learn says 0 with a warning we say undefined: precision without
 * predictions, recall and F1 without actual rows. F1 of a class that occurs but is never predicted is a true 0.
 */
export function ratiosOfClass({ cells, actual, predicted }: Confusion, c: number, name: string): ClassRatios {
  const hits = cells[c]![c]!;
  const absent = `no row is actually “${name}”`;
  return {
    precision: ratio(hits, predicted[c]!, `no row is predicted as “${name}”`),
    recall: ratio(hits, actual[c]!, absent),
    f1: actual[c] === 0 ? unknown(absent) : known((2 * hits) / (actual[c]! + predicted[c]!)),
  };
}

/** Macro, micro and weighted averages of the ratios, over the classes that occur in the actual values. */
export type AveragedRatios = { macro: ClassRatios; micro: ClassRatios; weighted: ClassRatios };

export function averageRatios(confusion: Confusion, perClass: readonly ClassRatios[]): AveragedRatios {
  const pooled = ratio(confusion.correct, confusion.rows, 'there are no rows');
  const average = (weigh: (rows: number) => number): ClassRatios => ({
    precision: weightedMean(
      confusion.actual,
      perClass.map((scores) => scores.precision),
      weigh,
    ),
    recall: weightedMean(
      confusion.actual,
      perClass.map((scores) => scores.recall),
      weigh,
    ),
    f1: weightedMean(
      confusion.actual,
      perClass.map((scores) => scores.f1),
      weigh,
    ),
  });
  return {
    macro: average(() => 1),
    micro: { precision: pooled, recall: pooled, f1: pooled },
    weighted: average((rows) => rows),
  };
}

/** Mean over the classes with rows. One undefined value makes the mean undefined: leaving it out would flatter it. */
function weightedMean(actual: readonly number[], metrics: readonly Metric[], weigh: (rows: number) => number): Metric {
  let total = 0;
  let weight = 0;
  let classes = 0;
  for (const [c, metric] of metrics.entries()) {
    const rows = actual[c]!;
    if (rows === 0) continue;
    if (metric.value === null) return metric;
    total += weigh(rows) * metric.value;
    weight += weigh(rows);
    classes++;
  }
  if (classes === 0) return unknown('there are no rows');
  const caveat =
    classes < metrics.length ? `averaged over the ${classes} of ${metrics.length} classes that occur` : undefined;
  return known(total / weight, caveat);
}
