import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateClassification } from './evaluate-classification';
import type { ClassificationMetricName } from './metric-names';

/** Two classes from outcomes and positive scores; class names 'no' and 'yes', 'yes' being sought. */
function binary(outcomes: readonly number[], scores: readonly number[], threshold?: number) {
  return evaluateClassification({
    classes: ['no', 'yes'],
    truth: Int32Array.from(outcomes),
    probabilities: Float64Array.from(scores.flatMap((score) => [1 - score, score])),
    threshold,
  });
}

/** Many classes from actual and predicted indexes, the predicted one getting probability 1. */
function certain(classes: string[], truth: readonly number[], predicted: readonly number[]) {
  const probabilities = Float64Array.from(predicted.flatMap((p) => classes.map((_, c) => (c === p ? 1 : 0))));
  return evaluateClassification({ classes, truth: Int32Array.from(truth), probabilities });
}

const outcomes = [1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0];
const scores = [0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.4, 0.4, 0.3, 0.2, 0.1];

describe('evaluating a binary classifier', () => {
  const report = binary(outcomes, scores);

  it('counts a score equal to the threshold as predicted positive', () => {
    expect(report.confusion).toEqual([
      [3, 3],
      [2, 4],
    ]);
  });

  it.each<[ClassificationMetricName, number]>([
    ['accuracy', 0.583333333333],
    ['precision', 0.571428571429],
    ['recall', 0.666666666667],
    ['f1', 0.615384615385],
    ['balanced_accuracy', 0.583333333333],
    ['mcc', 0.169030850946],
    ['kappa', 0.166666666667],
    ['auc', 0.666666666667],
    ['average_precision', 0.697390572391],
    ['log_loss', 0.666706797017],
    ['brier', 0.237708333333],
    ['ece', 0.254166666667],
  ])('gives the reference value of %s', (name, value) => {
    expect(report.metrics[name].value).toBeCloseTo(value, 10);
  });

  it('keeps the points whose trapezoid is the flattering area, and does not report that area', () => {
    const points = [{ recall: 0, precision: 1 }, ...report.binary!.precisionRecall];
    const area = points.reduce((total, point, i) => {
      const before = points[i - 1] ?? point;
      return total + ((point.recall - before.recall) * (point.precision + before.precision)) / 2;
    }, 0);
    expect(area).toBeCloseTo(0.710203222703, 10);
  });

  it('draws the ROC curve from corner to corner', () => {
    expect(report.binary!.roc[0]).toEqual({ falsePositiveRate: 0, truePositiveRate: 0, threshold: null });
    expect(report.binary!.roc.at(-1)).toEqual({ falsePositiveRate: 1, truePositiveRate: 1, threshold: 0.1 });
  });

  it('counts every row once in the score histograms', () => {
    const { edges, classes } = report.binary!.scoreHistogram;
    expect(edges).toHaveLength(21);
    expect(classes.map(({ counts }) => counts.reduce((a, b) => a + b))).toEqual(report.classCounts);
  });

  it('sees the other class when that one is sought', () => {
    const flipped = evaluateClassification({
      classes: ['no', 'yes'],
      positive: 'no',
      truth: Int32Array.from(outcomes),
      probabilities: Float64Array.from(scores.flatMap((score) => [1 - score, score])),
    });
    expect(flipped.positive).toBe('no');
    expect(flipped.metrics.auc.value).toBeCloseTo(0.666666666667, 10);
    // The score .5 is now a positive of 'no': the threshold belongs to the class that is sought.
    expect(flipped.confusion).toEqual([
      [4, 2],
      [2, 4],
    ]);
  });

  it('survives a trip through JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe('metrics that are undefined', () => {
  it('says precision is undefined without predicted positives, and F1 is a true zero', () => {
    const { metrics } = binary([1, 0, 1], [0.1, 0.2, 0.3]);
    expect(metrics.precision).toEqual({ value: null, reason: 'no row is predicted as “yes”' });
    expect(metrics.f1).toEqual({ value: 0 });
    expect(metrics.mcc).toEqual({ value: null, reason: 'only one class is ever predicted' });
    expect(metrics.macro_precision.value).toBeNull();
  });

  it('says recall, F1, AUC and average precision are undefined without positives', () => {
    const { metrics, binary: curves } = binary([0, 0, 0], [0.1, 0.2, 0.9]);
    for (const name of ['recall', 'f1', 'auc', 'average_precision', 'mcc', 'balanced_accuracy'] as const) {
      expect(metrics[name].value, name).toBeNull();
      expect(metrics[name].reason, name).toBeTruthy();
    }
    expect(metrics.precision.value).toBe(0);
    expect(curves!.roc).toEqual([]);
  });

  it('says AUC is undefined where all rows are positive', () => {
    expect(binary([1, 1], [0.4, 0.6]).metrics.auc.reason).toBe('there are no negatives to rank');
  });

  it('says kappa is undefined where one class is all there is', () => {
    expect(binary([1, 1], [0.9, 0.6]).metrics.kappa.value).toBeNull();
  });

  it('gives a reason for every metric without rows', () => {
    const { metrics, baseline } = binary([], []);
    for (const metric of [...Object.values(metrics), ...Object.values(baseline.metrics)]) {
      expect(metric.value).toBeNull();
      expect(metric.reason).toBeTruthy();
    }
  });
});

describe('scores at the extremes', () => {
  it('gives AUC one half and the base rate as average precision where all scores tie', () => {
    const { metrics } = binary([1, 0, 0, 1, 0], [0.3, 0.3, 0.3, 0.3, 0.3]);
    expect(metrics.auc.value).toBe(0.5);
    expect(metrics.average_precision.value).toBeCloseTo(0.4, 12);
  });

  it('clips log loss at the float64 epsilon', () => {
    expect(binary([1], [0]).metrics.log_loss.value).toBeCloseTo(36.0436533891, 9);
    expect(binary([1, 0], [0, 0]).metrics.log_loss.value).toBeCloseTo(18.0218266946, 9);
  });

  it('refuses data it could only misread, naming the row', () => {
    expect(() => binary([0, 2], [0.1, 0.2])).toThrow('Row 1 has class 2');
    expect(() => binary([0, 1], [0.1, Number.NaN])).toThrow('Row 1 has a probability');
    expect(() => binary([0, 1], [0.1])).toThrow('need 4 probabilities, not 2');
  });
});

describe('evaluating a classifier of many classes', () => {
  const report = certain(['a', 'b', 'c'], [0, 1, 2, 2, 1, 0, 2, 1, 0, 2], [0, 2, 2, 2, 1, 0, 1, 1, 2, 2]);

  it.each<[ClassificationMetricName, number]>([
    ['macro_precision', 0.755555555556],
    ['macro_recall', 0.694444444444],
    ['macro_f1', 0.711111111111],
    ['micro_precision', 0.7],
    ['micro_recall', 0.7],
    ['micro_f1', 0.7],
    ['weighted_precision', 0.74],
    ['weighted_recall', 0.7],
    ['weighted_f1', 0.706666666667],
    ['accuracy', 0.7],
    ['balanced_accuracy', 0.694444444444],
  ])('gives the reference value of %s', (name, value) => {
    expect(report.metrics[name].value).toBeCloseTo(value, 10);
  });

  it('averages the AUC of each class against the rest', () => {
    // By hand for hard 0/1 scores: (TPR + TNR) / 2, that is 5/6, (2/3 + 6/7) / 2 and (3/4 + 4/6) / 2.
    expect(report.metrics.auc.value).toBeCloseTo((5 / 6 + (2 / 3 + 6 / 7) / 2 + (3 / 4 + 4 / 6) / 2) / 3, 12);
    expect(report.metrics.precision.value).toBeNull();
    expect(report.binary).toBeNull();
  });

  it.each<[ClassificationMetricName, number]>([
    ['average_precision', 0.796296296296],
    ['auc', 0.827777777778],
    ['brier', 0.470625],
    ['log_loss', 0.835137238546],
    ['ece', 0.3125],
  ])('gives the reference value of %s from probabilities', (name, value) => {
    // scikit-learn 1.9.1: one-vs-rest macro averages, brier_score_loss; the calibration error of the class chosen by hand.
    const { metrics, multiclass } = evaluateClassification({
      classes: ['a', 'b', 'c'],
      truth: Int32Array.of(0, 2, 1, 2, 1, 0, 2, 0),
      probabilities: Float64Array.of(
        ...[0.7, 0.2, 0.1, 0.2, 0.3, 0.5, 0.3, 0.4, 0.3, 0.5, 0.3, 0.2],
        ...[0.1, 0.8, 0.1, 0.4, 0.35, 0.25, 0.1, 0.2, 0.7, 0.2, 0.5, 0.3],
      ),
    });
    expect(metrics[name].value).toBeCloseTo(value, 10);
    expect(multiclass!.classes.map((curve) => curve.class)).toEqual(['a', 'c', 'b']);
  });

  it('takes the first of equally probable classes', () => {
    const tied = evaluateClassification({
      classes: ['a', 'b', 'c'],
      truth: Int32Array.of(1),
      probabilities: Float64Array.of(0.2, 0.4, 0.4),
    });
    expect(tied.confusion[1]).toEqual([0, 1, 0]);
  });

  it('leaves a class without rows out of the averages, and says so', () => {
    const { metrics } = certain(['a', 'b', 'c'], [0, 0, 1, 1], [0, 1, 1, 1]);
    expect(metrics.macro_recall).toEqual({ value: 0.75, reason: 'averaged over the 2 of 3 classes that occur' });
  });
});

describe('the majority baseline', () => {
  it('has the accuracy of the most frequent class and ranks by chance', () => {
    const { baseline } = binary([0, 0, 0, 1], [0.1, 0.2, 0.3, 0.9]);
    expect(baseline.title).toBe('Always “no”, the most frequent class');
    expect(baseline.metrics.accuracy.value).toBe(0.75);
    expect(baseline.metrics.auc.value).toBe(0.5);
    expect(baseline.metrics.average_precision.value).toBe(0.25);
    expect(baseline.metrics.recall.value).toBe(0);
  });
});

describe('what the baseline has seen', () => {
  it('is the training rows where their classes are told', () => {
    const { baseline } = evaluateClassification({
      classes: ['no', 'yes'],
      truth: Int32Array.of(0, 0, 0, 1),
      probabilities: Float64Array.of(0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.1, 0.9),
      trainingCounts: [40, 60],
    });
    expect(baseline.title).toBe('Always “yes”, the most frequent class of the training rows');
    expect(baseline.metrics.accuracy.value).toBe(0.25);
    expect(baseline.metrics.log_loss.value).toBeCloseTo(-(3 * Math.log(0.4) + Math.log(0.6)) / 4, 12);
  });
});

describe('a calibrated model', () => {
  it('is shown beside itself without calibration', () => {
    const raw = Float64Array.of(0.99, 0.01, 0.98, 0.02, 0.02, 0.98, 0.01, 0.99);
    const { uncalibrated, metrics } = evaluateClassification({
      classes: ['no', 'yes'],
      truth: Int32Array.of(0, 1, 0, 1),
      probabilities: Float64Array.of(0.6, 0.4, 0.6, 0.4, 0.4, 0.6, 0.4, 0.6),
      uncalibrated: raw,
    });
    expect(uncalibrated!.metrics.brier.value).toBeGreaterThan(metrics.brier.value!);
    expect(uncalibrated!.calibration[9]!.rows).toBe(2);
  });
});

describe('what holds for any scores', () => {
  const rows = fc.array(
    fc.record({ outcome: fc.integer({ min: 0, max: 1 }), tenth: fc.integer({ min: 0, max: 10 }) }),
    {
      minLength: 1,
      maxLength: 60,
    },
  );

  it('keeps AUC and average precision under any strictly rising transform of the scores', () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(
          Math.sqrt,
          (s: number) => s ** 3,
          (s: number) => 0.2 + s / 2,
        ),
        (drawn, transform) => {
          const y = drawn.map(({ outcome }) => outcome);
          const before = binary(
            y,
            drawn.map(({ tenth }) => tenth / 10),
          ).metrics;
          const after = binary(
            y,
            drawn.map(({ tenth }) => transform(tenth / 10)),
          ).metrics;
          expect(after.auc).toEqual(before.auc);
          expect(after.average_precision).toEqual(before.average_precision);
        },
      ),
    );
  });

  it('counts AUC as pairs ranked rightly, ties one half', () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const positives = drawn.filter(({ outcome }) => outcome === 1);
        const negatives = drawn.filter(({ outcome }) => outcome === 0);
        fc.pre(positives.length > 0 && negatives.length > 0);
        const won = positives.flatMap((p) => negatives.map((n) => (Math.sign(p.tenth - n.tenth) + 1) / 2));
        const { auc } = binary(
          drawn.map(({ outcome }) => outcome),
          drawn.map(({ tenth }) => tenth / 10),
        ).metrics;
        expect(auc.value).toBeCloseTo(won.reduce((a, b) => a + b) / won.length, 12);
      }),
    );
  });

  it('gives every undefined metric a reason and never NaN', () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const { metrics } = binary(
          drawn.map(({ outcome }) => outcome),
          drawn.map(({ tenth }) => tenth / 10),
        );
        for (const { value, reason } of Object.values(metrics)) {
          expect(value === null ? Boolean(reason) : Number.isFinite(value)).toBe(true);
        }
      }),
    );
  });
});
