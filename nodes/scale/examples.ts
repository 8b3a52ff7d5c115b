import type { NodeExample } from '../kernel/examples';

export const examples: readonly NodeExample[] = [
  {
    title: 'Standard: the mean and deviation of the training rows; missing stays missing',
    config: { except: ['price'] },
    in: {
      table: {
        columns: ['usage:float', 'visits:int', 'price:float'],
        rows: [
          [1, 10, 100],
          [3, 30, 200],
          [null, 20, 300],
          [5, 60, 400],
        ],
      },
    },
    partition: ['train', 'train', 'train', 'test'],
    out: {
      table: {
        columns: ['usage:float', 'visits:float', 'price:float'],
        rows: [
          [-1, -1.224744871391589, 100],
          [1, 1.224744871391589, 200],
          [null, 0, 300],
          [3, 4.898979485566356, 400],
        ],
      },
    },
  },
  {
    title: 'Min–max, and a column with a rule of its own; values beyond the training rows lie beyond 0 and 1',
    config: { method: 'min-max', overrides: [{ column: 'debt', method: 'max-abs' }] },
    in: {
      table: {
        columns: ['age:int', 'debt:float', 'city:text'],
        rows: [
          [20, -400, 'Oslo'],
          [40, 100, null],
          [60, null, 'Bern'],
          [80, 800, 'Bern'],
        ],
      },
    },
    partition: ['train', 'train', 'train', 'test'],
    out: {
      table: {
        columns: ['age:float', 'debt:float', 'city:text'],
        rows: [
          [0, -1, 'Oslo'],
          [0.5, 0.25, null],
          [1, null, 'Bern'],
          [1.5, 2, 'Bern'],
        ],
      },
    },
  },
  {
    title: 'Min–max from −1 to 1 without going beyond, beside the column',
    config: { method: 'min-max', columns: ['a.b'], low: -1, high: 1, clip: true, result: 'add', suffix: ' "scaled"' },
    in: {
      table: {
        columns: ['a.b:float', 'n:int'],
        rows: [
          [0, 1],
          [8, 2],
          [9, 3],
          [null, 4],
        ],
      },
    },
    partition: ['train', 'train', 'test', 'test'],
    out: {
      table: {
        columns: ['a.b:float', 'n:int', 'a.b "scaled":float'],
        rows: [
          [0, 1, -1],
          [8, 2, 1],
          [9, 3, 1],
          [null, 4, null],
        ],
      },
    },
  },
  {
    title: 'Robust: an outlier moves neither the median nor the quartiles',
    config: { method: 'robust' },
    in: { table: { columns: ['x:float'], rows: [[1], [2], [3], [4], [1000]] } },
    out: { table: { columns: ['x:float'], rows: [[-1], [-0.5], [0], [0.5], [498.5]] } },
  },
  {
    title: 'A constant column becomes 0, and what differs from it keeps its distance',
    config: {},
    in: { table: { columns: ['x:float'], rows: [[7], [7], [9]] } },
    partition: ['train', 'train', 'test'],
    out: { table: { columns: ['x:float'], rows: [[0], [0], [2]] } },
  },
  {
    title: 'A column that every training row misses cannot be scaled',
    config: {},
    in: { table: { columns: ['x:float'], rows: [[null], [3]] } },
    partition: ['train', 'test'],
    fails: 'Every training row misses x',
  },
  {
    title: 'A column left alone may be empty, and so may the table',
    config: { except: ['x'] },
    in: { table: { columns: ['x:float'], rows: [] } },
    out: { table: { columns: ['x:float'], rows: [] } },
  },
];
