import { describe, expect, test } from 'vitest';
import { metricNames } from '@/server/evaluation';
import { trainedByHand } from '@/server/learning/testing/trained-by-hand';
import type { Calibration } from '@/server/training';
import type { TableSchema } from '../kernel';
import { METRIC_TITLES } from '../kernel/learning/metrics';
import { openTestStage } from '../testing-context';
import { evaluate } from './definition';
import type { ModelReport } from './evaluation-report';
import run from './run';

/** The log odds of `yes` are 10 (x − 0.5). */
function trained(classes: string[] | undefined) {
  const byHand = trainedByHand({ feature: 'x', coefficients: [10], intercepts: [-5], classes });
  return { ...byHand, trainedOn: { ...byHand.trainedOn, ...(classes ? { classCounts: [6, 4] } : {}) } };
}

const TEXT_ROWS = `from (values (0.1, 'no', 'test'), (0.4, 'yes', 'test'), (0.6, 'no', 'test'), (0.9, 'yes', 'test'), (0.9, null, 'test'), (0.2, 'no', 'train')) t(x, y, p)`;

async function judge(
  config: Record<string, unknown>,
  sql = TEXT_ROWS,
  type: 'text' | 'float' = 'text',
  partitioned = true,
  said: { calibration?: Calibration; record?: object; baselines?: readonly object[]; trainedOn?: object } = {},
) {
  await using stage = await openTestStage();
  const schema: TableSchema = {
    columns: [
      { name: 'x', type: 'float', nullable: false },
      { name: 'y', type, nullable: true },
    ],
    open: false,
    partitioned,
  };
  await stage.givenTable('table', schema, `select x::double as x, y, p as "$partition" from (${sql})`);
  const model = trained(type === 'text' ? ['no', 'yes'] : undefined);
  const { calibration, ...beside } = said;
  stage.givenJson('model', { ...model, ...beside, model: { ...model.model, ...(calibration ? { calibration } : {}) } });
  let failure: string | undefined;
  try {
    await run.run(stage.context(evaluate.config.parse(config)));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'StageFailure') throw error;
    failure = error.message;
  }
  const written = stage.reports.get('report');
  return { report: written?.value as ModelReport, summary: written?.summary, failure, logs: stage.logs };
}

describe('the report', () => {
  test('judges the named part, and says what it left out', async () => {
    const { report, summary, logs } = await judge({});
    expect(report).toMatchObject({
      part: 'test',
      rows: 4,
      partRows: { test: 5, train: 1 },
      missingTarget: 1,
      positive: 'yes',
    });
    expect(report.task === 'classification' && report.metrics.auc.value).toBe(0.75);
    expect(summary).toMatchObject({ auc: 0.75, accuracy: 0.5, rows: 4 });
    expect(logs).toContain('1 test rows have no y and are not judged.');
  });

  test('the other class may be the positive one', async () => {
    const { report } = await judge({ positive: 'no' });
    expect(report.task === 'classification' && [report.positive, report.metrics.auc.value]).toEqual(['no', 0.75]);
  });

  test('a regression', async () => {
    const { report, summary } = await judge(
      {},
      `from (values (0.5, 0.0, 'test'), (0.6, 2.0, 'test')) t(x, y, p)`,
      'float',
    );
    expect(report.task === 'regression' && report.metrics.mae.value).toBeCloseTo(0.5, 12);
    expect(Object.keys(summary!)).toEqual(['rmse', 'mae', 'r2', 'rows']);
  });

  test('a class training never saw is counted and left out', async () => {
    const { report, logs } = await judge({}, `${TEXT_ROWS} union all select 0.5, 'maybe', 'test'`);
    expect(report).toMatchObject({ rows: 4, unseenClasses: [{ class: 'maybe', rows: 1 }] });
    expect(logs.join()).toContain('“maybe”');
  });
});

describe('what a person looks at', () => {
  const PARTS = `${TEXT_ROWS} union all select * from (values (0.3, 'yes', 'validation'), (0.7, 'yes', 'validation'), (0.2, 'no', 'validation')) v(x, y, p)`;

  test('every metric has an interval, and the baseline knows the training rows', async () => {
    const { report } = await judge({ intervals: { resamples: 100 } });
    expect(report.intervals).toEqual({ resamples: 100, level: 0.95, seed: 7 });
    expect(report.task === 'classification' && report.metrics.auc.interval).toMatchObject({ method: 'delong' });
    expect(report.baseline.title).toBe('Always “no”, the most frequent class of the training rows');
  });

  test('the rows it is furthest off on, with their columns and their number in the table', async () => {
    const { report } = await judge({});
    expect(report.worst!.columns).toEqual([
      { name: 'x', type: 'float' },
      { name: 'y', type: 'text' },
    ]);
    // The log odds of row 2 are −1 and of row 3 are 1, both on the wrong side: 0.4 yes and 0.6 no.
    expect(report.worst!.rows.map(({ row, isWrong }) => [row, isWrong])).toEqual([
      [2, true],
      [3, true],
      [1, false],
      [4, false],
    ]);
    expect(report.worst!.rows[0]).toMatchObject({
      actual: 'yes',
      predicted: 'no',
      probability: expect.closeTo(1 / (1 + Math.E), 12),
      cells: [0.4, 'yes'],
    });
  });

  test('thresholds are to be chosen by validation rows, where there are any', async () => {
    const { report } = await judge({}, PARTS);
    expect(report.selection).toMatchObject({
      part: 'validation',
      rows: 3,
      decisions: { truePositives: [1, 2, 2], falsePositives: [0, 0, 1], positives: 2, negatives: 1 },
    });
    expect((await judge({})).report.selection).toBeUndefined();
    expect((await judge({ part: 'validation' }, PARTS)).report.selection).toBeUndefined();
    const trainedOn = { rows: 10, partition: 'train and validation', validationRows: 0, missingTarget: 0 };
    const { report: learned } = await judge({}, PARTS, 'text', true, { trainedOn });
    expect([learned.selection, learned.learnedFromValidation]).toEqual([undefined, true]);
  });

  test('a threshold taken from validation rows may be judged on test rows', () => {
    const uses = (config: object) =>
      evaluate.usesParts!(evaluate.config.parse(config)).map(({ part, to }) => [part, to]);
    expect(uses({})).toEqual([['test', 'judge']]);
    expect(uses({ threshold: 0.3 })).toEqual([
      ['test', 'judge'],
      ['test', 'tune'],
    ]);
    expect(uses({ threshold: 0.3, thresholdBasis: 'validation' })[1]).toEqual(['validation', 'tune']);
    expect(uses({ threshold: 0.3, thresholdBasis: 'rule' })).toHaveLength(1);
  });

  test('residuals are drawn against the features that count most', async () => {
    const sql = `from (values (0.5, 0.0, 'test'), (0.6, 2.0, 'test'), (0.1, 5.0, 'train')) t(x, y, p)`;
    const { report } = await judge({}, sql, 'float');
    expect(report.sampledFeatures).toEqual([{ name: 'x', values: [0.5, 0.6] }]);
    expect(report.baseline.title).toBe('Always 5, the mean of the training rows');
    expect(report.worst!.rows.map(({ row, loss }) => [row, loss])).toEqual([
      [2, expect.closeTo(1, 12)],
      [1, expect.closeTo(0, 12)],
    ]);
  });

  test('the latest value stands beside the mean, where the model knows it', async () => {
    const sql = `from (values (0.5, 0.0, 'test'), (0.6, 2.0, 'test')) t(x, y, p)`;
    const baselines = [
      { strategy: 'mean', answer: [4] },
      { strategy: 'last', answer: [2] },
    ];
    const { report } = await judge({}, sql, 'float', true, { baselines });
    expect(report.baseline.title).toBe('Always 4, the mean of the training rows');
    expect(report.otherBaselines).toMatchObject([
      { title: 'Always 2, the latest training row', metrics: { mae: { value: 1 } } },
    ]);
  });

  test('rows weigh what a column says', async () => {
    const { report } = await judge({ weights: 'x' });
    // Right are rows of 0.1 and 0.9, of 2 in all.
    expect(report.task === 'classification' && report.metrics.accuracy.value).toBeCloseTo(1 / 2, 12);
    expect(report).toMatchObject({ isWeighted: true, weightedBy: 'x' });
    expect((await judge({ weights: 'x' }, TEXT_ROWS.replace('0.4', '-0.4'))).failure).toBe(
      'x is missing, negative or infinite in 1 test rows, so they have no weight.',
    );
  });

  test('a learning curve, with the settings the model was trained with', async () => {
    const rows = `from (select (i * 7919 % 1000) / 1000.0 as x, case when i * 7919 % 1000 > 500 then 'yes' else 'no' end as y, case when i % 4 = 0 then 'test' else 'train' end as p from range(400) r(i))`;
    const record = { settings: { family: 'logistic', task: 'binary', l2: 1, maxIterations: 100, seed: 1 } };
    const { report } = await judge({ learningCurve: true }, rows, 'text', true, { record });
    const { metric, points } = report.learningCurve!;
    expect([metric, points.map(({ rows: count }) => count)]).toEqual(['auc', [30, 75, 150, 300]]);
    for (const { judged, training } of points) expect([judged, training]).toEqual([1, 1]);
    expect((await judge({ learningCurve: true }, rows)).logs.join()).toContain('no learning curve');
  });

  test('a calibrated model stands beside itself without calibration', async () => {
    const { report } = await judge({}, TEXT_ROWS, 'text', true, {
      calibration: { method: 'platt', curves: [{ slope: 0.5, intercept: 0 }] },
    });
    const { uncalibrated, metrics } = report as Extract<ModelReport, { task: 'classification' }>;
    expect(uncalibrated!.metrics.log_loss.value).not.toBe(metrics.log_loss.value);
    expect(uncalibrated!.metrics.log_loss.value).toBe(
      ((await judge({})).report as Extract<ModelReport, { task: 'classification' }>).metrics.log_loss.value,
    );
  });
});

describe('gates', () => {
  test('one that holds passes', async () => {
    const { report, failure } = await judge({ gates: [{ metric: 'auc', op: '>=', value: 0.75 }] });
    expect([failure, report.gates[0]!.passed]).toEqual([undefined, true]);
  });

  test('one that does not fails the run, after the report is written', async () => {
    const { report, failure } = await judge({ gates: [{ metric: 'auc', op: '>=', value: 0.8 }] });
    expect(failure).toBe('ROC AUC is 0.75 on 4 test rows; the gate asks for ≥ 0.8.');
    expect(report.gates[0]!.passed).toBe(false);
  });

  test('one on the lower bound asks for more than luck', async () => {
    const { failure } = await judge({ gates: [{ metric: 'accuracy', bound: 'lower', op: '>=', value: 0.4 }] });
    // Wilson's interval of 2 of 4 rows, by statsmodels 0.14: 0.1500 to 0.8500.
    expect(failure).toBe('Accuracy is 0.5, and the lower bound of its 95 % interval 0.15; it is not at least 0.4.');
  });

  test('a metric of another task does not pass', async () => {
    const { failure } = await judge({ gates: [{ metric: 'rmse', op: '<=', value: 1 }] });
    expect(failure).toContain('RMSE is undefined');
  });
});

describe('what cannot be judged', () => {
  test('an empty part', async () => {
    expect((await judge({ part: 'validation' })).failure).toBe('The validation part has no rows to judge.');
  });
  test('no split', async () => {
    expect((await judge({}, TEXT_ROWS, 'text', false)).failure).toContain('No split labels these rows');
  });
  test('a part without truth', async () => {
    const sql = `select 0.5 as x, null::varchar as y, 'test' as p`;
    expect((await judge({}, sql)).failure).toBe('y is missing in every one of the 1 test rows.');
  });
  test('a positive class the model does not know', async () => {
    expect((await judge({ positive: 'maybe' })).failure).toContain('“maybe” is not a class of y');
  });
});

test('the metrics a gate may name are those that are measured', () => {
  expect(METRIC_TITLES).toEqual(metricNames.map(({ name, title }) => ({ name, title })));
});
