import type { ExampleTable, NodeExample } from '../kernel/examples';

const days: ExampleTable = {
  columns: ['day:date', 'n:int'],
  rows: [
    ['2024-01-01', 1],
    ['2024-01-02', 2],
    ['2024-01-03', 3],
    ['2024-01-04', 4],
  ],
};
const labelled = (labels: readonly string[]): ExampleTable => ({
  columns: [...days.columns, '$partition:text'],
  rows: days.rows.map((row, index) => [...row, labels[index]!]),
});

export const examples: readonly NodeExample[] = [
  {
    title: 'By time: the oldest rows train, the newest test',
    config: { method: 'time', by: 'day', shares: { train: 0.5, validation: 0.25, test: 0.25 } },
    in: { table: days },
    out: { table: labelled(['train', 'train', 'validation', 'test']) },
  },
  {
    title: 'Random: a row keeps its label whatever rows stand beside it',
    config: { method: 'random', seed: 7, shares: { train: 0.5, validation: 0, test: 0.5 } },
    in: { table: days },
    out: { table: labelled(['train', 'train', 'train', 'test']) },
  },
];
