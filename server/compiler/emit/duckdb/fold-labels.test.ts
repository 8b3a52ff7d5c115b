import { describe, expect, it } from 'vitest';
import { col } from '@/nodes/kernel/expr/expr';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { labelColumns, relColumns } from '@/nodes/kernel/rel/rel-columns';
import { FOLD_COLUMN, PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { openTestStage } from '@/nodes/testing-context';
import { renderSql } from './index';

const scan: Rel = { op: 'scan', key: 't', columns: ['id', 'who', 'n'] };
const label: Rel = {
  op: 'label',
  input: scan,
  method: { kind: 'random', seed: 1 },
  shares: [0.6, 0.2, 0.2],
  folds: { kind: 'random', folds: 3, repeats: 2, seed: 1 },
  identity: 'id',
  columns: ['id', 'who', 'n'],
};
const other: Rel = { op: 'scan', key: 'o', columns: ['who', 'age'] };
const both = [PARTITION_COLUMN, FOLD_COLUMN];
const name = (column: string) => ({ name: column, expr: col(column) });

const kept: Readonly<Record<string, Rel>> = {
  project: { op: 'project', input: label, columns: [name('id')] },
  filter: { op: 'filter', input: label, where: { op: 'literal', type: 'bool', value: true } },
  sort: { op: 'sort', input: label, by: [{ of: col('n') }] },
  limit: { op: 'limit', input: label, rows: 5 },
  distinct: { op: 'distinct', input: label, by: ['who'], order: [], columns: ['id', 'who', 'n'] },
  'count-same': { op: 'count-same', input: label, by: ['who'], name: 'same' },
  window: { op: 'window', input: label, windows: [{ name: 'w', fn: 'count', by: ['who'], order: [] }] },
  join: {
    op: 'join',
    inputs: [label, other],
    kind: 'left',
    on: [{ left: 'who', right: 'who' }],
    columns: [
      { name: 'id', side: 'left', column: 'id' },
      { name: 'age', side: 'right', column: 'age' },
    ],
  },
  union: { op: 'union', inputs: [label, label], columns: ['id', 'n'] },
  unpivot: {
    op: 'unpivot',
    input: label,
    keep: ['id'],
    name: 'k',
    value: 'v',
    entries: [{ label: 'n', of: col('n') }],
  },
  part: { op: 'part', input: label, parts: ['train'] },
};

describe('folds travel with the rows', () => {
  it.each(Object.entries(kept))('through %s, and only training rows have one', async (_, rel) => {
    expect(labelColumns(rel)).toEqual(both);
    await using stage = await openTestStage();
    const tables: Record<string, string> = {
      t: "(select i as id, 'p' || (i % 7) as who, i * 2 as n from range(60) r(i))",
      o: "(select 'p' || i as who, i + 30 as age from range(5) r(i))",
    };
    const sql = renderSql(rel, { scan: (key) => tables[key]!, learned: () => undefined });
    const columns = await stage.database.rows<{ name: string }>(`select column_name as name from (describe ${sql})`);
    expect(columns.map((column) => column.name).sort()).toEqual([...relColumns(rel)].sort());
    const [row] = await stage.database.rows<{ wrong: number; train: number }>(
      `select (count(*) filter (where ("$partition" = 'train') <> ("$fold" is not null)))::double as wrong, (count(*) filter (where "$partition" = 'train'))::double as train from (${sql})`,
    );
    expect(row!.wrong).toBe(0);
    expect(row!.train).toBeGreaterThan(0);
  });

  it('end at an aggregate, whose groups may hold rows of several', () => {
    const rel: Rel = { op: 'aggregate', input: label, by: ['who'], aggregates: [{ name: 'rows', fn: 'count' }] };
    expect(labelColumns(rel)).toEqual([PARTITION_COLUMN]);
  });
});
