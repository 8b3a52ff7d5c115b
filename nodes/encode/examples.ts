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
];
