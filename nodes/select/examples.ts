import type { ExampleTable, NodeExample } from '../kernel/examples';

const orders: ExampleTable = {
  columns: ['id:int', 'city:text', 'amount:float', 'note:text'],
  rows: [
    [1, 'Bern', 12.5, null],
    [2, null, 8, 'late'],
  ],
};

/** Names that are words of SQL, hold its quotes and dots, or are no letters at all. */
const long = 'x'.repeat(2000);
const odd: ExampleTable = {
  columns: ['select:int', '"quoted":text', 'a.b:float', '🦊:text', `${long}:int`],
  rows: [[1, 'q', null, 'fox', 7]],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'Keep two columns, one under another name',
    config: { columns: ['amount', 'id'], rename: [{ column: 'amount', to: 'price' }] },
    in: { table: orders },
    out: {
      table: {
        columns: ['price:float', 'id:int'],
        rows: [
          [12.5, 1],
          [8, 2],
        ],
      },
    },
  },
  {
    title: 'Drop a column and put another first',
    config: { which: 'except', columns: ['note'], first: ['city'] },
    in: { table: orders },
    out: {
      table: {
        columns: ['city:text', 'id:int', 'amount:float'],
        rows: [
          ['Bern', 1, 12.5],
          [null, 2, 8],
        ],
      },
    },
  },
  {
    title: 'Two columns swap their names',
    config: {
      which: 'all',
      rename: [
        { column: 'city', to: 'note' },
        { column: 'note', to: 'city' },
      ],
    },
    in: { table: orders },
    out: {
      table: {
        columns: ['id:int', 'note:text', 'amount:float', 'city:text'],
        rows: [
          [1, 'Bern', 12.5, null],
          [2, null, 8, 'late'],
        ],
      },
    },
  },
  {
    title: 'Names that SQL would stumble over',
    config: {
      which: 'all',
      first: ['🦊', 'a.b'],
      rename: [
        { column: 'select', to: 'from "x"' },
        { column: '"quoted"', to: "it's" },
      ],
    },
    in: { table: odd },
    out: {
      table: {
        columns: ['🦊:text', 'a.b:float', 'from "x":int', "it's:text", `${long}:int`],
        rows: [['fox', null, 1, 'q', 7]],
      },
    },
  },
  {
    title: 'No rows',
    config: { columns: ['city'] },
    in: { table: { columns: orders.columns, rows: [] } },
    out: { table: { columns: ['city:text'], rows: [] } },
  },
];
