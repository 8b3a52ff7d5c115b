import { describe, expect, test } from 'vitest';
import type { TableSchema } from '../kernel';
import { openTestStage } from '../testing-context';
import { validate } from './definition';
import type { ValidationReport } from './report';
import run from './run';

const schema: TableSchema = {
  columns: [
    { name: 'x', type: 'float', nullable: true },
    { name: 'kind', type: 'text', nullable: true },
    { name: 'day', type: 'date', nullable: true },
    { name: 'at', type: 'timestamp', nullable: true },
    { name: 'none', type: 'float', nullable: true },
  ],
  open: false,
};
const ROWS =
  "select i::double as x, case when i % 4 = 0 then 'b' else 'a' end as kind, date '2024-01-01' + (i - 1)::int as day, timestamp '2024-01-01 12:00' + to_days((i - 1)::int) as at, null::double as none from range(1, 9) r(i)";

async function check(config: Record<string, unknown>, sql = ROWS, reference?: string) {
  await using stage = await openTestStage();
  await stage.givenTable('table', schema, sql);
  if (reference !== undefined) await stage.givenTable('reference', schema, reference);
  const failure = await run.run(stage.context(validate.config.parse(config))).then(
    () => undefined,
    (error: Error) => {
      if (error.name !== 'StageFailure') throw error;
      return error.message;
    },
  );
  return { report: stage.reports.get('report')!.value as ValidationReport, failure };
}
const one = async (rule: Record<string, unknown>, ...more: [string?, string?]) =>
  (await check({ rules: [{ action: 'warn', ...rule }] }, ...more)).report.rules[0]!;

describe('a figure of a column', () => {
  // x is 1 to 8: the figures are numpy's mean, median, std(ddof=1), sum and quantile(0.9).
  test.each([
    ['mean', 4.5],
    ['median', 4.5],
    ['stdev', 2.44948974278],
    ['sum', 36],
    ['min', 1],
    ['max', 8],
    ['quantile', 7.3],
    ['distinct-count', 8],
    ['missing-share', 0],
  ])('%s is measured and held against its limits', async (statistic, figure) => {
    const rule = { kind: 'statistic', column: 'x', statistic, at: 0.9 };
    expect(await one({ ...rule, min: figure, max: figure })).toMatchObject({ status: 'passed', found: figure });
    expect(await one({ ...rule, min: figure + 0.001 })).toMatchObject({ status: 'warned', broken: 1 });
    expect(await one({ ...rule, max: figure, below: true })).toMatchObject({ status: 'warned' });
  });

  test('a figure of nothing is not checked', async () => {
    expect(await one({ kind: 'statistic', column: 'none', statistic: 'mean', min: 0 })).toMatchObject({
      status: 'unchecked',
      message: 'Not checked: every value of none is missing.',
    });
  });
});

describe('shares', () => {
  const shares = (more: object) => one({ kind: 'shares', column: 'kind', values: ['a', 'b'], ...more });
  // scipy.stats.entropy([0.75, 0.25], [0.5, 0.5]) = 0.13081203594113694
  test('are held against the Kullback-Leibler divergence', async () => {
    expect(await shares({ weights: ['0.75', '0.25'] })).toMatchObject({ status: 'passed', found: 0 });
    const half = { weights: ['0.5', '0.5'] };
    expect((await shares({ ...half, divergence: 0.14 })).found).toBeCloseTo(0.13081203594113694, 12);
    expect(await shares({ ...half, divergence: 0.13 })).toMatchObject({ status: 'warned' });
  });

  test('numbers are counted in bins; values outside every bin make the divergence infinite', async () => {
    const bins = { kind: 'shares', column: 'x', weights: ['0.5', '0.5'] };
    expect(await one({ ...bins, edges: ['1', '5', '8'] })).toMatchObject({ status: 'passed', found: 0 });
    expect(await one({ ...bins, edges: ['1', '5', '7'] })).toMatchObject({ status: 'warned', found: null });
  });
});

describe('periods', () => {
  test('both days belong to it, and the last is whole, for times too', async () => {
    const period = { kind: 'period', from: '2024-01-02', until: '2024-01-04' };
    expect(await one({ ...period, column: 'day' })).toMatchObject({ checked: 8, broken: 5 });
    expect(await one({ ...period, column: 'at' })).toMatchObject({ checked: 8, broken: 5 });
    expect(await one({ ...period, column: 'at', until: '2024-01-04 11:00:00' })).toMatchObject({ broken: 6 });
  });
});

describe('against a reference', () => {
  const moved = ROWS.replace('range(1, 9)', 'range(1001, 2001)');
  const many = ROWS.replace('range(1, 9)', 'range(1, 1001)');
  test.each(['psi', 'ks'])('%s finds numbers that moved, and is content with the same ones', async (measure) => {
    const rule = { kind: 'drift', column: 'x', measure };
    expect(await one(rule, many, many)).toMatchObject({ status: 'passed' });
    expect(await one(rule, moved, many)).toMatchObject({ status: 'warned', broken: 1 });
  });

  test('chi-square compares the shares of texts', async () => {
    const rule = { kind: 'drift', column: 'kind', measure: 'chi-square' };
    expect(await one(rule, many, many)).toMatchObject({ status: 'passed', found: 1 });
    expect(await one(rule, many.replace('i % 4', 'i % 2'), many)).toMatchObject({ status: 'warned' });
  });

  test('too few rows, or none to compare with, are not checked and say so', async () => {
    const rule = { kind: 'drift', column: 'x' };
    expect(await one(rule, ROWS, ROWS)).toMatchObject({ status: 'unchecked' });
    expect(await one(rule)).toMatchObject({
      status: 'unchecked',
      message: 'Not checked: there is no reference to compare with.',
    });
  });
});

describe('mostly', () => {
  test('the rule holds when the share of checked values keeps it', async () => {
    const rule = { kind: 'range', column: 'x', min: 2 };
    expect(await one({ ...rule, mostly: 0.875 })).toMatchObject({ status: 'passed', broken: 1 });
    expect(await one({ ...rule, mostly: 0.88 })).toMatchObject({ status: 'warned', broken: 1 });
  });
});

describe('what cannot be checked', () => {
  const empty = { rules: [{ kind: 'range', column: 'none', min: 0, action: 'warn' }] };
  test.each([
    ['note', undefined, 0],
    ['warn', undefined, 1],
    ['fail', 'none is at least 0 — Not checked: every value of none is missing.', 0],
  ])('a column without values, when that is to %s', async (loud, failure, warned) => {
    const { report, ...ran } = await check({ ...empty, unchecked: { empty: loud } });
    expect([ran.failure, report.uncheckedWarn]).toEqual([failure, warned]);
  });

  test('a column that is not there fails the run unless it may', async () => {
    const rules = [{ kind: 'unique', column: 'gone' }];
    expect((await check({ rules })).failure).toContain('there is no column gone');
    expect((await check({ rules, unchecked: { column: 'note' } })).failure).toBeUndefined();
    expect((await check({ rules: [{ kind: 'exists', column: 'gone' }] })).failure).toBe('There is no column gone.');
  });

  test('a missing value may break the rule', async () => {
    const rule = { kind: 'range', column: 'none', min: 0, action: 'warn' };
    const { report } = await check({ rules: [rule], unchecked: { missing: 'break' } });
    expect(report.rules[0]).toMatchObject({ status: 'warned', checked: 8, broken: 8 });
  });
});

test('the columns of the table: a set, and in order', async () => {
  const names = schema.columns.map(({ name }) => name);
  const of = async (match: string, columns: string[]) =>
    (await check({ table: { match, columns, action: 'warn' } })).report.rules[0]!;
  expect(await of('ordered', names)).toMatchObject({ status: 'passed' });
  expect(await of('set', names.toReversed())).toMatchObject({ status: 'passed' });
  expect((await of('ordered', names.toReversed())).message).toContain('come in another order');
  expect((await of('set', names.slice(1))).message).toBe('It has columns that are not listed: x.');
});

test('columns unique together: missing values are not counted', async () => {
  const rule = { kind: 'unique-together', columns: ['kind', 'day'] };
  expect(await one(rule)).toMatchObject({ status: 'passed', checked: 8 });
  const twice = `${ROWS} union all from (${ROWS}) where x <= 2`;
  expect(await one(rule, twice)).toMatchObject({ status: 'warned', checked: 10, broken: 4 });
  expect((await one(rule, twice)).samples).toEqual([
    { column: 'kind, day', value: 'a, 2024-01-01', rows: 2 },
    { column: 'kind, day', value: 'a, 2024-01-02', rows: 2 },
  ]);
  expect(await one({ ...rule, columns: ['kind', 'none'] })).toMatchObject({ status: 'unchecked' });
});

test.each(['(?=a)b', '(a)\\1', '[a'])(
  'the pattern %s, which no engine here reads, is refused where it is typed',
  (pattern) => {
    const found: unknown[] = [];
    const report = (code: string, path: unknown, message: string) => void found.push([code, path, message]);
    const config = validate.config.parse({ rules: [{ kind: 'regex', column: 'kind', pattern }] });
    validate.check!({ config, inputs: { table: schema }, nodeId: 'v', report });
    expect(found).toEqual([
      ['setting-invalid', ['rules', 0, 'pattern'], expect.stringMatching(/^This pattern cannot be read\. /)],
    ]);
  },
);
