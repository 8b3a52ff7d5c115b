import { describe, expect, test } from 'vitest';
import { type LinearModel, predict } from '@/server/training';
import type { TableSchema } from '../kernel';
import type { TrainedModel } from '../kernel/trained-model';
import { openTestStage } from '../testing-context';
import type { CalibrationReport } from './calibration-report';
import { calibrate } from './definition';
import run from './run';

/** A model by hand that is far too sure: its log odds are ten times those of the truth. */
function trained(task: 'classification' | 'regression' = 'classification'): TrainedModel<LinearModel> {
  const classes = task === 'classification' ? { classes: ['no', 'yes'] } : {};
  return {
    model: {
      kind: 'linear',
      task: task === 'classification' ? 'binary' : 'regression',
      featureNames: ['x'],
      ...classes,
      outputs: 1,
      coefficients: [[10]],
      intercepts: [0],
      iterations: 1,
      converged: true,
      losses: { train: [] },
      importances: [1],
      trainer: { name: 'by hand', version: '1' },
    },
    signature: {
      target: 'y',
      targetType: 'text',
      task,
      ...classes,
      features: ['x'],
      columns: [{ column: 'x', type: 'float' }],
    },
    trainedOn: { rows: 10, partition: 'train', validationRows: 0, missingTarget: 0 },
    proof: {
      steps: [
        {
          type: 'train',
          title: 'Train',
          learned: [],
          labels: 'carried',
          from: { rows: 10, part: 'train', columns: 2, hash: 'h' },
        },
      ],
    },
    losses: { train: [] },
    importances: [{ feature: 'x', importance: 1 }],
    baseline: { title: 'Always the same', loss: 1 },
  };
}

/** Log odds of `yes` are x, from -2 to 2; rows by a hash, so that they are the same everywhere. */
const ROWS = `from (select ((i * 37) % 401) / 100.0 - 2.0 as x, ((i * 7919) % 1009) / 1009.0 as u, i from range(2000) r(i))`;
const TRUTH = `case when u < 1 / (1 + exp(-x)) then 'yes' else 'no' end`;
const TABLE = `select x::double as x, ${TRUTH} as y, 'validation' as p ${ROWS}`;

const SCHEMA: TableSchema = {
  columns: [
    { name: 'x', type: 'float', nullable: false },
    { name: 'y', type: 'text', nullable: true },
  ],
  open: false,
  partitioned: true,
};

async function calibrated(config: Record<string, unknown>, sql = TABLE, model = trained(), schema = SCHEMA) {
  await using stage = await openTestStage();
  await stage.givenTable('table', schema, `select x, y, p as "$partition" from (${sql})`);
  stage.givenJson('model', model);
  let failure: string | undefined;
  try {
    await run.run(stage.context(calibrate.config.parse(config)));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'StageFailure') throw error;
    failure = error.message;
  }
  return {
    model: stage.reports.get('model')?.value as TrainedModel<LinearModel>,
    report: stage.reports.get('report')?.value as CalibrationReport,
    summary: stage.reports.get('report')?.summary,
    failure,
    logs: stage.logs,
  };
}

describe.each(['platt', 'isotonic'])('%s', (method) => {
  test('a model that is too sure is brought back to how often it is right', async () => {
    const { model, report, summary } = await calibrated({ method });
    expect(report).toMatchObject({ method, part: 'validation', rows: 2000, about: 'yes', measured: 'crossed' });
    expect(report.before.ece!).toBeGreaterThan(0.1);
    expect(report.after.ece!).toBeLessThan(0.04);
    expect(report.after.logLoss!).toBeLessThan(report.before.logLoss!);
    expect(summary).toMatchObject({ rows: 2000, eceBefore: report.before.ece, ece: report.after.ece });
    // At x = 1 the truth is 1 / (1 + exp(-1)) = 0.731; the model alone says 0.99995.
    expect(predict(model.model, [Float64Array.of(1)], 1).probabilities![1]).toBeCloseTo(0.731, 1);
  });

  test('the model keeps what it is, its ONNX file is checked anew, and its proof has one step more', async () => {
    const { model } = await calibrated({ method });
    expect(model.signature).toEqual(trained().signature);
    expect(model.parity).toMatchObject({ part: 'validation', rows: 2000, flips: 0 });
    expect(model.parity!.problem).toBeUndefined();
    expect(model.proof!.steps.map(({ type, from }) => [type, from.part])).toEqual([
      ['train', 'train'],
      ['calibrate', 'validation'],
    ]);
  });
});

test('rows without a target or of an unknown class are left out, and said', async () => {
  const { report, logs } = await calibrated(
    {},
    `${TABLE} union all by name (select 1.0 as x, null as y, 'validation' as p) union all by name (select 1.0 as x, 'may' as y, 'validation' as p)`,
  );
  expect(report).toMatchObject({ rows: 2000, leftOut: 2 });
  expect(logs.join()).toContain('2 validation rows have no class that the model knows');
});

test('with too few rows of a class the figures are of the rows it was fitted on, and the report says so', async () => {
  const few = `select * from (values (-1.0::double, 'no', 'validation'), (1.0, 'yes', 'validation'), (0.5, 'no', 'validation')) t(x, y, p)`;
  expect((await calibrated({}, few)).report).toMatchObject({ rows: 3, measured: 'same-rows' });
});

test('few rows are said to be few for isotonic regression', async () => {
  const { logs } = await calibrated({ method: 'isotonic' }, `${TABLE} limit 300`);
  expect(logs.join()).toContain('300 rows are few for isotonic regression');
});

describe('what is refused, in words', () => {
  test('a model of numbers', async () => {
    const { failure } = await calibrated({}, TABLE, trained('regression'));
    expect(failure).toBe('A model that predicts numbers has no probabilities to calibrate.');
  });
  test('a part without rows', async () => {
    expect((await calibrated({ part: 'train' })).failure).toBe('The train part has no rows to calibrate on.');
  });
  test('a part of one class', async () => {
    const one = TABLE.replace(TRUTH, `'no'`);
    expect((await calibrated({}, one)).failure).toContain('the same class, no');
  });
  test('a table that is not split', async () => {
    const { failure } = await calibrated({}, TABLE, trained(), { ...SCHEMA, partitioned: false });
    expect(failure).toContain('No split labels these rows');
  });
  test('a table without what the model reads', async () => {
    const schema = { ...SCHEMA, columns: SCHEMA.columns.slice(1) };
    expect((await calibrated({}, TABLE, trained(), schema)).failure).toContain('no column x, which the model reads');
  });
});
