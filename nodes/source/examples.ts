import type { NodeExample } from '../kernel/examples';

export const examples: readonly NodeExample[] = [
  {
    title: 'Types are found over all values; empty cells and NA are missing',
    config: {},
    in: {
      file: {
        columns: ['id:text', 'name:text', 'born:text', 'score:text'],
        rows: [
          ['1', ' Ada ', '1815-12-10', '9.5'],
          ['2', 'NA', '1906-12-09', ''],
        ],
      },
    },
    out: {
      table: {
        columns: ['id:int', 'name:text', 'born:date', 'score:float'],
        rows: [
          [1, 'Ada', '1815-12-10', 9.5],
          [2, null, '1906-12-09', null],
        ],
      },
    },
  },
  {
    title: 'A corrected type: what does not fit is missing, and listed',
    config: { types: { seats: 'int' } },
    in: {
      file: {
        columns: ['plan:text', 'seats:text'],
        rows: [
          ['free', '1'],
          ['team', 'many'],
        ],
      },
    },
    out: {
      table: {
        columns: ['plan:text', 'seats:int'],
        rows: [
          ['free', 1],
          ['team', null],
        ],
      },
      unparsed: {
        columns: ['line:int', 'column:text', 'value:text', 'reason:text'],
        rows: [[3, 'seats', 'many', 'not a 64-bit int']],
      },
    },
  },
  {
    title: 'A key must identify a row',
    config: { key: 'id' },
    in: {
      file: {
        columns: ['id:text', 'n:text'],
        rows: [
          ['a', '1'],
          ['a', '2'],
        ],
      },
    },
    fails: 'is not unique: “a” stands in 2 rows: lines 2, 3.',
  },
];
