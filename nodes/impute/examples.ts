import type { ExampleTable, NodeExample } from '../kernel/examples';

const people: ExampleTable = {
  columns: ['age:float', 'rooms:int', 'city:text'],
  rows: [
    [20, 1, 'Bern'],
    [40, 2, 'Bern'],
    [null, null, null],
    [1000, 9, 'Oslo'],
  ],
};

const stock: ExampleTable = {
  columns: ['day:date', 'shop:text', 'left:int'],
  rows: [
    ['2024-01-02', 'A', null],
    ['2024-01-01', 'A', 5],
    ['2024-01-01', 'B', null],
    ['2024-01-03', 'B', 7],
    [null, 'B', null],
    ['2024-01-04', 'A', null],
    ['2024-01-05', 'A', 9],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'The median and the most frequent value of the training rows',
    config: {},
    in: { table: people },
    partition: ['train', 'train', 'train', 'test'],
    out: {
      table: {
        columns: ['age:float', 'rooms:float', 'city:text'],
        rows: [
          [20, 1, 'Bern'],
          [40, 2, 'Bern'],
          [30, 1.5, 'Bern'],
          [1000, 9, 'Oslo'],
        ],
      },
    },
  },
  {
    title: 'A constant, and a column that says what was filled',
    config: { numbers: 'constant', numbersValue: '0', others: 'leave', indicator: true, except: ['rooms'] },
    in: { table: people },
    out: {
      table: {
        columns: ['age:float', 'rooms:int', 'city:text', 'age_was_missing:bool'],
        rows: [
          [20, 1, 'Bern', false],
          [40, 2, 'Bern', false],
          [0, null, null, true],
          [1000, 9, 'Oslo', false],
        ],
      },
    },
  },
  {
    // pandas: fillna(groupby('city').transform('median')), then the value of all; ties of the mode go to the smallest.
    title: 'Within groups; a group without a value, a row without a group and a new group get the value of all',
    config: { within: ['city'], overrides: [{ column: 'rooms', method: 'most-frequent' }] },
    in: {
      table: {
        columns: ['city:text', 'age:float', 'rooms:int', 'member:bool'],
        rows: [
          ['Bern', 20, 1, true],
          ['Bern', 40, 3, true],
          ['Bern', null, null, false],
          ['Oslo', 60, 5, false],
          ['Oslo', null, 5, null],
          [null, null, null, null],
          ['Hamar', null, 7, null],
          ['Oslo', null, null, null],
          ['Lima', null, null, null],
        ],
      },
    },
    partition: [...new Array(7).fill('train'), 'test', 'test'],
    out: {
      table: {
        columns: ['city:text', 'age:float', 'rooms:int', 'member:bool'],
        rows: [
          ['Bern', 20, 1, true],
          ['Bern', 40, 3, true],
          ['Bern', 30, 1, false],
          ['Oslo', 60, 5, false],
          ['Oslo', 60, 5, false],
          ['Bern', 40, 5, false],
          ['Hamar', 40, 7, false],
          ['Oslo', 60, 5, false],
          ['Lima', 40, 5, false],
        ],
      },
    },
  },
  {
    title: 'Groups of two columns; dates of a group',
    config: { within: ['shop', 'online'], numbers: 'mean' },
    in: {
      table: {
        columns: ['shop:int', 'online:bool', 'since:date', 'paid:float'],
        rows: [
          [1, true, '2024-01-01', 10],
          [1, false, '2023-05-05', 30],
          [1, false, null, null],
          [1, true, null, null],
          [2, true, '2024-01-01', 50],
        ],
      },
    },
    out: {
      table: {
        columns: ['shop:int', 'online:bool', 'since:date', 'paid:float'],
        rows: [
          [1, true, '2024-01-01', 10],
          [1, false, '2023-05-05', 30],
          [1, false, '2023-05-05', 30],
          [1, true, '2024-01-01', 10],
          [2, true, '2024-01-01', 50],
        ],
      },
    },
  },
  {
    title: 'The last value before, of the same shop and the same part of the split',
    config: { numbers: 'forward', others: 'leave', within: ['shop'], order: 'day', indicator: true },
    in: { table: stock },
    partition: ['train', 'train', 'train', 'train', 'train', 'test', 'test'],
    out: {
      table: {
        columns: [...stock.columns, 'left_was_missing:bool'],
        rows: [
          ['2024-01-02', 'A', 5, true],
          ['2024-01-01', 'A', 5, false],
          ['2024-01-01', 'B', null, true],
          ['2024-01-03', 'B', 7, false],
          [null, 'B', null, true],
          ['2024-01-04', 'A', null, true],
          ['2024-01-05', 'A', 9, false],
        ],
      },
    },
  },
  {
    title: 'The next value after',
    config: { numbers: 'backward', others: 'leave', within: ['shop'], order: 'day' },
    in: { table: stock },
    out: {
      table: {
        columns: stock.columns,
        rows: [
          ['2024-01-02', 'A', 9],
          ['2024-01-01', 'A', 5],
          ['2024-01-01', 'B', 7],
          ['2024-01-03', 'B', 7],
          [null, 'B', null],
          ['2024-01-04', 'A', 9],
          ['2024-01-05', 'A', 9],
        ],
      },
    },
  },
  {
    title: 'No rows, and nothing that must be learned',
    config: { numbers: 'constant', others: 'constant' },
    in: { table: { columns: ['select:int', '"a".b:text'], rows: [] } },
    out: { table: { columns: ['select:int', '"a".b:text'], rows: [] } },
  },
  {
    title: 'Nothing to fill with',
    config: { others: 'leave' },
    in: { table: { columns: ['age:float', 'city:text'], rows: [[null, null]] } },
    fails: 'Every training row misses age, so there is no median to fill with.',
  },
];
