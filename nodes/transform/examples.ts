import type { ExampleTable, NodeExample } from '../kernel/examples';

const amounts: ExampleTable = {
  columns: ['balance:float', 'visits:int', 'price:float', 'city:text'],
  rows: [
    [1, 4, 2, 'Oslo'],
    [0, 9, 4, null],
    [-3, 0, 0, 'Bern'],
    [null, null, null, 'Bern'],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'A rule per column; what is not defined is missing, and missing stays missing',
    config: {
      method: 'log',
      columns: ['balance'],
      overrides: [
        { column: 'visits', method: 'sqrt' },
        { column: 'price', method: 'reciprocal' },
      ],
    },
    in: { table: amounts },
    out: {
      table: {
        columns: ['balance:float', 'visits:float', 'price:float', 'city:text'],
        rows: [
          [0, 2, 0.5, 'Oslo'],
          [null, 3, 0.25, null],
          [null, 0, null, 'Bern'],
          [null, null, null, 'Bern'],
        ],
      },
    },
  },
  {
    title: 'Beside the column; a square too large for a float is missing',
    config: { method: 'square', result: 'add', except: ['n'], overrides: [{ column: 'a "b"', method: 'log1p' }] },
    in: {
      table: {
        columns: ['x:float', 'a "b":float', 'n:int'],
        rows: [
          [-3, 0, 1],
          [1e200, -1, 2],
        ],
      },
    },
    out: {
      table: {
        columns: ['x:float', 'a "b":float', 'n:int', 'x_squared:float', 'a "b"_log1p:float'],
        rows: [
          [-3, 0, 1, 9, 0],
          [1e200, -1, 2, null, null],
        ],
      },
    },
  },
  {
    title: 'Refused: a training row is outside the domain',
    config: { method: 'sqrt', columns: ['balance'], outside: 'refuse' },
    in: { table: amounts },
    fails: '1 training row has a value of balance that is not 0 or more, and Square root is not defined for it.',
  },
  {
    title: 'Refusing looks at training rows; later ones that are outside become missing',
    config: { method: 'sqrt', columns: ['balance'], outside: 'refuse' },
    in: { table: { columns: ['balance:float'], rows: [[4], [0], [-3]] } },
    partition: ['train', 'train', 'test'],
    out: { table: { columns: ['balance:float'], rows: [[2], [0], [null]] } },
  },
  {
    title: 'Yeo-Johnson leaves symmetric training rows as they are (λ = 1); standardised afterwards',
    config: { standardise: true },
    in: { table: { columns: ['x:float'], rows: [[-2], [2], [null], [6]] } },
    partition: ['train', 'train', 'train', 'test'],
    out: { table: { columns: ['x:float'], rows: [[-1], [1], [null], [3]] } },
  },
  {
    title: 'Equal training values have no best λ and are taken with 1: x − 1 for Box-Cox',
    config: { method: 'box-cox' },
    in: { table: { columns: ['x:float'], rows: [[5], [5], [0], [7]] } },
    partition: ['train', 'train', 'train', 'test'],
    out: { table: { columns: ['x:float'], rows: [[4], [4], [null], [6]] } },
  },
  {
    title: 'Nothing to learn λ from',
    config: { method: 'box-cox' },
    in: { table: { columns: ['x:float'], rows: [[-1], [null], [4]] } },
    partition: ['train', 'train', 'test'],
    fails: 'No training row has a value that is positive in x',
  },
  {
    title: 'An empty table needs no logarithm',
    config: { method: 'log' },
    in: { table: { columns: ['x:int'], rows: [] } },
    out: { table: { columns: ['x:float'], rows: [] } },
  },
];
