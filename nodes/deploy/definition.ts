import { z } from 'zod';
import { defineNode, field, inputPort, optionalTextField, outputPort } from '../kernel';

const config = z.object({
  slug: field(z.string().default(''), {
    widget: 'text',
    label: 'Endpoint',
    placeholder: 'churn-score',
    help: 'The last part of its address: lower-case letters, digits and hyphens.',
    required: true,
  }),
  title: optionalTextField({ label: 'Title', advanced: true }),
});

export const deploy = defineNode({
  type: 'deploy',
  version: 1,
  title: 'Deploy',
  summary: 'Publishes what feeds it as a REST endpoint, once every gate before it has passed.',
  category: 'serve',
  ports: {
    in: { model: inputPort.oneOf(['model', 'table'], 'Model or table') },
    out: { endpoint: outputPort.endpoint() },
  },
  config,
  implementation: 'deploy@2',
  traits: { rows: 'none', learns: 'nothing', determinism: 'external', serving: 'forbidden', effect: 'publishes' },
  serves: 'model',
  outputSchema: () => ({}),
  check: ({ config: settings, report }) => {
    if (settings.slug !== '' && !/^[a-z0-9][a-z0-9-]{1,62}$/.test(settings.slug)) {
      report('setting-invalid', ['slug'], `“${settings.slug}” cannot be part of an address.`, {
        hint: 'Use lower-case letters, digits and hyphens, two or more.',
      });
    }
  },
  ui: {
    icon: 'send',
    keywords: ['publish', 'serve', 'endpoint', 'api', 'rest'],
    describe: ({ slug }) => (slug ? `/endpoints/${slug}` : 'Name the endpoint'),
  },
});
