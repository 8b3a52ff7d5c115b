import { z } from 'zod';
import {
  type BoundInput,
  type Column,
  contentKey,
  defineNode,
  emptyOpenSchema,
  field,
  inputPort,
  numberField,
  outputPort,
  PARTITION_COLUMN,
  type TableSchema,
  textField,
} from '../kernel';

/** Input ports and the settings that name them. */
const NAMES = { table: 'first', second: 'second', third: 'third', fourth: 'fourth' } as const;
type Port = keyof typeof NAMES;
const PORTS = Object.keys(NAMES) as Port[];

const config = z.object({
  query: field(z.string().max(100_000).default(''), {
    widget: 'long-text',
    isCode: true,
    label: 'Query',
    help: 'One SELECT in the dialect of DuckDB. It reads the tables below and nothing else.',
    placeholder: 'select shop, sum(amount) as amount\nfrom a\ngroup by shop',
    required: true,
  }),
  first: textField({ label: 'First table is called' }, 'a'),
  second: textField({ label: 'Second table is called' }, 'b'),
  third: textField({ label: 'Third table is called', advanced: true }, 'c'),
  fourth: textField({ label: 'Fourth table is called', advanced: true }, 'd'),
  timeLimit: numberField(
    60,
    { int: true, min: 1, max: 86_400 },
    { label: 'Time limit', unit: 's', help: 'A query that takes longer is stopped.', advanced: true },
  ),
});
export type Config = z.infer<typeof config>;

/** The wired inputs under the names of the query; the label of rows below a split is a column there. */
export function boundInputs(
  settings: Config,
  schemas: Readonly<Record<string, TableSchema | undefined>>,
): BoundInput[] {
  return PORTS.flatMap((port): BoundInput[] => {
    const schema = schemas[port];
    if (!schema) return [];
    const label = schema.partitioned ? [{ name: PARTITION_COLUMN, type: 'text' as const }] : [];
    const columns = schema.columns.map(({ name, type }) => ({ name, type }));
    return [{ port, name: settings[NAMES[port]], columns: [...columns, ...label] }];
  });
}

const hasNames = (inputs: readonly BoundInput[]): boolean =>
  inputs.every(({ name }) => name.trim() !== '') &&
  new Set(inputs.map(({ name }) => name.toLowerCase())).size === inputs.length;

export const sql = defineNode({
  type: 'sql',
  version: 1,
  title: 'SQL',
  summary: 'A query of your own over up to four tables, in the dialect of DuckDB.',
  category: 'combine',
  ports: {
    in: {
      table: inputPort.table('First table'),
      second: inputPort.optionalTable('Second table'),
      third: inputPort.optionalTable('Third table'),
      fourth: inputPort.optionalTable('Fourth table'),
    },
    out: { table: outputPort.table() },
  },
  config,
  implementation: 'sql@1',
  traits: { rows: 'changes', learns: 'nothing', looksAt: 'others', determinism: 'pure', serving: 'forbidden' },
  binding: ({ config: settings, inputs }) => {
    const bound = boundInputs(settings, inputs);
    const isKnown = bound.length > 0 && Object.values(inputs).every((table) => table && !table.open);
    if (!isKnown || !hasNames(bound)) return undefined;
    const { query } = settings;
    return { kind: 'binding', key: contentKey(['binding', query, bound]), query, inputs: bound };
  },
  outputSchema: ({ binding }) => ({
    table: binding
      ? {
          columns: binding.columns.map(
            ({ name, type, from, how }): Column => ({ name, type, nullable: true, lineage: { from, how } }),
          ),
          open: false,
          ...(binding.partitioned ? { partitioned: true } : {}),
        }
      : emptyOpenSchema,
  }),
  check: ({ config: settings, inputs, binding, report }) => {
    const seen = new Map<string, Port>();
    if (binding?.partitioned && binding.mixesParts)
      report('leak-other-rows', ['query'], 'The query computes over training and test rows together.', {
        severity: 'warning',
        hint: 'Group or partition by "$partition" too, or put the query before the split and see what it may look at.',
      });
    for (const port of PORTS.filter((each) => inputs[each])) {
      const name = settings[NAMES[port]].trim();
      if (name === '') report('setting-missing', [NAMES[port]], 'The query needs a name for this table.');
      else if (seen.has(name.toLowerCase()))
        report('setting-invalid', [NAMES[port]], `Two tables are called ${name}.`, { hint: 'Give one another name.' });
      seen.set(name.toLowerCase(), port);
    }
  },
  ui: {
    icon: 'database',
    keywords: ['query', 'select', 'duckdb', 'code', 'custom', 'join', 'with'],
    describe: ({ query }) => query.trim().replace(/\s+/g, ' ').slice(0, 60) || 'No query yet',
  },
});
