import type { ExampleTable, NodeExample } from '../kernel/examples';

const orders: ExampleTable = {
  columns: ['id:int', 'city:text', 'amount:float'],
  rows: [
    [1, 'Oslo', 12.5],
    [2, 'Bern', 0],
    [3, null, 30],
    [4, 'Oslo', null],
  ],
};
const odd: ExampleTable = {
  columns: ['select:int', '"quoted":text', 'a.b:float'],
  rows: [
    [1, 'x', 2],
    [9, 'y', null],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'Orders of Oslo; a row for which the condition is missing is rejected',
    config: { where: "amount > 1 and lower(city) = 'oslo'" },
    in: { table: orders },
    out: {
      table: { columns: orders.columns, rows: [[1, 'Oslo', 12.5]] },
      rejected: { columns: orders.columns, rows: [orders.rows[1]!, orders.rows[2]!, orders.rows[3]!] },
    },
  },
  {
    title: 'Leave out what the condition finds, keep what it cannot tell',
    config: { where: 'amount = 0', keep: 'not-true' },
    in: { table: orders },
    out: {
      table: { columns: orders.columns, rows: [orders.rows[0]!, orders.rows[2]!, orders.rows[3]!] },
      rejected: { columns: orders.columns, rows: [orders.rows[1]!] },
    },
  },
  {
    title: 'Columns whose names need quotes',
    config: { where: '"select" < 5 and "a.b" = 2' },
    in: { table: odd },
    out: { table: { columns: odd.columns, rows: [odd.rows[0]!] } },
  },
  {
    title: 'No rows',
    config: { where: 'amount > 0' },
    in: { table: { columns: orders.columns, rows: [] } },
    out: { table: { columns: orders.columns, rows: [] }, rejected: { columns: orders.columns, rows: [] } },
  },
];
