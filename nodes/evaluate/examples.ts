import type { NodeExample } from '../kernel/examples';

export const examples: readonly NodeExample[] = [
  {
    title: 'Judge on the test part and ask for an AUC of 0.8',
    config: { gates: [{ metric: 'auc', op: '>=', value: 0.8 }] },
    in: {},
  },
  { title: 'Look for the rare class, and decide early', config: { positive: 'yes', threshold: 0.2 }, in: {} },
];
