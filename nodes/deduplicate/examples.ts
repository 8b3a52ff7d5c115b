import type { ExampleTable, NodeExample } from '../kernel/examples';

const visits: ExampleTable = {
  columns: ['person:text', 'day:date', 'page:text'],
  rows: [
    ['Ada', '2024-01-03', 'home'],
    ['Ada', '2024-01-05', 'shop'],
    ['Ada', '2024-01-05', 'cart'],
    [null, '2024-01-01', 'home'],
    [null, null, 'home'],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'The last visit of each person; of two on one day the smaller page',
    config: { by: ['person'], order: ['day'], keep: 'last' },
    in: { table: visits },
    out: {
      table: {
        columns: visits.columns,
        rows: [
          ['Ada', '2024-01-05', 'cart'],
          [null, '2024-01-01', 'home'],
        ],
      },
    },
  },
  {
    title: 'Equal rows become one; missing values count as equal',
    config: {},
    in: {
      table: {
        columns: ['"a":int', 'b.c:text'],
        rows: [
          [1, null],
          [1, null],
          [1, 'x'],
          [null, null],
          [null, null],
        ],
      },
    },
    out: {
      table: {
        columns: ['"a":int', 'b.c:text'],
        rows: [
          [1, null],
          [1, 'x'],
          [null, null],
        ],
      },
    },
  },
  {
    title: 'Below a split, each part on its own',
    config: { by: ['person'], order: ['day'] },
    in: { table: visits },
    partition: ['train', 'train', 'test', 'train', 'test'],
    out: {
      table: {
        columns: visits.columns,
        rows: [
          ['Ada', '2024-01-03', 'home'],
          ['Ada', '2024-01-05', 'cart'],
          [null, '2024-01-01', 'home'],
          [null, null, 'home'],
        ],
      },
    },
  },
  {
    title: 'No rows',
    config: { by: ['person'] },
    in: { table: { columns: visits.columns, rows: [] } },
    out: { table: { columns: visits.columns, rows: [] } },
  },
];
