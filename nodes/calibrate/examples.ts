import type { NodeExample } from '../kernel/examples';

export const examples: readonly NodeExample[] = [
  { title: 'Two numbers that make a model as sure as it may be', config: { method: 'platt' }, in: {} },
  { title: 'Any rising curve, where there are rows enough', config: { method: 'isotonic' }, in: {} },
];
