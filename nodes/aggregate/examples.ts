import type { ExampleTable, NodeExample } from '../kernel/examples';

const orders: ExampleTable = {
  columns: ['shop:text', 'amount:float', 'buyer:text'],
  rows: [
    ['A', 10, 'x'],
    ['A', 30, 'x'],
    ['B', null, 'y'],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'One row per shop',
    config: {
      by: ['shop'],
      measures: [
        { function: 'count' },
        { function: 'sum', column: 'amount' },
        { function: 'mean', column: 'amount', as: 'average' },
        { function: 'distinct-count', column: 'buyer' },
      ],
    },
    in: { table: orders },
    out: {
      table: {
        columns: ['shop:text', 'rows:int', 'amount_sum:float', 'average:float', 'buyer_distinct_count:int'],
        rows: [
          ['A', 2, 40, 20, 1],
          ['B', 1, null, null, 1],
        ],
      },
    },
  },
  {
    title: 'The whole table as one group',
    config: {
      measures: [
        { function: 'max', column: 'amount' },
        { function: 'median', column: 'amount' },
      ],
    },
    in: { table: orders },
    out: { table: { columns: ['amount_max:float', 'amount_median:float'], rows: [[30, 20]] } },
  },
  {
    title: 'Below a split, no group mixes training and test rows',
    config: { by: ['shop'], measures: [{ function: 'count' }] },
    in: { table: orders },
    partition: ['train', 'test', 'train'],
    out: {
      table: {
        columns: ['shop:text', 'rows:int'],
        rows: [
          ['A', 1],
          ['A', 1],
          ['B', 1],
        ],
      },
    },
  },
];
