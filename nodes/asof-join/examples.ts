import type { ExampleTable, NodeExample } from '../kernel/examples';

// The vector of Feast's point-in-time join rule: an expired row (4), an unknown key (5), a row on the edge (7).
const rows: ExampleTable = {
  columns: ['row:int', 'id:int', 'at:timestamp'],
  rows: [
    [1, 1, '2026-01-01 10:00:00'],
    [2, 1, '2026-01-01 12:00:00'],
    [3, 1, '2026-01-02 12:00:00'],
    [4, 2, '2026-01-01 12:00:00'],
    [5, 3, '2026-01-01 12:00:00'],
    [6, 1, '2026-01-01 11:00:00'],
    [7, 4, '2026-01-01 12:00:00'],
  ],
};
const history: ExampleTable = {
  columns: ['id:int', 'event:timestamp', 'created:timestamp', 'v:int'],
  rows: [
    [1, '2026-01-01 09:00:00', '2026-01-01 09:05:00', 1],
    [1, '2026-01-01 11:00:00', '2026-01-01 11:05:00', 2],
    [1, '2026-01-01 11:00:00', '2026-01-01 11:30:00', 3],
    [1, '2026-01-01 12:01:00', '2026-01-01 12:02:00', 4],
    [2, '2025-12-30 12:00:00', '2025-12-30 12:01:00', 5],
    [4, '2025-12-31 12:00:00', '2025-12-31 12:01:00', 6],
    [4, '2026-01-01 13:00:00', '2026-01-01 13:00:00', 7],
  ],
};
const settings = {
  keys: [{ left: 'id', right: 'id' }],
  leftTime: 'at',
  rightTime: 'event',
  limited: true,
  tolerance: 1,
  unit: 'days',
  known: 'created',
  take: ['v'],
};
const withValues = (values: readonly (number | null)[]): ExampleTable => ({
  columns: [...rows.columns, 'v:int'],
  rows: rows.rows.map((row, index) => [...row, values[index]!]),
});

export const examples: readonly NodeExample[] = [
  {
    title: 'The latest value at each row’s time, not older than a day',
    config: { ...settings, onlyKnown: false },
    in: { table: rows, history },
    out: { table: withValues([1, 3, 4, null, null, 3, 6]) },
  },
  {
    title: 'Only what had been recorded by then',
    config: settings,
    in: { table: rows, history },
    out: { table: withValues([1, 3, 4, null, null, 1, 6]) },
  },
  {
    title: 'However old, and under another name where the rows have one',
    config: { ...settings, limited: false, take: ['v', 'id'] },
    in: { table: { columns: ['id:int', 'at:timestamp'], rows: [[2, '2026-01-01 12:00:00']] }, history },
    out: {
      table: {
        columns: ['id:int', 'at:timestamp', 'v:int', 'id_right:int'],
        rows: [[2, '2026-01-01 12:00:00', 5, 2]],
      },
    },
  },
  {
    title: 'Missing keys and times find nothing; dates and times compare',
    config: { keys: [{ left: 'shop', right: 'of "shop"' }], leftTime: 'day', rightTime: 'since' },
    in: {
      table: {
        columns: ['shop:text', 'day:date'],
        rows: [
          ['a', '2026-03-02'],
          ['a', '2026-03-01'],
          [null, '2026-03-02'],
          ['a', null],
        ],
      },
      history: {
        columns: ['of "shop":text', 'since:timestamp', 'price:float'],
        rows: [
          ['a', '2026-03-01 08:00:00', 2.5],
          [null, '2026-01-01 00:00:00', 9],
          ['a', null, 7],
        ],
      },
    },
    out: {
      table: {
        columns: ['shop:text', 'day:date', 'price:float'],
        rows: [
          ['a', '2026-03-02', 2.5],
          ['a', '2026-03-01', null],
          [null, '2026-03-02', null],
          ['a', null, null],
        ],
      },
    },
  },
  {
    title: 'No rows, and no history',
    config: settings,
    in: { table: { ...rows, rows: [] }, history: { ...history, rows: [] } },
    out: { table: { ...withValues([]), rows: [] } },
  },
  {
    title: 'Rows below a split keep their labels',
    config: { ...settings, onlyKnown: false },
    in: { table: rows, history },
    partition: ['train', 'train', 'test', 'train', 'train', 'test', 'validation'],
    out: { table: withValues([1, 3, 4, null, null, 3, 6]) },
  },
];
