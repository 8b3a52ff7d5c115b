import type { ExampleTable, NodeExample } from '../kernel/examples';

const orders: ExampleTable = {
  columns: ['id:int', 'city:text', 'amount:float'],
  rows: [
    [1, 'Bern', 12.5],
    [2, null, 8],
    [3, 'Aarau', null],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'By city, then the largest amount first',
    config: { by: [{ column: 'city' }, { column: 'amount', direction: 'descending' }] },
    in: { table: orders },
    out: { table: orders },
  },
  {
    title: 'A column that is called select, missing values first',
    config: { by: [{ column: 'select', missing: 'first' }] },
    in: {
      table: {
        columns: ['select:int', 'a.b:text'],
        rows: [
          [2, 'x'],
          [null, 'y'],
        ],
      },
    },
    out: {
      table: {
        columns: ['select:int', 'a.b:text'],
        rows: [
          [null, 'y'],
          [2, 'x'],
        ],
      },
    },
  },
  {
    title: 'No rows',
    config: { by: [{ column: 'amount' }] },
    in: { table: { columns: orders.columns, rows: [] } },
    out: { table: { columns: orders.columns, rows: [] } },
  },
];
