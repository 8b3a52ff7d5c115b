import { describe, expect, test } from 'vitest';
import type { TableSchema } from '../kernel';
import { openTestStage } from '../testing-context';
import { validate } from './definition';
import type { ValidationReport } from './report';
import run from './run';

const schema: TableSchema = {
  columns: [
    { name: 'id', type: 'int', nullable: false },
    { name: 'age', type: 'int', nullable: true },
    { name: 'plan', type: 'text', nullable: true },
    { name: 'empty', type: 'text', nullable: true },
  ],
  open: false,
  key: 'id',
};
const ROWS = `from (values (1, 30, 'free', null), (2, -4, 'gold', null), (3, null, 'gold', null), (3, 200, 'x', null), (5, -4, null, null)) t(id, age, plan, empty)`;

async function check(
  config: Record<string, unknown>,
  sql = ROWS,
): Promise<{ report: ValidationReport; failure?: string; kind?: string }> {
  await using stage = await openTestStage();
  await stage.givenTable(
    'table',
    schema,
    `select id::bigint as id, age::bigint as age, plan, empty::varchar as empty from (${sql})`,
  );
  let failure: { failure: string; kind: string } | undefined;
  try {
    await run.run(stage.context(validate.config.parse(config)));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'StageFailure') throw error;
    failure = { failure: error.message, kind: (error as Error & { details: { kind: string } }).details.kind };
  }
  return { report: stage.reports.get('report')!.value as ValidationReport, ...failure };
}

const one = (rule: Record<string, unknown>) => check({ rules: [{ action: 'warn', ...rule }] });

describe('column rules', () => {
  test.each([
    [{ column: 'age', kind: 'not-null' }, 5, 1, [['id', '3', 1]]],
    [{ column: 'id', kind: 'unique' }, 5, 2, [['id', '3', 2]]],
    [
      { column: 'age', kind: 'range', min: 0, max: 120 },
      4,
      3,
      [
        ['age', '-4', 2],
        ['age', '200', 1],
      ],
    ],
    [{ column: 'plan', kind: 'in-set', values: ['free', 'gold'] }, 4, 1, [['plan', 'x', 1]]],
    [{ column: 'plan', kind: 'regex', pattern: '[a-z]{4}' }, 4, 1, [['plan', 'x', 1]]],
    [{ column: 'plan', kind: 'type', is: 'int' }, 4, 4, []],
    [
      { column: 'id', other: 'age', kind: 'greater' },
      4,
      2,
      [
        ['id', '1', 1],
        ['id', '3', 1],
      ],
    ],
    [{ column: 'age', other: 'id', kind: 'greater', orEqual: true }, 4, 2, [['age', '-4', 2]]],
    [
      { kind: 'expression', expression: 'age > 0 or id = 1' },
      4,
      2,
      [
        ['id', '2', 1],
        ['id', '5', 1],
      ],
    ],
    [{ column: 'plan', kind: 'distinct-values', values: ['free', 'gold'] }, 3, 1, [['plan', 'x', 1]]],
  ])('%o counts what was checked and what breaks it', async (rule, checked, broken, samples) => {
    const { report } = await one(rule);
    expect(report.rules[0]).toMatchObject({ status: 'warned', checked, broken });
    expect(report.rules[0]!.samples.map(({ column, value, rows }) => [column, value, rows])).toEqual(samples);
  });

  test('a rule that holds passes and says what it checked', async () => {
    const { report } = await one({ column: 'id', kind: 'not-null' });
    expect(report.rules[0]).toMatchObject({ status: 'passed', checked: 5, message: 'id is not missing: 5 checked.' });
  });

  test('an all-null column and an empty table are unchecked, not passed', async () => {
    const rule = { column: 'empty', kind: 'in-set', values: ['a'] };
    expect((await one(rule)).report.rules[0]).toMatchObject({
      status: 'unchecked',
      message: 'Not checked: every value of empty is missing.',
    });
    const { report } = await check({ rules: [{ column: 'id', kind: 'not-null' }] }, `${ROWS} where false`);
    expect(report.rules[0]).toMatchObject({ status: 'unchecked', message: 'Not checked: the table has no rows.' });
  });
});

describe('what a broken rule does', () => {
  test('fail: the run fails with rule, column, count and samples, after the report is written', async () => {
    const { report, failure, kind } = await check({ rules: [{ column: 'age', kind: 'range', min: 0 }] });
    expect(failure).toBe('Not true: age is at least 0. 2 of 4 values break it. For example age “-4” (2 rows).');
    expect([kind, report.failed, report.rules[0]!.status]).toEqual(['validation', 1, 'failed']);
  });

  test('warn and reject do not fail', async () => {
    const { report, failure } = await check({
      rules: [
        { column: 'age', kind: 'range', min: 0, action: 'warn' },
        { column: 'plan', kind: 'not-null', action: 'reject' },
      ],
    });
    expect(failure).toBeUndefined();
    expect([report.warned, report.rejected]).toEqual([1, 1]);
  });

  test('table rules: rows and columns', async () => {
    const { report, failure } = await check({ table: { minRows: 6, maxRows: 10, columns: ['id', 'name'] } });
    expect(report.rules.map((rule) => rule.status)).toEqual(['failed', 'passed', 'failed']);
    expect(failure).toBe('The table has 5 rows; it must have at least 6. 1 more rule is broken.');
  });
});
