import { describe, expect, test } from 'vitest';
import { metricNames } from '@/server/evaluation';
import type { LinearModel, Model, TreesModel } from '@/server/training';
import type { TableSchema } from '../kernel';
import { METRICS } from '../kernel/learning/metrics';
import type { TrainedModel } from '../kernel/trained-model';
import { openTestStage } from '../testing-context';
import { explain } from './definition';
import type { ExplanationReport } from './explanation-report';
import run from './run';

const shared = { losses: { train: [] }, importances: [], trainer: { name: 'by hand', version: '1' } };
const names = ['x', 'ok', 'plan=free', 'plan=gold'];

/** Log odds of `yes`: 10 (x − 0.5), and 2 more for gold. */
const logistic: LinearModel = {
  ...shared,
  kind: 'linear',
  task: 'binary',
  classes: ['no', 'yes'],
  featureNames: names,
  outputs: 1,
  coefficients: [[10, 0, 0, 2]],
  intercepts: [-5],
  means: [0.5, 0.5, 0.75, 0.25],
  iterations: 1,
  converged: true,
};

/** One split on x, seen by 30 and 10 training rows; a missing x goes right. */
const stump = (output: number, high: number): TreesModel['trees'][number] => ({
  output,
  nodes: {
    feature: [0, -1, -1],
    threshold: [0.5, 0, 0],
    left: [1, 0, 0],
    right: [2, 0, 0],
    missingLeft: [0, 0, 0],
    value: [0, 0, high],
    cover: [40, 30, 10],
  },
});
const forest = (task: 'multiclass' | 'regression'): TreesModel => ({
  ...shared,
  kind: 'trees',
  task,
  featureNames: names,
  ...(task === 'multiclass'
    ? { classes: ['no', 'maybe', 'yes'], outputs: 3, init: [1, 0, 0], trees: [stump(0, -2), stump(2, 4)] }
    : { outputs: 1, init: [100], trees: [stump(0, 8)] }),
});

const trained = (model: Model): TrainedModel<Model> => ({
  model,
  signature: {
    target: 'y',
    targetType: model.classes ? 'text' : 'float',
    task: model.classes ? 'classification' : 'regression',
    ...(model.classes ? { classes: model.classes } : {}),
    features: ['x', 'ok', 'plan'],
    columns: [
      { column: 'x', type: 'float' },
      { column: 'ok', type: 'bool' },
      { column: 'plan', type: 'vector', components: ['plan=free', 'plan=gold'] },
    ],
  },
  trainedOn: { rows: 40, partition: 'train', validationRows: 0, missingTarget: 0 },
  losses: { train: [] },
  importances: [],
  baseline: { title: 'Always the same', loss: 1 },
});

const ROWS = `select i / 80.0::double as x, i % 2 = 0 as ok,
  case when i % 4 = 0 then [0.0, 1.0] else [1.0, 0.0] end::double[] as plan,
  case when i = 7 then null when i > 40 then 'yes' else 'no' end as y,
  case when i % 3 = 0 then 'train' else 'test' end as p from range(80) r(i)`;

async function explained(model: Model, config: Record<string, unknown> = {}, sql = ROWS, partitioned = true) {
  await using stage = await openTestStage();
  const schema: TableSchema = {
    columns: [
      { name: 'x', type: 'float', nullable: true },
      { name: 'ok', type: 'bool', nullable: false },
      { name: 'plan', type: 'vector', nullable: false },
      { name: 'y', type: model.classes ? 'text' : 'float', nullable: true },
    ],
    open: false,
    partitioned,
  };
  await stage.givenTable('table', schema, `select x, ok, plan, y, p as "$partition" from (${sql})`);
  stage.givenJson('model', trained(model));
  let failure: string | undefined;
  try {
    await run.run(stage.context(explain.config.parse(config)));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'StageFailure') throw error;
    failure = error.message;
  }
  const written = stage.reports.get('report');
  return { report: written?.value as ExplanationReport, summary: written?.summary, failure, logs: stage.logs };
}

/** base + contributions, row by row, for one output. */
const sums = ({ outputs, rows }: ExplanationReport, output = 0): number[] =>
  rows.numbers.map((_, row) => rows.contributions[output]!.reduce((sum, of) => sum + of[row]!, outputs[output]!.base));

describe('the report', () => {
  test('explains the rows of the part whose target is known, in the order of the table', async () => {
    const { report } = await explained(logistic);
    expect(report).toMatchObject({ part: 'test', partRows: 52, explainedRows: 52, shuffledRows: 52, positive: 1 });
    expect(report.rows.numbers.slice(0, 4)).toEqual([1, 2, 4, 5]);
    expect(report.rows.numbers).not.toContain(7);
    expect(report.rows.truth.slice(-2)).toEqual(['yes', 'yes']);
    expect(report.rows.features[0]!.slice(0, 2)).toEqual([1 / 80, 2 / 80]);
  });

  test('contributions make the margin, and the margin the answer', async () => {
    const { report } = await explained(logistic);
    sums(report).forEach((sum, row) => {
      expect(Math.abs(sum - report.rows.margins[0]![row]!)).toBeLessThan(1e-6);
      expect(report.rows.answers[0]![row]).toBeCloseTo(1 / (1 + Math.exp(-sum)), 8);
    });
    // −5 + 10 × 0.5 + 2 × 0.25.
    expect(report.outputs).toEqual([
      { class: 'yes', base: 0.5, baseAnswer: expect.closeTo(1 / (1 + Math.exp(-0.5)), 12) },
    ]);
  });

  test('of several classes has them all', async () => {
    const { report } = await explained(forest('multiclass'));
    expect(report.outputs.map((output) => output.class)).toEqual(['no', 'maybe', 'yes']);
    // A quarter of the training rows is above the threshold.
    expect(report.outputs.map(({ base }) => base)).toEqual([0.5, 0, 1]);
    for (const output of [0, 1, 2]) {
      sums(report, output).forEach((sum, row) => {
        expect(sum).toBeCloseTo(report.rows.margins[output]![row]!, 8);
      });
    }
    expect(report.metric).toMatchObject({ name: 'log_loss' });
    expect(report).not.toHaveProperty('positive');
  });

  test('of a regression is in the unit of the target, missing values as they are', async () => {
    const rows = ROWS.replace('i / 80.0::double', 'case when i = 70 then null else i / 80.0 end::double').replace(
      /case when i = 7 .* as y/,
      'i::double as y',
    );
    const { report } = await explained(forest('regression'), {}, rows);
    expect(report.outputs).toEqual([{ base: 102, baseAnswer: 102 }]);
    const missing = report.rows.numbers.indexOf(70);
    expect(report.rows.features[0]![missing]).toBeNull();
    expect([report.rows.contributions[0]![0]![missing], report.rows.answers[0]![missing]]).toEqual([6, 108]);
    expect(report.rows.errors[missing]).toBe(38);
    expect(report.dependence[0]!.grid.at(-1)).toBeNull();
  });

  test('may speak for the first class', async () => {
    const { report } = await explained(logistic, { positive: 'no' });
    expect(report).toMatchObject({ positive: 0, outputs: [{ class: 'no', base: -0.5 }] });
    expect(report.rows.answers[0]![0]).toBeGreaterThan(0.9);
    expect(report.rows.errors[0]).toBeLessThan(0.1);
  });

  test('is the same for the same seed', async () => {
    const settings = { rows: 10, seed: 3 };
    const [one, two] = [await explained(logistic, settings), await explained(logistic, settings)];
    expect(one.report).toEqual(two.report);
    expect((await explained(logistic, { rows: 10, seed: 4 })).report.rows.numbers).not.toEqual(one.report.rows.numbers);
  });
});

describe('importance', () => {
  test('orders columns by what they contribute, vectors as one', async () => {
    const { report, summary } = await explained(logistic, { permutation: { repeats: 20 } });
    expect(report.columns.map(({ column }) => column.column)).toEqual(['x', 'plan', 'ok']);
    expect(report.columns.map(({ kind }) => kind)).toEqual(['number', 'category', 'bool']);
    expect(summary).toMatchObject({ mostImportant: 'x', rows: 52 });
    const [x, plan, ok] = report.columns.map(({ permutation }) => permutation!);
    expect(x!.mean).toBeGreaterThan(0.3);
    expect(plan!.mean!).toBeLessThan(x!.mean!);
    expect(ok).toEqual({ mean: 0, deviation: 0 });
    expect(report.metric).toMatchObject({ name: 'auc', title: 'ROC AUC', repeats: 20, value: expect.any(Number) });
  });

  test('is not measured when nobody wants it', async () => {
    const { report } = await explained(logistic, { permutation: { measure: false }, dependence: { draw: false } });
    expect(report.columns[0]).not.toHaveProperty('permutation');
    expect(report).not.toHaveProperty('metric');
    expect(report).toMatchObject({ shuffledRows: 0, dependence: [] });
  });

  test('refuses a metric of another task', async () => {
    const { failure } = await explained(logistic, { permutation: { metric: 'rmse' } });
    expect(failure).toBe('RMSE is not defined for a model of two classes.');
  });

  test('offers metrics that evaluation has', () => {
    for (const name of METRICS) if (name !== 'auto') expect(metricNames.map((metric) => metric.name)).toContain(name);
  });
});

describe('dependence', () => {
  test('is drawn for the columns that contribute most, or those that are wanted', async () => {
    const { report } = await explained(logistic);
    expect(report.dependence.map(({ column }) => column)).toEqual(['x', 'plan', 'ok']);
    const [x, plan] = report.dependence;
    expect(x!.outputs[0]!.mean[0]).toBeLessThan(0.1);
    expect(x!.outputs[0]!.mean.at(-1)).toBeGreaterThan(0.9);
    expect(plan!.grid).toEqual(['free', 'gold']);
    expect(x!.outputs[0]!.curves).toHaveLength(40);
    const chosen = await explained(logistic, { dependence: { columns: ['ok', 'y'] } });
    expect(chosen.report.dependence.map(({ column }) => column)).toEqual(['ok']);
    expect(chosen.logs).toContain('No dependence plot of y: the model does not read it.');
  });
});

test('a cancelled run ends', async () => {
  await using stage = await openTestStage();
  const columns = ['x', 'ok', 'plan', 'y'].map((name) => ({ name, type: 'text', nullable: true }) as const);
  await stage.givenTable(
    'table',
    { columns, open: false, partitioned: true },
    `select x, ok, plan, y, p as "$partition" from (${ROWS})`,
  );
  stage.givenJson('model', trained(logistic));
  const cancelled = stage.context(explain.config.parse({}), { signal: AbortSignal.abort() });
  await expect(run.run(cancelled)).rejects.toThrow('cancelled');
  expect(stage.reports.size).toBe(0);
});

describe('what cannot be explained', () => {
  test('a table without a split, an empty part, another table, an unknown class', async () => {
    expect((await explained(logistic, {}, ROWS, false)).failure).toContain('No split labels these rows');
    expect((await explained(logistic, { part: 'validation' })).failure).toBe(
      'The validation part has no rows to explain whose y is known.',
    );
    expect((await explained(logistic, { positive: 'maybe' })).failure).toBe('“maybe” is not a class of the model.');
  });

  test('a model of an earlier version', async () => {
    const { means: _, ...old } = logistic;
    expect((await explained(old)).failure).toContain('Train it again');
  });

  test('rows that lack what a linear model needs are left out, aloud', async () => {
    const rows = ROWS.replace('i / 80.0::double', 'case when i < 10 then null else i / 80.0 end::double');
    const { report, logs } = await explained(logistic, {}, rows);
    expect(report.explainedRows).toBe(47);
    expect(logs.join()).toContain('lack a value that the model needs');
    const none = await explained(logistic, {}, ROWS.replace('i / 80.0::double', 'null::double'));
    expect(none.failure).toContain('lacks a value that the model needs');
  });
});
