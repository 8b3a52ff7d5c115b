import type { ExampleTable, NodeExample } from '../kernel/examples';

const orders: ExampleTable = {
  columns: ['id:int', 'customer:int', 'amount:float'],
  rows: [
    [1, 7, 12.5],
    [2, 8, 3],
    [3, null, 4],
    [4, 9, 5],
  ],
};
const customers: ExampleTable = {
  columns: ['id:int', 'city:text'],
  rows: [
    [7, 'Oslo'],
    [8, 'Bern'],
    [8, 'Basel'],
    [null, 'Nowhere'],
  ],
};
const on = [{ left: 'customer', right: 'id' }];
const both = { table: orders, right: customers };
const matched = [
  [1, 7, 12.5, 'Oslo'],
  [2, 8, 3, 'Bern'],
  [2, 8, 3, 'Basel'],
] as const;
const joined = ['id:int', 'customer:int', 'amount:float', 'city:text'];
const alone = { columns: orders.columns, rows: [orders.rows[2]!, orders.rows[3]!] };

export const examples: readonly NodeExample[] = [
  {
    title: 'Left: every order, repeated where two customers match; a missing key matches nothing',
    config: { on },
    in: both,
    out: {
      table: { columns: joined, rows: [...matched, [3, null, 4, null], [4, 9, 5, null]] },
      unmatched: alone,
    },
  },
  { title: 'Inner', config: { kind: 'inner', on }, in: both, out: { table: { columns: joined, rows: matched } } },
  {
    title: 'Right: the key of a right row without a partner is its own',
    config: { kind: 'right', on },
    in: both,
    out: { table: { columns: joined, rows: [...matched, [null, null, null, 'Nowhere']] } },
  },
  {
    title: 'Full, with names that both have',
    config: { kind: 'full', on: [{ left: 'id', right: 'id' }], suffix: ' (other)' },
    in: {
      table: {
        columns: ['id:int', 'name:text'],
        rows: [
          [1, 'a'],
          [2, 'b'],
        ],
      },
      right: {
        columns: ['id:int', 'name:text'],
        rows: [
          [2, 'B'],
          [3, 'C'],
        ],
      },
    },
    out: {
      table: {
        columns: ['id:int', 'name:text', 'name (other):text'],
        rows: [
          [1, 'a', null],
          [2, 'b', 'B'],
          [3, null, 'C'],
        ],
      },
    },
  },
  {
    title: 'Left rows with a partner, each once',
    config: { kind: 'semi', on },
    in: both,
    out: { table: { columns: orders.columns, rows: [orders.rows[0]!, orders.rows[1]!] } },
  },
  { title: 'Left rows without a partner', config: { kind: 'anti', on }, in: both, out: { table: alone } },
  {
    title: 'Two pairs of keys with odd names',
    config: {
      kind: 'inner',
      on: [
        { left: 'select', right: 'from' },
        { left: 'a.b', right: '"q"' },
      ],
    },
    in: {
      table: {
        columns: ['select:text', 'a.b:date'],
        rows: [
          ['x', '2024-01-01'],
          ['x', '2024-01-02'],
        ],
      },
      right: { columns: ['from:text', '"q":date', '🦊:int'], rows: [['x', '2024-01-02', 5]] },
    },
    out: { table: { columns: ['select:text', 'a.b:date', '🦊:int'], rows: [['x', '2024-01-02', 5]] } },
  },
  {
    title: 'A join that explodes is stopped, with the count',
    config: { on: [{ left: 'k', right: 'k' }], stopAbove: 5 },
    in: {
      table: { columns: ['k:int'], rows: [[1], [1], [1]] },
      right: {
        columns: ['k:int', 'v:int'],
        rows: [
          [1, 1],
          [1, 2],
          [1, 3],
        ],
      },
    },
    fails: 'would make 9 rows out of 3 and 3, above its limit of 5',
  },
  {
    title: 'No rows',
    config: { on },
    in: { table: { columns: orders.columns, rows: [] }, right: { columns: customers.columns, rows: [] } },
    out: { table: { columns: joined, rows: [] } },
  },
];
