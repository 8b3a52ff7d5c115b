import { describe, expect, test } from 'vitest';
import { renderSql } from '@/server/compiler/emit/duckdb';
import type { TreesModel } from '@/server/training';
import type { FoldPlan, Rel, TableSchema } from '../kernel';
import type { TrainedModel } from '../kernel/trained-model';
import { openTestStage, runSteps } from '../testing-context';
import { tune } from './definition';
import run, { steps } from './run';
import { searchSteps } from './search-plan';
import type { TuneReport } from './tune-report';

const schema: TableSchema = {
  columns: [
    { name: 'i', type: 'int', nullable: false },
    { name: 'a', type: 'float', nullable: false },
    { name: 'b', type: 'float', nullable: false },
    { name: 'y', type: 'float', nullable: false },
  ],
  open: false,
  key: 'i',
  partitioned: true,
};
const rows = `(select i::bigint as i, i / 10.0::double as a, (i * i % 7) / 7.0::double as b, (0.5 * i + i * 7 % 11)::double as y from range(120) r(i))`;
const plan: FoldPlan = { kind: 'around', folds: 3, repeats: 1 };

/** Runs every step of a search and the task, in one process. `test` shifts the target of the test rows. */
async function search(config: object, { folds = true, test: shift = 0, memoryLimitBytes = 256e6 } = {}) {
  await using stage = await openTestStage();
  const columns = schema.columns.map(({ name }) => name);
  const rel: Rel = {
    op: 'label',
    input: { op: 'scan', key: 't', columns },
    method: { kind: 'random', seed: 1 },
    shares: [0.6, 0.2, 0.2],
    ...(folds ? { folds: { kind: 'random', folds: 3, repeats: 1, seed: 1 } } : {}),
    identity: 'i',
    columns,
  };
  const sql = renderSql(rel, { scan: () => rows, learned: () => undefined });
  const shifted = `select * replace (y + case when "$partition" = 'test' then ${shift} else 0 end as y) from (${sql})`;
  await stage.givenTable('table', { ...schema, ...(folds ? { folds: plan } : {}) }, shifted);
  const settings = tune.config.parse({ target: 'y', algorithm: 'linear', ...config });
  const more = { memoryLimitBytes, ...(folds ? { folds: { plan, refitted: false, learnedTogether: [] } } : {}) };
  await runSteps(stage, searchSteps(settings), steps, more);
  await run.run(stage.context(settings, more));
  const model = stage.reports.get('model')!;
  const report = stage.reports.get('report')!.value as TuneReport;
  return { model: model.value as TrainedModel<TreesModel>, summary: model.summary, report, logs: stage.logs };
}

const withoutTime = ({ trials, ...rest }: TuneReport) => ({
  ...rest,
  trials: trials.map(({ seconds: _, ...trial }) => trial),
});

describe('a search', () => {
  test('takes the best mean over the folds, and says what else was tried', async () => {
    const { report, model, summary } = await search({ strategy: 'grid', levels: 5 });
    expect(report.trials).toHaveLength(5);
    expect(report.metric).toEqual({ name: 'rmse', title: 'RMSE', direction: 'lower' });
    const scores = report.trials.map(({ score }) => score!);
    expect(report.trials.find(({ name }) => name === report.winner)!.score).toBe(Math.min(...scores));
    expect(report.judgedOn).toEqual({ part: 'folds', rounds: 3 });
    expect(model.crossValidation!.metrics[0]).toMatchObject({ name: 'rmse', mean: Math.min(...scores) });
    expect(summary).toMatchObject({ trials: 5, best: Math.min(...scores) });
  });

  test('learns the winner from training and validation rows, and its proof says so and names the search', async () => {
    const { model, report } = await search({ strategy: 'random', trials: 4 });
    const only = await search({ strategy: 'random', trials: 4, learnFrom: 'train' });
    expect(report.learnedFrom).toBe('training and validation rows');
    expect(model.trainedOn).toMatchObject({ partition: 'train and validation', validationRows: 0 });
    expect(only.model.trainedOn.partition).toBe('train');
    expect(model.trainedOn.rows).toBe(only.model.trainedOn.rows + only.model.trainedOn.validationRows);
    const step = model.proof!.steps.at(-1)!;
    expect(step).toMatchObject({ type: 'tune', from: { part: 'train and validation', rows: model.trainedOn.rows } });
    expect(step.learned[0]).toEqual({ name: 'linear.penalty', type: 'best of 4', size: 4 });
    expect(only.report.winner).toBe(report.winner);
  });

  test('never reads the test part', async () => {
    const one = await search({ strategy: 'tpe', trials: 12 });
    const other = await search({ strategy: 'tpe', trials: 12 }, { test: 1000 });
    expect(withoutTime(other.report)).toEqual(withoutTime(one.report));
    expect(other.model.model).toEqual(one.model.model);
  });

  test('judges on the validation part where there are no folds', async () => {
    const { report, model } = await search({ strategy: 'random', trials: 3 }, { folds: false });
    expect(report.judgedOn).toEqual({ part: 'validation' });
    expect(report.trials.every(({ score }) => score !== null)).toBe(true);
    expect(model.crossValidation).toBeUndefined();
  });

  test('counts what cannot be learned as failed, and goes on', async () => {
    const treesSpace = [{ parameter: 'minDataInLeaf', by: 'values', values: ['5', '1000'] }];
    const { report } = await search({ algorithm: 'boosted-trees', trees: { rounds: 5 }, strategy: 'grid', treesSpace });
    expect(report.trials[0]!.score).not.toBeNull();
    expect(report.trials[1]).toMatchObject({ score: null, problem: expect.stringContaining('too few for two leaves') });
    expect(report.winner).toBe('trial-01');
  });

  test('fails when every trial does, with the first reason', async () => {
    const treesSpace = [{ parameter: 'minDataInLeaf', by: 'values', values: ['900', '1000'] }];
    const sure = search({ algorithm: 'boosted-trees', strategy: 'grid', treesSpace });
    await expect(sure).rejects.toThrow(/None of 2 trials came to an end. The first: 46 rows are too few/);
  });

  test('ends at the first trial that would not fit into memory, with the estimate', async () => {
    const sure = search({ strategy: 'random', trials: 3 }, { memoryLimitBytes: 1000 });
    await expect(sure).rejects.toThrow(/^Training would take about \d+ MB: .* A stage may take 1 MB for it\.$/);
  });

  test('refuses a metric that the task does not have', async () => {
    const sure = search({ algorithm: 'poisson', strategy: 'random', trials: 3, task: 'regression', metric: 'auc' });
    await expect(sure).rejects.toThrow('ROC AUC is not measured where numbers are predicted.');
  });

  test('halves: the best third of the trials get three times the rows', async () => {
    const { report } = await search({
      algorithm: 'boosted-trees',
      trees: { minDataInLeaf: 1 },
      strategy: 'random',
      trials: 9,
      halving: true,
      treesSpace: [
        { parameter: 'learningRate', from: 0.01, to: 0.3, log: true },
        { parameter: 'rounds', from: 9, to: 27 },
      ],
    });
    const rung = (name: string) => report.trials.filter((trial) => trial.name.startsWith(name));
    expect([rung('trial-').length, rung('rung-2-').length, rung('rung-3-').length]).toEqual([9, 3, 1]);
    const ranked = [...rung('trial-')].sort((a, b) => a.score! - b.score!);
    expect(rung('rung-2-').map(({ point }) => point)).toEqual(ranked.slice(0, 3).map(({ point }) => point));
    expect(report.winner).toBe('rung-3-01');
    expect(rung('rung-3-')[0]!.share).toBe(1);
  });

  test('halves forests by their trees, and other models by their rows', async () => {
    const config = { strategy: 'random', trials: 3, halving: true };
    const forest = await search({ ...config, algorithm: 'random-forest', forestSize: 6 });
    const linear = await search({ ...config, algorithm: 'linear' });
    const rounds = await search({
      ...config,
      algorithm: 'boosted-trees',
      trees: { rounds: 6, minDataInLeaf: 5 },
      treesSpace: [{ parameter: 'learningRate', from: 0.01, to: 0.3, log: true }],
    });
    for (const { report } of [forest, linear, rounds]) {
      expect(report.trials.map(({ share }) => share)).toEqual([1 / 3, 1 / 3, 1 / 3, 1]);
      expect(report.winner).toBe('rung-2-01');
    }
    expect(linear.report.trials[3]!.score).not.toBe(linear.report.trials[0]!.score);
  });

  test('skips trials when its budget is used up, and says so', async () => {
    const { report } = await search({ strategy: 'random', trials: 6, parallel: 1, minutes: 1e-9 });
    expect(report.trials[0]!.score).not.toBeNull();
    expect(report.trials.slice(2).every(({ skipped }) => skipped?.includes('budget'))).toBe(true);
  });
});
