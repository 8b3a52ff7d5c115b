import { describe, expect, test } from 'vitest';
import { exampleSchema, exampleSql } from '../conforming-node';
import type { ExampleTable, JoinKind } from '../kernel';
import type { NodeExample } from '../kernel/examples';
import { openTestStage } from '../testing-context';
import { join } from './definition';
import type { JoinReport } from './report';
import run from './run';

const left: ExampleTable = {
  columns: ['k:text', 'n:int'],
  rows: [
    ['a', 1],
    ['a', 2],
    ['b', 3],
    ['lonely', 4],
    ['lonely', 5],
    [null, 6],
  ],
};
const right: ExampleTable = {
  columns: ['k:text', 'v:int'],
  rows: [
    ['a', 1],
    ['a', 2],
    ['a', 3],
    ['b', 4],
    ['other', 5],
  ],
};

interface Given {
  readonly left?: ExampleTable;
  readonly right?: ExampleTable;
  /** The part of each row, for tables below one split. */
  readonly parts?: { readonly left: NodeExample['partition']; readonly right: NodeExample['partition'] };
}

async function judged(config: Record<string, unknown>, tables: Given = {}) {
  await using stage = await openTestStage();
  for (const [port, table, part] of [
    ['table', tables.left ?? left, tables.parts?.left],
    ['right', tables.right ?? right, tables.parts?.right],
  ] as const)
    await stage.givenTable(port, exampleSchema(table, part), exampleSql(table, part));
  const settings = join.config.parse({ on: [{ left: 'k', right: 'k' }], ...config });
  const failure = await run.run(stage.context(settings)).then(
    () => undefined,
    (error: Error) => error.message,
  );
  const { value, summary } = stage.reports.get('report')!;
  return { report: value as JoinReport, summary, failure };
}

describe('the report of a join', () => {
  test('counts partners within their part where both tables come from one split', async () => {
    const rows: ExampleTable = {
      columns: ['k:text', 'n:int'],
      rows: [
        ['a', 1],
        ['a', 2],
        ['a', 3],
      ],
    };
    const perPart: ExampleTable = {
      columns: ['k:text', 'v:int'],
      rows: [
        ['a', 10],
        ['a', 20],
      ],
    };
    const { report } = await judged(
      {},
      { left: rows, right: perPart, parts: { left: ['train', 'train', 'test'], right: ['train', 'test'] } },
    );
    expect(report).toMatchObject({ rows: 3, pairs: 3, manyToMany: 0, right: { repeatedKeys: 0 } });
    expect(report.notes.map(({ tone }) => tone)).not.toContain('warning');
  });

  test('counts partners, rows without one and missing keys on both sides', async () => {
    const { report } = await judged({});
    expect(report.left).toEqual({
      rows: 6,
      missingKey: 1,
      matched: 3,
      unmatched: 3,
      repeatedKeys: 1,
      samples: [{ key: 'lonely', rows: 2 }],
    });
    expect(report.right).toEqual({
      rows: 5,
      missingKey: 0,
      matched: 4,
      unmatched: 1,
      repeatedKeys: 1,
      samples: [{ key: 'other', rows: 1 }],
    });
    expect(report.largest).toEqual([{ key: 'a', rows: 6 }]);
  });

  // 2 × 3 pairs of a and one of b; three left rows and one right row without a partner. As pandas.merge counts them.
  test.each([
    ['inner', 7],
    ['left', 10],
    ['right', 8],
    ['full', 11],
    ['semi', 3],
    ['anti', 3],
  ] as [JoinKind, number][])('knows how many rows a %s join makes', async (kind, rows) => {
    expect((await judged({ kind })).report.rows).toBe(rows);
  });

  test('warns, in words, that rows are repeated', async () => {
    const { report, summary } = await judged({});
    expect(report.notes.map(({ text }) => text)).toEqual([
      '1 key matched more than one right row: left rows are repeated, 4 more than there were (×2.3).',
      '1 of them stands in several rows on both sides, and each row meets each.',
      '3 rows of the left table found no partner.',
      '1 row of the left table has a missing key, which matches nothing.',
      '1 row of the right table found no partner.',
    ]);
    expect(summary).toMatchObject({ warnings: 2, leftUnmatched: 3, rightUnmatched: 1 });
  });

  test('says that all is well, that nothing matches, and nothing of empty tables', async () => {
    const ones: ExampleTable = { columns: ['k:text'], rows: [['a'], ['b']] };
    const words = async (tables: Parameters<typeof judged>[1], config = {}) =>
      (await judged(config, tables)).report.notes.map(({ text }) => text);
    expect(await words({ left: ones, right: ones })).toEqual(['Every row found exactly one partner.']);
    const others: ExampleTable = { columns: ['k:text'], rows: [['A']] };
    expect((await words({ left: ones, right: others }))[0]).toBe('No key of one table stands in the other.');
    const none: ExampleTable = { columns: ['k:text'], rows: [] };
    expect(await words({ left: none, right: none })).toEqual(['Neither table has rows.']);
  });

  test('stops a join that explodes, with the count and the key, and keeps the report', async () => {
    const same = (rows: number): ExampleTable => ({
      columns: ['k:text'],
      rows: Array.from({ length: rows }, (_, row) => [row < rows - 1 ? 'x' : 'y']),
    });
    const { failure, report } = await judged({ kind: 'inner', stopAbove: 1000 }, { left: same(101), right: same(51) });
    expect(failure).toBe(
      'The join would make 5,001 rows out of 101 and 51, above its limit of 1,000. The key x alone makes 5,000.',
    );
    expect(report.rows).toBe(5001);
  });

  test('lets a result above the limit pass that is no larger than both tables', async () => {
    const many: ExampleTable = { columns: ['k:text'], rows: Array.from({ length: 50 }, (_, row) => [`${row}`]) };
    expect((await judged({ stopAbove: 10 }, { left: many, right: many })).failure).toBeUndefined();
  });

  test('counts a filter as a filter, whatever the limit', async () => {
    const { failure, report } = await judged({ kind: 'semi', stopAbove: 1 });
    expect(failure).toBeUndefined();
    expect(report.notes.map(({ text }) => text)).toEqual([
      '3 rows of the left table found no partner.',
      '1 row of the left table has a missing key, which matches nothing.',
    ]);
  });
});
