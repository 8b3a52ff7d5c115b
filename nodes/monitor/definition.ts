import { z } from 'zod';
import { defineNode, inputPort, numberField } from '../kernel';

const config = z.object({
  threshold: numberField(0.2, { min: 0.01, max: 10 }, { label: 'Drifted from', unit: 'PSI', step: 0.01 }),
  minRows: numberField(
    500,
    { int: true, min: 10, max: 10_000_000 },
    { label: 'Judge from', unit: 'rows', help: 'Fewer logged rows are not judged: PSI is mostly noise there.' },
  ),
  everyMinutes: numberField(60, { int: true, min: 1, max: 10_080 }, { label: 'Check every', unit: 'minutes' }),
  windowHours: numberField(24, { min: 1, max: 8760 }, { label: 'Look back', unit: 'hours' }),
});

export const monitor = defineNode({
  type: 'monitor',
  version: 1,
  title: 'Monitor',
  summary: 'Watches an endpoint: what was asked, and whether it drifted from the training rows.',
  category: 'watch',
  ports: { in: { endpoint: inputPort.endpoint() }, out: {} },
  config,
  implementation: 'monitor@1',
  traits: { rows: 'none', learns: 'nothing', determinism: 'external', serving: 'forbidden', effect: 'publishes' },
  outputSchema: () => ({}),
  ui: {
    icon: 'activity',
    keywords: ['drift', 'psi', 'watch', 'alert', 'production'],
    describe: ({ threshold, everyMinutes }) => `PSI below ${threshold}, every ${everyMinutes} min`,
  },
});
