import type { ExampleTable, NodeExample } from '../kernel/examples';

const houses: ExampleTable = {
  columns: ['rooms:float', 'price:float'],
  rows: [
    [1, 110],
    [2, 190],
    [3, 310],
    [4, 390],
    [5, 510],
    [6, 590],
  ],
};

const partition = ['train', 'train', 'validation', 'train', 'validation', 'train'] as const;

export const examples: readonly NodeExample[] = [
  {
    title: 'The penalty of a ridge, by what it makes of validation rows',
    config: { target: 'price', algorithm: 'linear', strategy: 'grid', levels: 2 },
    in: { table: houses },
    partition,
  },
  {
    title: 'A metric of classes says nothing of prices',
    config: { target: 'price', algorithm: 'linear', strategy: 'random', trials: 2, metric: 'auc' },
    in: { table: houses },
    partition,
    fails: 'ROC AUC is not measured where numbers are predicted.',
  },
];
