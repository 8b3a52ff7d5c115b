import type { ExampleTable, NodeExample } from '../kernel/examples';

const houses: ExampleTable = {
  columns: ['rooms:float', 'price:float'],
  rows: [
    [1, 100],
    [2, 200],
    [3, 300],
  ],
};

export const examples: readonly NodeExample[] = [
  { title: 'A ridge regression of the price', config: { target: 'price', algorithm: 'linear' }, in: { table: houses } },
  {
    title: 'A target that is always missing cannot be learned',
    config: { target: 'price' },
    in: {
      table: {
        columns: houses.columns,
        rows: [
          [1, null],
          [2, null],
        ],
      },
    },
    fails: 'price is missing in every one of the 2 training rows.',
  },
  {
    title: 'One class is nothing to tell apart',
    config: { target: 'churned' },
    in: {
      table: {
        columns: ['rooms:float', 'churned:text'],
        rows: [
          [1, 'no'],
          [2, 'no'],
        ],
      },
    },
    fails: 'Every training row has the same churned, “no”',
  },
];
