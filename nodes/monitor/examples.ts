import type { NodeExample } from '../kernel/examples';

export const examples: readonly NodeExample[] = [
  { title: 'Once an hour, over the last day', config: {}, in: {} },
  {
    title: 'A quiet endpoint: once a day, over a week',
    config: { everyMinutes: 1440, windowHours: 168, minRows: 100 },
    in: {},
  },
];
