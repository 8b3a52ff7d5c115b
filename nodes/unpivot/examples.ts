import type { ExampleTable, NodeExample } from '../kernel/examples';

const sales: ExampleTable = {
  columns: ['shop:text', 'jan:int', 'feb (€):float', 'select:int'],
  rows: [
    ['A', 1, 2.5, 7],
    ['B', null, 4, 8],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'Months as rows; int and float make float',
    config: { columns: ['jan', 'feb (€)'], name: 'month', value: 'sales' },
    in: { table: sales },
    out: {
      table: {
        columns: ['shop:text', 'select:int', 'month:text', 'sales:float'],
        rows: [
          ['A', 7, 'jan', 1],
          ['A', 7, 'feb (€)', 2.5],
          ['B', 8, 'jan', null],
          ['B', 8, 'feb (€)', 4],
        ],
      },
    },
  },
  {
    title: 'Without what is missing; nothing else is kept',
    config: { columns: ['jan', 'select'], dropMissing: true },
    in: {
      table: {
        columns: ['jan:int', 'select:int'],
        rows: [
          [1, 7],
          [null, 8],
        ],
      },
    },
    out: {
      table: {
        columns: ['name:text', 'value:int'],
        rows: [
          ['jan', 1],
          ['select', 7],
          ['select', 8],
        ],
      },
    },
  },
  {
    title: 'Rows below a split keep their label',
    config: { columns: ['jan'] },
    in: { table: { columns: ['jan:int'], rows: [[1], [2]] } },
    partition: ['train', 'test'],
    out: {
      table: {
        columns: ['name:text', 'value:int'],
        rows: [
          ['jan', 1],
          ['jan', 2],
        ],
      },
    },
  },
  {
    title: 'No rows',
    config: { columns: ['jan', 'feb (€)'] },
    in: { table: { ...sales, rows: [] } },
    out: { table: { columns: ['shop:text', 'select:int', 'name:text', 'value:float'], rows: [] } },
  },
];
