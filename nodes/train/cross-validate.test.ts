import { describe, expect, test } from 'vitest';
import { renderSql } from '@/server/compiler/emit/duckdb';
import type { Model } from '@/server/training';
import type { FoldMethod, FoldPlan, Rel, TableSchema } from '../kernel';
import type { TrainedModel } from '../kernel/trained-model';
import { openTestStage } from '../testing-context';
import { train } from './definition';
import run from './run';

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
const rows = (y: string) =>
  `(select i::bigint as i, i / 10.0::double as a, (i * i % 7) / 7.0::double as b, (${y}) as y from range(40) r(i))`;

async function learn(
  folds: FoldMethod | undefined,
  plan: FoldPlan | undefined,
  config: object = {},
  y = '(0.5 * i + i * 7 % 11)::double',
) {
  await using stage = await openTestStage();
  const rel: Rel = {
    op: 'label',
    input: { op: 'scan', key: 't', columns: ['i', 'a', 'b', 'y'] },
    method: { kind: 'random', seed: 1 },
    shares: [1, 0, 0],
    ...(folds ? { folds } : {}),
    identity: 'i',
    columns: ['i', 'a', 'b', 'y'],
  };
  const target = y.includes("'") ? ('text' as const) : ('float' as const);
  const columns = schema.columns.map((column) => (column.name === 'y' ? { ...column, type: target } : column));
  const sql = renderSql(rel, { scan: () => rows(y), learned: () => undefined });
  await stage.givenTable('table', { ...schema, columns, ...(plan ? { folds: plan } : {}) }, sql);
  const settings = train.config.parse({ target: 'y', algorithm: 'linear', ...config });
  const use = plan && train.usesFolds!(settings) ? { plan, refitted: false, learnedTogether: [] } : undefined;
  await run.run(stage.context(settings, use ? { folds: use } : {}));
  const { value, summary } = stage.reports.get('model')!;
  return { trained: value as TrainedModel<Model>, summary, logs: stage.logs };
}

const forward: FoldPlan = { kind: 'forward', folds: 4, repeats: 1 };

describe('judging on folds', () => {
  // sklearn.model_selection.cross_validate(Ridge(alpha=1), X, y, cv=TimeSeriesSplit(4, gap=2)) (scikit-learn 1.9.1);
  // the deviation is numpy.std(…, ddof=1).
  test('gives the figures of scikit-learn for a ridge on expanding windows', async () => {
    const { trained, summary } = await learn({ kind: 'time', folds: 4, by: 'i', gap: 2 }, forward);
    const { rounds, metrics } = trained.crossValidation!;
    const rmse = [5.110651420810466, 4.004592055274041, 3.211760269614287, 3.217140191247966];
    for (const [index, expected] of rmse.entries()) expect(rounds[index]!.metrics!.rmse).toBeCloseTo(expected, 9);
    expect(metrics.map(({ name }) => name)).toEqual(['rmse', 'mae', 'r2']);
    expect(metrics[0]!.mean).toBeCloseTo(3.88603598423669, 9);
    expect(metrics[0]!.deviation).toBeCloseTo(0.8973679718454707, 9);
    expect(rounds.map(({ fit, judged }) => [fit, judged])).toEqual([
      [6, 8],
      [14, 8],
      [22, 8],
      [30, 8],
    ]);
    expect(summary).toMatchObject({ rmseFolds: metrics[0]!.mean, rmseDeviation: metrics[0]!.deviation });
  });

  test('the model that goes on is learned from all training rows, folds or none', async () => {
    const folded = await learn(
      { kind: 'random', folds: 3, repeats: 2, seed: 1 },
      { kind: 'around', folds: 3, repeats: 2 },
    );
    const plain = await learn(undefined, undefined);
    expect(folded.trained.model).toEqual(plain.trained.model);
    expect(folded.trained.crossValidation!.rounds).toHaveLength(6);
    expect(plain.trained.crossValidation).toBeUndefined();
  });

  test('a round that cannot be learned says why and does not count', async () => {
    const y =
      "case when i < 10 then 'no' when i < 16 then 'yes' else (case when i % 2 = 0 then 'yes' else 'no' end) end";
    const { trained } = await learn({ kind: 'time', folds: 4, by: 'i', gap: 0 }, forward, {}, y);
    const [first, ...others] = trained.crossValidation!.rounds;
    expect(first!.problem).toBeTruthy();
    expect(others.every(({ metrics }) => metrics !== undefined)).toBe(true);
    expect(trained.crossValidation!.metrics[1]!.mean).not.toBeNull();
  });

  test('more folds than rows leave rounds without rows, which say so and do not count', async () => {
    const folds = 60;
    const { trained } = await learn(
      { kind: 'random', folds, repeats: 1, seed: 1 },
      { kind: 'around', folds, repeats: 1 },
    );
    const { rounds, metrics } = trained.crossValidation!;
    const empty = rounds.filter(({ problem }) => problem === 'there are no rows to judge');
    expect(rounds).toHaveLength(folds);
    expect(empty.length).toBeGreaterThanOrEqual(folds - 40);
    expect(metrics[0]!.mean).not.toBeNull();
  });

  test('is left out when it is switched off', async () => {
    const { trained } = await learn({ kind: 'time', folds: 4, by: 'i', gap: 0 }, forward, { useFolds: false });
    expect(trained.crossValidation).toBeUndefined();
  });
});
