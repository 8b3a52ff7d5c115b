import type { ExampleTable, NodeExample } from '../kernel/examples';

const readings: ExampleTable = {
  columns: ['id:int', 'value:float'],
  rows: [
    [1, 0.5],
    [2, null],
    [3, 1.5],
    [4, 2.5],
    [5, 3.5],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'Two rows after the first',
    config: { rows: 2, skip: 1 },
    in: { table: readings },
    out: {
      table: {
        columns: readings.columns,
        rows: [
          [2, null],
          [3, 1.5],
        ],
      },
    },
  },
  {
    title: 'Below a split, the first of each part',
    config: { rows: 1, skip: 1 },
    in: { table: readings },
    partition: ['test', 'train', 'train', 'test', 'test'],
    out: {
      table: {
        columns: readings.columns,
        rows: [
          [3, 1.5],
          [4, 2.5],
        ],
      },
    },
  },
  {
    title: 'More than there are',
    config: { rows: 100, skip: 4 },
    in: { table: readings },
    out: { table: { columns: readings.columns, rows: [[5, 3.5]] } },
  },
  {
    title: 'No rows',
    config: { rows: 3 },
    in: { table: { columns: readings.columns, rows: [] } },
    out: { table: { columns: readings.columns, rows: [] } },
  },
];
