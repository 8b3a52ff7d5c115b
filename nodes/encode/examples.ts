import type { ExampleTable, NodeExample } from '../kernel/examples';

const plans: ExampleTable = {
  columns: ['plan:text', 'usage:float'],
  rows: [
    ['free', 1],
    ['gold', 3],
    [null, 5],
    ['trial', 3],
  ],
};
const partition = ['train', 'train', 'train', 'test'] as const;

const customers: ExampleTable = {
  columns: ['id:int', 'plan:text', 'churned:bool'],
  rows: [
    [1, 'free', true],
    [2, 'free', false],
    [3, 'free', true],
    [4, 'gold', false],
    [5, 'gold', false],
    [6, 'gold', true],
    [7, 'team', true],
    [8, null, false],
    [9, null, true],
    [10, 'free', true],
    [11, 'free', false],
    [12, 'trial', true],
    [13, null, false],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'One-hot: one component per category of the training rows, all zeros for others',
    config: {},
    in: { table: plans },
    partition,
    out: {
      table: {
        columns: ['plan:vector', 'usage:float'],
        rows: [
          [[0, 1, 0], 1],
          [[0, 0, 1], 3],
          [[1, 0, 0], 5],
          [[0, 0, 0], 3],
        ],
      },
    },
  },
  {
    title: 'A category for text never seen, none for missing text',
    config: { unknown: 'category', missing: 'zeros' },
    in: { table: plans },
    partition,
    out: {
      table: {
        columns: ['plan:vector', 'usage:float'],
        rows: [
          [[1, 0, 0], 1],
          [[0, 1, 0], 3],
          [[0, 0, 1], 5],
          [[0, 0, 1], 3],
        ],
      },
    },
  },
  {
    title: 'Ordinal text and standardised numbers',
    config: { texts: 'ordinal', numbers: 'standardise', missing: 'zeros' },
    in: {
      table: {
        columns: plans.columns,
        rows: [
          ['free', 1],
          ['gold', 3],
          ['trial', 5],
        ],
      },
    },
    partition: ['train', 'train', 'test'],
    out: {
      table: {
        columns: ['plan:float', 'usage:float'],
        rows: [
          [0, -1],
          [1, 1],
          [-1, 3],
        ],
      },
    },
  },
  {
    title: 'Frequency: the share and the count of training rows with the value; 0 for a value never seen',
    config: { texts: 'share', overrides: [{ column: 'zip', method: 'count' }], missing: 'category' },
    in: {
      table: {
        columns: ['plan:text', 'zip:int'],
        rows: [
          ['free', 10],
          ['free', 20],
          ['gold', 10],
          [null, null],
          ['trial', 30],
          ['gold', null],
        ],
      },
    },
    partition: ['train', 'train', 'train', 'train', 'test', 'test'],
    out: {
      table: {
        columns: ['plan:float', 'zip:float'],
        rows: [
          [0.5, 2],
          [0.5, 1],
          [0.25, 2],
          [0.25, 1],
          [0, 0],
          [0.25, 1],
        ],
      },
    },
  },
  {
    // scikit-learn 1.9.1, TargetEncoder(smooth='auto', target_type='continuous'): training rows transformed by one fitted
    // on the rows of the other folds (of md5 over the row), test rows by one fitted on all training rows.
    title: 'Target mean: training rows get what the other folds say, other rows what all training rows say',
    config: { texts: 'target', target: 'churned' },
    in: { table: customers },
    partition: [...new Array(10).fill('train'), 'test', 'test', 'test'],
    out: {
      table: {
        columns: ['id:int', 'plan:float', 'churned:bool'],
        rows: [
          [1, 1, true],
          [2, 1, false],
          [3, 0.641025641025641, true],
          [4, 0.5434782608695652, false],
          [5, 0.56, false],
          [6, 0, true],
          [7, 0.625, true],
          [8, 0.6666666666666666, false],
          [9, 0.6666666666666666, true],
          [10, 0.6285714285714286, true],
          [11, 0.7254901960784313, false],
          [12, 0.6, true],
          [13, 0.5342465753424658, false],
        ],
      },
    },
  },
  {
    // The same with TargetEncoder(smooth=2.0), rows without an answer left out of the fit.
    title: 'Target mean of codes, with an answer of text that may be missing',
    config: {
      target: 'renewed',
      positive: 'yes',
      overrides: [{ column: 'zip', method: 'target' }],
      smoothing: 'rows',
      smoothingRows: 2,
      folds: 3,
      seed: 3,
      texts: 'leave',
    },
    in: {
      table: {
        columns: ['id:int', 'zip:int', 'renewed:text'],
        rows: [
          [1, 10, 'yes'],
          [2, 10, 'no'],
          [3, 10, 'no'],
          [4, 20, 'yes'],
          [5, 20, null],
          [6, 20, 'yes'],
          [7, null, 'no'],
          [8, 10, 'yes'],
          [9, 30, 'no'],
        ],
      },
    },
    partition: [...new Array(7).fill('train'), 'test', 'test'],
    out: {
      table: {
        columns: ['id:int', 'zip:float', 'renewed:text'],
        rows: [
          [1, 0.125, 'yes'],
          [2, 0.55, 'no'],
          [3, 0.5833333333333333, 'no'],
          [4, 0.7777777777777777, 'yes'],
          [5, 0.8, null],
          [6, 0.5, 'yes'],
          [7, 0.6666666666666666, 'no'],
          [8, 0.4, 'yes'],
          [9, 0.5, 'no'],
        ],
      },
    },
  },
  {
    title: 'No rows',
    config: { overrides: [{ column: 'select', method: 'share' }] },
    in: { table: { columns: ['plan:text', 'select:text', 'a.b:float'], rows: [] } },
    out: { table: { columns: ['plan:vector', 'select:float', 'a.b:float'], rows: [] } },
  },
  {
    title: 'No answer to learn from',
    config: { texts: 'target', target: 'churned' },
    in: { table: { columns: customers.columns, rows: [] } },
    fails: 'There are no rows to learn from.',
  },
];
