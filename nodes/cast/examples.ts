import type { ExampleTable, NodeExample } from '../kernel/examples';

const raw: ExampleTable = {
  columns: ['id:int', 'amount:text', 'day:text', 'open:text'],
  rows: [
    [1, ' 12.5 ', '2024-02-29', 'yes'],
    [2, '1,000', '2023-02-29', 'no'],
    [3, null, null, null],
  ],
};
const casts = [
  { column: 'amount', to: 'float' },
  { column: 'day', to: 'date' },
  { column: 'open', to: 'bool' },
  { column: 'id', to: 'text' },
];
const unconverted = { columns: [...raw.columns, 'reason:text'], rows: [[...raw.rows[1]!, 'amount is no float']] };

export const examples: readonly NodeExample[] = [
  {
    title: 'What does not convert becomes missing, and is shown',
    config: { casts },
    in: { table: raw },
    out: {
      table: {
        columns: ['id:text', 'amount:float', 'day:date', 'open:bool'],
        rows: [
          ['1', 12.5, '2024-02-29', true],
          ['2', null, null, false],
          ['3', null, null, null],
        ],
      },
      unconverted,
    },
  },
  {
    title: 'What does not convert rejects its row',
    config: { casts, failing: 'reject' },
    in: { table: raw },
    out: {
      table: {
        columns: ['id:text', 'amount:float', 'day:date', 'open:bool'],
        rows: [
          ['1', 12.5, '2024-02-29', true],
          ['3', null, null, null],
        ],
      },
      unconverted,
    },
  },
  {
    title: 'A float rounds to the nearest int, and one too large for 64 bits does not convert',
    config: { casts: [{ column: 'a.b', to: 'int' }] },
    in: {
      table: {
        columns: ['a.b:float', 'reason:text'],
        rows: [
          [2.6, 'x'],
          [-2.5, null],
          [1e300, 'y'],
        ],
      },
    },
    out: {
      table: {
        columns: ['a.b:int', 'reason:text'],
        rows: [
          [3, 'x'],
          [-2, null],
          [null, 'y'],
        ],
      },
      unconverted: { columns: ['a.b:float', 'reason:text'], rows: [[1e300, 'a.b is no int']] },
    },
  },
  {
    title: 'No rows, and a column that has its type already',
    config: { casts: [{ column: 'id', to: 'int' }] },
    in: { table: { columns: raw.columns, rows: [] } },
    out: { table: { columns: raw.columns, rows: [] }, unconverted: { columns: unconverted.columns, rows: [] } },
  },
];
