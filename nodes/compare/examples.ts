import type { NodeExample } from '../kernel/examples';

export const examples: readonly NodeExample[] = [
  { title: 'The challenger must be better beyond chance', config: { ask: 'surely-better' }, in: {} },
  {
    title: 'A simpler model may be a little worse',
    config: { metric: 'accuracy', ask: 'not-worse', margin: 0.02, slices: 'contract' },
    in: {},
  },
];
