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
];
