import type { ExampleTable, NodeExample } from '../kernel/examples';

const sales: ExampleTable = {
  columns: ['shop:text', 'month:text', 'amount:int', 'day:date'],
  rows: [
    ['A', 'jan', 1, '2026-01-02'],
    ['A', 'jan', 4, '2026-01-01'],
    ['A', 'feb', 2, '2026-02-01'],
    ['B', 'feb', null, '2026-02-01'],
    ['B', 'a "b"', 5, '2026-03-01'],
    [null, null, 7, '2026-03-01'],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'Months as columns; rows with no listed value still make a row',
    config: { index: ['shop'], names: 'month', values: ['jan', 'feb', 'a "b"'], of: 'amount' },
    in: { table: sales },
    out: {
      table: {
        columns: ['shop:text', 'jan:int', 'feb:int', 'a "b":int'],
        rows: [
          ['A', 5, 2, null],
          ['B', null, null, 5],
          [null, null, null, null],
        ],
      },
    },
  },
  {
    title: 'Counts, with a prefix',
    config: { index: ['shop'], names: 'month', values: ['jan', 'feb'], function: 'count', prefix: 'in ' },
    in: { table: sales },
    out: {
      table: {
        columns: ['shop:text', 'in jan:int', 'in feb:int'],
        rows: [
          ['A', 2, 1],
          ['B', 0, 1],
          [null, 0, 0],
        ],
      },
    },
  },
  {
    title: 'Dates as columns, the last value of the whole table',
    config: { names: 'day', values: ['2026-02-01', '2026-01-01'], function: 'last', of: 'amount', order: 'amount' },
    in: { table: sales },
    out: { table: { columns: ['2026-02-01:int', '2026-01-01:int'], rows: [[2, 4]] } },
  },
  {
    title: 'Below a split a row per part',
    config: { index: ['shop'], names: 'month', values: ['jan'], function: 'mean', of: 'amount' },
    in: { table: sales },
    partition: ['train', 'test', 'train', 'train', 'train', 'test'],
    out: {
      table: {
        columns: ['shop:text', 'jan:float'],
        rows: [
          ['A', 1],
          ['A', 4],
          ['B', null],
          [null, null],
        ],
      },
    },
  },
  {
    title: 'No rows',
    config: { index: ['shop'], names: 'month', values: ['jan'], of: 'amount' },
    in: { table: { ...sales, rows: [] } },
    out: { table: { columns: ['shop:text', 'jan:int'], rows: [] } },
  },
];
