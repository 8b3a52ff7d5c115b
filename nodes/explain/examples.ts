import type { NodeExample } from '../kernel/examples';

export const examples: readonly NodeExample[] = [
  { title: 'Explain 500 rows of the test part', config: {}, in: {} },
  {
    title: 'Measure importance by log loss, ten times, and draw two columns',
    config: {
      permutation: { metric: 'log_loss', repeats: 10 },
      dependence: { columns: ['age', 'income'] },
    },
    in: {},
  },
];
