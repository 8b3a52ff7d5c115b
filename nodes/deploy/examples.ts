import type { NodeExample } from '../kernel/examples';

export const examples: readonly NodeExample[] = [
  { title: 'Publish at /endpoints/churn-score', config: { slug: 'churn-score' }, in: {} },
];
