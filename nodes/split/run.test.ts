import { expect, test } from 'vitest';
import { renderSql } from '@/server/compiler/emit/duckdb';
import { columnNames, type Rel, type TableSchema } from '../kernel';
import { openTestStage } from '../testing-context';
import { labelRel, split } from './definition';
import type { SplitReport } from './report';
import run from './run';

const schema: TableSchema = {
  columns: [
    { name: 'id', type: 'int', nullable: false },
    { name: 'who', type: 'text', nullable: true },
    { name: 'day', type: 'date', nullable: true },
  ],
  open: false,
  key: 'id',
};
/** Ten days of ten rows; two people on alternate days, and nobody on every fifth row. */
const ROWS =
  "select i::bigint as id, case when i % 5 = 0 then null when i // 10 % 2 = 0 then 'ann' else 'bob' end as who, date '2024-01-01' + (i // 10)::int as day from range(100) r(i)";

async function reportOf(settings: Record<string, unknown>, sql = ROWS, table = schema) {
  await using stage = await openTestStage();
  const config = split.config.parse(settings);
  const scan: Rel = { op: 'scan', key: 'table', columns: columnNames(table) };
  const labelled = renderSql(labelRel(config, table, scan), { scan: () => `(${sql})`, learned: () => undefined });
  await stage.givenTable('table', { ...table, partitioned: true }, labelled);
  await run.run(stage.context(config));
  const { value, summary } = stage.reports.get('report')!;
  return { report: value as SplitReport, summary, logs: stage.logs };
}

const byTime = { method: 'time', by: 'day', shares: { train: 0.6, validation: 0, test: 0.4 } };

test('a split by time says which times are in which part', async () => {
  const { report, summary } = await reportOf(byTime);
  expect(report.parts).toEqual([
    { part: 'train', rows: 60, wanted: 0.6, from: '2024-01-01', until: '2024-01-06' },
    { part: 'validation', rows: 0, wanted: 0 },
    { part: 'test', rows: 40, wanted: 0.4, from: '2024-01-07', until: '2024-01-10' },
  ]);
  expect(summary).toEqual({ train: 60, validation: 0, test: 40 });
});

test('values that stand in two parts are counted, with examples, and said aloud', async () => {
  const { report, summary, logs } = await reportOf({ ...byTime, watch: ['who'] });
  expect(report.straddling).toEqual([{ column: 'who', values: 2, rows: 32, of: 32, examples: ['ann', 'bob'] }]);
  expect(summary).toMatchObject({ inTwoParts: 32 });
  expect(logs).toEqual([
    '32 of 32 rows outside training have a who that training rows have too, such as “ann”, “bob”.',
  ]);
});

test('equal rows in two parts are found, whatever their keys', async () => {
  const doubled = `${ROWS.replace("date '2024-01-01' + (i // 10)::int", "date '2024-01-01'")}`;
  const { report } = await reportOf({ method: 'random' }, doubled);
  expect(report.straddling).toMatchObject([
    { values: 3, examples: ['ann · 2024-01-01', 'bob · 2024-01-01', '∅ · 2024-01-01'] },
  ]);
  const { key: _, ...unkeyed } = schema;
  expect(
    (await reportOf({ method: 'random' }, `select * replace (1 as id) from (${doubled})`, unkeyed)).report.straddling,
  ).toEqual([]);
});

test('groups never straddle, and rows without one are told', async () => {
  const { report, logs } = await reportOf({
    method: 'group',
    by: 'who',
    folds: { kind: 'group', by: 'who', count: 2 },
  });
  expect(report.straddling.filter(({ column }) => column === 'who')).toEqual([]);
  expect(report.missing).toMatchObject([{ column: 'who', rows: 20 }]);
  expect(Object.keys(report.missing[0]!.parts)).toHaveLength(1);
  expect(logs[0]).toMatch(/^20 rows have no who and are treated as one group: 20 in /);
});

test('strata and folds are sized', async () => {
  const { report } = await reportOf({
    method: 'stratified',
    by: 'who',
    shares: { train: 0.5, validation: 0, test: 0.5 },
    folds: { kind: 'time', by: 'day', count: 4, gap: 10 },
  });
  expect(report.strata).toEqual([
    { value: 'ann', parts: { train: 20, validation: 0, test: 20 } },
    { value: 'bob', parts: { train: 20, validation: 0, test: 20 } },
    { value: null, parts: { train: 10, validation: 0, test: 10 } },
  ]);
  expect(report.plan).toEqual({ kind: 'forward', folds: 4, repeats: 1 });
  for (const { fit, judge, neither } of report.folds) expect(fit + judge + neither).toBe(50);
  expect(report.folds.map(({ title }) => title)).toEqual(['Round 1', 'Round 2', 'Round 3', 'Round 4']);
});

test('no rows at all are no mistake', async () => {
  const { report } = await reportOf({ ...byTime, folds: { kind: 'time', by: 'day' } }, `${ROWS} where false`);
  expect(report.parts.map(({ rows }) => rows)).toEqual([0, 0, 0]);
  expect(report.folds).toHaveLength(5);
});
