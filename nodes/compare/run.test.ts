import { describe, expect, test } from 'vitest';
import { findMetric } from '@/server/evaluation';
import { trainedByHand } from '@/server/learning/testing/trained-by-hand';
import type { TableSchema } from '../kernel';
import { METRIC_CHOICES } from '../kernel/learning/metrics';
import { openTestStage } from '../testing-context';
import type { ComparisonReport } from './comparison-report';
import { compare } from './definition';
import type { Trained } from './read-pair';
import run from './run';

/** The log odds of “yes” are its coefficient × `feature`; without classes it says that product. */
const trained = (feature: string, coefficient: number, classes: string[] | null = ['no', 'yes']): Trained =>
  trainedByHand({ feature, coefficients: [coefficient], intercepts: [0], classes: classes ?? undefined });

const schema: TableSchema = {
  columns: [
    { name: 'good', type: 'float', nullable: false },
    { name: 'poor', type: 'float', nullable: false },
    { name: 'y', type: 'text', nullable: true },
    { name: 'city', type: 'text', nullable: true },
  ],
  open: false,
  partitioned: true,
};
/** 400 test rows: the sign of `good` is right in 9 of 10, of `poor` in 6 of 10. */
const ROWS = `select ((case when (i % 10 = 0) = (i % 2 = 0) then -1 else 1 end) * (1 + i % 7))::double as good,
  ((case when (i % 10 < 4) = (i % 2 = 0) then -1 else 1 end) * (1 + i % 5))::double as poor,
  case when i % 2 = 0 then 'yes' else 'no' end as y,
  case when i < 20 then 'Ulm' when i % 3 = 0 then null else 'Bern' end as city, 'test' as "$partition" from range(400) t(i)`;

async function judge(
  config: Record<string, unknown>,
  models = [trained('poor', 1), trained('good', 1)],
  prepared?: string,
) {
  await using stage = await openTestStage();
  await stage.givenTable('table', schema, ROWS);
  if (prepared) await stage.givenTable('prepared', schema, prepared);
  stage.givenJson('champion', models[0]);
  stage.givenJson('model', models[1]);
  const failure = await run.run(stage.context(compare.config.parse({ resamples: 200, ...config }))).then(
    () => undefined,
    (error: Error) => {
      if (error.name !== 'StageFailure') throw error;
      return error.message;
    },
  );
  return { report: stage.reports.get('report')?.value as ComparisonReport, failure };
}

describe('a challenger that is better', () => {
  test('passes when it must be better beyond chance, and the rows decide who is right', async () => {
    const { report, failure } = await judge({ ask: 'surely-better' });
    expect(failure).toBeUndefined();
    expect(report.decidedBy).toMatchObject({ metric: 'auc', direction: 'higher' });
    expect(report.verdict.passed).toBe(true);
    const accuracy = report.metrics.find(({ name }) => name === 'accuracy')!;
    // 9 of 10 and 6 of 10 by construction; they err on different rows or on the same.
    expect([accuracy.first.value, accuracy.second.value]).toEqual([0.6, 0.9]);
    const { onlyChampion, onlyChallenger, bothWrong } = report.disagreement!;
    expect(onlyChallenger + bothWrong).toBe(160);
    expect(onlyChampion + bothWrong).toBe(40);
    expect(accuracy.test).toBe('mcnemar');
    expect(accuracy.pValue!).toBeLessThan(1e-6);
  });

  test('is compared by groups, with a word where a group is small', async () => {
    const { report } = await judge({ slices: 'city' });
    expect(report.slices!.groups.map(({ value, rows }) => [value, rows])).toEqual([
      ['Bern', 253],
      ['(missing)', 127],
      ['Ulm', 20],
    ]);
    expect(report.slices!.groups[2]).toMatchObject({ problem: expect.stringContaining('fewer than 30 rows') });
  });
});

describe('a challenger that is worse', () => {
  const models = [trained('good', 1), trained('poor', 1)];

  test.each(['better', 'surely-better', 'not-worse'])('fails when it must be %s, with the numbers', async (ask) => {
    const { report, failure } = await judge({ ask, metric: 'accuracy' }, models);
    expect(failure).toMatch(/^Accuracy of the challenger is 0\.6, of the champion 0\.9: a difference of −0\.3 /);
    expect(report.verdict).toMatchObject({ passed: false });
  });

  test('passes when it may be that much worse', async () => {
    expect((await judge({ ask: 'not-worse', metric: 'accuracy', margin: 0.5 }, models)).failure).toBeUndefined();
  });
});

test('the same model twice is no better, whatever the metric', async () => {
  const both = [trained('good', 1), trained('good', 1)];
  const { report, failure } = await judge({ ask: 'better' }, both);
  expect(failure).toMatch(/which is not better/);
  expect(report.metrics.filter(({ difference }) => difference !== null && difference !== 0)).toEqual([]);
});

test('a smaller error is better where numbers are predicted', async () => {
  const numbers = [trained('poor', 1, null), trained('good', 1, null)];
  const sql = ROWS.replace("case when i % 2 = 0 then 'yes' else 'no' end as y", '(1 + i % 7)::double as y');
  await using stage = await openTestStage();
  const columns = schema.columns.map((column) =>
    column.name === 'y' ? { ...column, type: 'float' as const } : column,
  );
  await stage.givenTable('table', { ...schema, columns }, sql);
  stage.givenJson('champion', numbers[0]);
  stage.givenJson('model', numbers[1]);
  await run.run(stage.context(compare.config.parse({ resamples: 200 })));
  const report = stage.reports.get('report')!.value as ComparisonReport;
  expect(report.decidedBy).toMatchObject({ metric: 'rmse', direction: 'lower' });
  expect(report.champion.sample).toHaveLength(400);
});

describe('what cannot be compared', () => {
  test('is models of other targets', async () => {
    const other = trained('good', 1);
    const models = [trained('poor', 1), { ...other, signature: { ...other.signature, target: 'z' } }];
    expect((await judge({}, models)).failure).toMatch(
      /^The champion predicts y \(classification\), and the challenger z/,
    );
  });

  test('is a class that neither knows', async () => {
    expect((await judge({ positive: 'maybe' })).failure).toMatch(/“maybe” is not a class of y/);
  });

  test('is rows for the champion in another order', async () => {
    const shifted = `select * exclude n from (select *, row_number() over () as n from (${ROWS})) order by n % 400`;
    expect((await judge({}, undefined, shifted)).failure).toBe(
      '“Rows to judge” and the rows as the champion reads them are not the same rows: they differ in row 1.',
    );
    expect((await judge({}, undefined, ROWS)).failure).toBeUndefined();
  });

  test('is a part without rows', async () => {
    expect((await judge({ part: 'validation' })).failure).toMatch(/validation part has no rows/);
  });
});

test('every metric on offer is one that is measured', () => {
  expect(METRIC_CHOICES.filter(({ value }) => value !== 'auto' && !findMetric(value))).toEqual([]);
});
