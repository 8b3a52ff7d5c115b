import { z } from 'zod';
import {
  col,
  columnsField,
  defineNode,
  derivedColumn,
  emptyOpenSchema,
  findColumn,
  inputPort,
  type JoinColumn,
  keepAll,
  outputPort,
  project,
  textField,
  type WindowColumn,
} from '@/nodes/kernel';
import type { AnyNode } from '@/nodes/kernel/define-node';
import { registry } from '@/nodes/registry.gen';

const table = { in: { table: inputPort.table() }, out: { table: outputPort.table() } };
const two = { in: { table: inputPort.table(), other: inputPort.table() }, out: { table: outputPort.table() } };
const ui = { icon: 'square', keywords: [], describe: () => '' };
const base = { version: 1, summary: '', category: 'shape', ui } as const;

/** An inner join on one column of the same name; columns of the other table that both have are left out. */
const pair = defineNode({
  ...base,
  type: 'pair',
  title: 'Pair',
  ports: two,
  config: z.object({ on: textField({ label: 'On' }) }),
  traits: { rows: 'changes', learns: 'nothing', determinism: 'pure', serving: 'train-only' },
  outputSchema: ({ inputs }) => {
    const left = inputs.table ?? emptyOpenSchema;
    const right = inputs.other ?? emptyOpenSchema;
    const columns = [
      ...left.columns,
      ...right.columns
        .filter(({ name }) => !findColumn(left, name))
        .map(({ name, type }) => derivedColumn(name, type, [name], { port: 'other', how: 'same', nullable: true })),
    ];
    const partitioned = left.partitioned || right.partitioned;
    return { table: { columns, open: false, ...(partitioned ? { partitioned } : {}) } };
  },
  lower: ({ inputs, config, outputs, schemas }) => ({
    table: {
      kind: 'relation',
      rel: {
        op: 'join',
        inputs: [inputs.table!, inputs.other!],
        kind: 'inner',
        on: [{ left: config.on, right: config.on }],
        columns: outputs.table!.columns.map(
          ({ name }): JoinColumn => ({
            name,
            side: findColumn(schemas.table!, name) ? 'left' : 'right',
            column: name,
          }),
        ),
      },
    },
  }),
});

/** Two tables of the same columns, one below the other. */
const stack = defineNode({
  ...base,
  type: 'stack',
  title: 'Stack',
  ports: two,
  config: z.object({}),
  traits: { rows: 'changes', learns: 'nothing', determinism: 'pure', serving: 'pass' },
  outputSchema: ({ inputs }) => ({ table: inputs.table ?? emptyOpenSchema }),
  lower: ({ inputs, schemas }) => ({
    table: {
      kind: 'relation',
      rel: {
        op: 'union',
        inputs: [inputs.table!, inputs.other!],
        columns: schemas.table!.columns.map(({ name }) => name),
      },
    },
  }),
});

/** One column over the rows of a group: the mean of all of them, or the value of the row before. */
const around = defineNode({
  ...base,
  type: 'around',
  title: 'Around',
  ports: table,
  config: z.object({
    look: textField({ label: 'Look' }, 'mean'),
    of: textField({ label: 'Of' }, 'age'),
    by: columnsField({ label: 'By' }),
  }),
  traits: ({ look }) => ({
    rows: 'keeps',
    learns: 'nothing',
    looksAt: look === 'mean' ? 'others' : 'past',
    determinism: 'pure',
    serving: 'train-only',
  }),
  outputSchema: ({ inputs, config }) => {
    const input = inputs.table ?? emptyOpenSchema;
    const made = derivedColumn('around', 'float', [config.of], { nullable: true });
    return { table: { ...input, columns: [...input.columns, made] } };
  },
  lower: ({ inputs, config }) => {
    const order = [{ of: col('id') }];
    const window: WindowColumn =
      config.look === 'mean'
        ? { name: 'around', fn: 'mean', of: col(config.of), by: config.by, order: [] }
        : { name: 'around', fn: 'lag', of: col(config.of), by: config.by, order };
    return { table: { kind: 'relation', rel: { op: 'window', input: inputs.table!, windows: [window] } } };
  },
});

/** Hands rows on without their labels, as a query does that does not select them. */
const query = defineNode({
  ...base,
  type: 'query',
  title: 'Query',
  ports: table,
  config: z.object({}),
  traits: { rows: 'changes', learns: 'nothing', determinism: 'pure', serving: 'train-only' },
  outputSchema: ({ inputs }) => {
    const { partitioned: _, ...rest } = inputs.table ?? emptyOpenSchema;
    return { table: rest };
  },
});

/** One column out of others, row by row. */
const derive = defineNode({
  ...base,
  type: 'derive',
  title: 'Derive',
  ports: table,
  config: z.object({ from: columnsField({ label: 'From' }), as: textField({ label: 'As' }, 'derived') }),
  traits: { rows: 'keeps', learns: 'nothing', determinism: 'pure', serving: 'per-row' },
  outputSchema: ({ inputs, config }) => {
    const input = inputs.table ?? emptyOpenSchema;
    const made = derivedColumn(config.as, 'float', config.from);
    return { table: { ...input, columns: [...input.columns.filter(({ name }) => name !== config.as), made] } };
  },
  lower: ({ inputs, schemas }) => ({
    table: { kind: 'relation', rel: project(inputs.table!, keepAll(schemas.table!)) },
  }),
});

/** The product's nodes and the smallest ones that do each thing a leak needs. */
export const leakRegistry: Readonly<Record<string, AnyNode>> = {
  ...registry,
  pair,
  stack,
  around,
  query,
  derive,
};
