import type { ExampleTable, NodeExample } from '../kernel/examples';

const north: ExampleTable = {
  columns: ['id:int', 'price:int', 'city:text'],
  rows: [
    [1, 10, 'Oslo'],
    [2, null, 'Bodø'],
  ],
};
const south: ExampleTable = { columns: ['city:text', 'price:float', 'open:bool'], rows: [['Rome', 9.5, true]] };

export const examples: readonly NodeExample[] = [
  {
    title: 'All columns by name; an int widens to float, what a table lacks is missing',
    config: {},
    in: { table: north, table2: south },
    out: {
      table: {
        columns: ['id:int', 'price:float', 'city:text', 'open:bool'],
        rows: [
          [1, 10, 'Oslo', null],
          [2, null, 'Bodø', null],
          [null, 9.5, 'Rome', true],
        ],
      },
    },
  },
  {
    title: 'Common columns of three tables, and where each row comes from',
    config: { columns: 'common', origin: 'region' },
    in: { table: north, table2: south, table4: { columns: ['price:int', 'city:text'], rows: [] } },
    out: {
      table: {
        columns: ['price:float', 'city:text', 'region:text'],
        rows: [
          [10, 'Oslo', 'first'],
          [null, 'Bodø', 'first'],
          [9.5, 'Rome', 'second'],
        ],
      },
    },
  },
  {
    title: 'Columns with odd names',
    config: {},
    in: {
      table: { columns: ['select:int', '"q":text'], rows: [[1, 'a']] },
      table2: { columns: ['"q":text', 'a.b:date'], rows: [['b', '2024-02-29']] },
    },
    out: {
      table: {
        columns: ['select:int', '"q":text', 'a.b:date'],
        rows: [
          [1, 'a', null],
          [null, 'b', '2024-02-29'],
        ],
      },
    },
  },
];
