import type { ExampleTable, NodeExample } from '../kernel/examples';

const days: ExampleTable = {
  columns: ['day:date', 'n:int'],
  rows: [
    ['2024-01-01', 1],
    ['2024-01-02', 2],
    ['2024-01-03', 3],
    ['2024-01-04', 4],
  ],
};
const labelled = (labels: readonly string[]): ExampleTable => ({
  columns: [...days.columns, '$partition:text'],
  rows: days.rows.map((row, index) => [...row, labels[index]!]),
});

const visits: ExampleTable = {
  columns: ['who:text', 'n:int'],
  rows: [
    ['ann', 1],
    ['ann', 2],
    ['bob', 3],
    [null, 4],
    [null, 5],
  ],
};
/** By the md5 of seed and value, as any other tool computes it. */
const GROUPS: Readonly<Record<string, string>> = { ann: 'train', bob: 'test', null: 'test' };

export const examples: readonly NodeExample[] = [
  {
    title: 'By time: the oldest rows train, the newest test',
    config: { method: 'time', by: 'day', shares: { train: 0.5, validation: 0.25, test: 0.25 } },
    in: { table: days },
    out: { table: labelled(['train', 'train', 'validation', 'test']) },
  },
  {
    title: 'Random: a row keeps its label whatever rows stand beside it',
    config: { method: 'random', seed: 7, shares: { train: 0.5, validation: 0, test: 0.5 } },
    in: { table: days },
    out: { table: labelled(['train', 'train', 'train', 'test']) },
  },
  {
    title: 'By group: a customer is never in two parts, and those without one stay together',
    config: { method: 'group', by: 'who', seed: 8, shares: { train: 0.5, validation: 0, test: 0.5 } },
    in: { table: visits },
    out: {
      table: {
        columns: [...visits.columns, '$partition:text'],
        rows: visits.rows.map((row) => [...row, GROUPS[String(row[0])]!]),
      },
    },
  },
  {
    title: 'No rows, and a column called select',
    config: { method: 'stratified', by: 'select' },
    in: { table: { columns: ['select:text'], rows: [] } },
    out: { table: { columns: ['select:text', '$partition:text'], rows: [] } },
  },
];
