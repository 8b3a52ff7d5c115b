import { describe, expect, test } from 'vitest';
import { metricNames } from '@/server/evaluation';
import type { LinearModel } from '@/server/training';
import type { TableSchema } from '../kernel';
import type { TrainedModel } from '../kernel/trained-model';
import { openTestStage } from '../testing-context';
import { evaluate } from './definition';
import type { ModelReport } from './evaluation-report';
import { METRIC_TITLES } from './metric-titles';
import run from './run';

/** A model by hand: the log odds of `yes` are 10 (x − 0.5). */
function trained(classes: string[] | undefined): TrainedModel<LinearModel> {
  const model: LinearModel = {
    kind: 'linear',
    task: classes ? 'binary' : 'regression',
    featureNames: ['x'],
    ...(classes ? { classes } : {}),
    outputs: 1,
    coefficients: [[10]],
    intercepts: [-5],
    iterations: 1,
    converged: true,
    losses: { train: [] },
    importances: [1],
    trainer: { name: 'by hand', version: '1' },
  };
  return {
    model,
    signature: {
      target: 'y',
      targetType: classes ? 'text' : 'float',
      task: classes ? 'classification' : 'regression',
      ...(classes ? { classes } : {}),
      features: ['x'],
      columns: [{ column: 'x', type: 'float' }],
    },
    trainedOn: { rows: 10, partition: 'train', validationRows: 0, missingTarget: 0 },
    losses: { train: [] },
    importances: [{ feature: 'x', importance: 1 }],
    baseline: { title: 'Always the same', loss: 1 },
  };
}

const TEXT_ROWS = `from (values (0.1, 'no', 'test'), (0.4, 'yes', 'test'), (0.6, 'no', 'test'), (0.9, 'yes', 'test'), (0.9, null, 'test'), (0.2, 'no', 'train')) t(x, y, p)`;

async function judge(
  config: Record<string, unknown>,
  sql = TEXT_ROWS,
  type: 'text' | 'float' = 'text',
  partitioned = true,
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
  stage.givenJson('model', trained(type === 'text' ? ['no', 'yes'] : undefined));
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
