import { z } from 'zod';
import { defineNode, emptyOpenSchema, inputPort, numberField, outputPort } from '../kernel';

const MOST = 1_000_000_000;

const config = z.object({
  rows: numberField(1000, { int: true, min: 1, max: MOST }, { label: 'Keep the first', unit: 'rows' }),
  skip: numberField(
    0,
    { int: true, min: 0, max: MOST },
    { label: 'After skipping', unit: 'rows', help: 'Below a split both count within each part.' },
  ),
});

export const limit = defineNode({
  type: 'limit',
  version: 1,
  title: 'Limit',
  summary: 'Keeps the first rows, in the order they come.',
  category: 'shape',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'drops', learns: 'nothing', looksAt: 'others', determinism: 'pure', serving: 'pass' },
  outputSchema: ({ inputs }) => ({ table: inputs.table ?? emptyOpenSchema }),
  lower: ({ inputs, config: { rows, skip } }) => ({
    table: { kind: 'relation', rel: { op: 'limit', input: inputs.table!, rows, ...(skip > 0 ? { skip } : {}) } },
  }),
  ui: {
    icon: 'rows-3',
    keywords: ['first', 'head', 'top', 'take', 'skip', 'offset', 'slice'],
    describe: ({ rows, skip }) =>
      `first ${rows.toLocaleString('en')}${skip > 0 ? ` after ${skip.toLocaleString('en')}` : ''} rows`,
  },
});
