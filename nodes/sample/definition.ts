import { z } from 'zod';
import {
  choiceField,
  columnNames,
  defineNode,
  emptyOpenSchema,
  field,
  inputPort,
  numberField,
  outputPort,
} from '../kernel';

const config = z.object({
  size: choiceField(['share', 'rows'], 'share', {
    label: 'How many',
    choices: [
      { value: 'share', label: 'A share of the rows', help: 'Each row on its own, so the share is approximate.' },
      { value: 'rows', label: 'A number of rows', help: 'Exactly so many; below a split of each part.' },
    ],
  }),
  share: field(z.number().min(0).max(1).default(0.1), {
    widget: 'share',
    label: 'Share',
    unit: '%',
    step: 0.01,
    when: { field: 'size', is: ['share'] },
  }),
  rows: numberField(
    1000,
    { int: true, min: 1, max: 1_000_000_000 },
    { label: 'Rows', when: { field: 'size', is: ['rows'] } },
  ),
  seed: numberField(
    7,
    { int: true, min: 0, max: 2_147_483_647 },
    { label: 'Seed', help: 'Another seed takes other rows. Two samples in a row need two seeds.' },
  ),
});

export const sample = defineNode({
  type: 'sample',
  version: 1,
  title: 'Sample',
  summary: 'Keeps some of the rows, chosen at random by a seed.',
  category: 'shape',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: ({ size }) => ({
    rows: 'drops',
    learns: 'nothing',
    determinism: 'seeded',
    serving: 'pass',
    // A share is decided row by row; of a number, all rows compete.
    ...(size === 'rows' ? { looksAt: 'others' as const } : {}),
  }),
  outputSchema: ({ inputs }) => ({ table: inputs.table ?? emptyOpenSchema }),
  lower: ({ inputs, schemas, config: { size, share, rows, seed } }) => {
    const table = schemas.table ?? emptyOpenSchema;
    return {
      table: {
        kind: 'relation',
        rel: {
          op: 'sample',
          input: inputs.table!,
          size: size === 'share' ? { share } : { rows },
          seed,
          ...(table.key === undefined ? {} : { identity: table.key }),
          columns: columnNames(table),
        },
      },
    };
  },
  ui: {
    icon: 'shuffle',
    keywords: ['random', 'subset', 'fraction', 'try', 'smaller'],
    describe: ({ size, share, rows }) =>
      size === 'share' ? `${Math.round(share * 1000) / 10} % of the rows` : `${rows.toLocaleString('en')} rows`,
  },
});
