import { z } from 'zod';
import {
  type Column,
  call,
  col,
  columnsField,
  defineNode,
  derivedColumn,
  type Expr,
  emptyOpenSchema,
  findColumn,
  inputPort,
  outputPort,
  SCALAR_TYPES,
  type ScalarType,
  switchField,
  type TableSchema,
  textField,
} from '../kernel';

const config = z.object({
  columns: columnsField({
    label: 'Columns to stack',
    help: 'Each row becomes one row per column chosen here. They must agree in type.',
    types: SCALAR_TYPES,
    required: true,
  }),
  name: textField({ label: 'Column for their names', makesColumn: true }, 'name'),
  value: textField({ label: 'Column for their values', makesColumn: true }, 'value'),
  dropMissing: switchField(false, { label: 'Leave out missing values' }),
});
type Config = z.infer<typeof config>;

const stacked = ({ columns }: Config, table: TableSchema): Column[] =>
  columns.flatMap((name) => findColumn(table, name) ?? []);

const kept = ({ columns }: Config, table: TableSchema): Column[] =>
  table.columns.filter((column) => !columns.includes(column.name));

/** The one type of the stacked values: int and float make float; undefined when they do not agree. */
function valueType(columns: readonly Column[]): ScalarType | undefined {
  const types = new Set(columns.map((column) => column.type));
  if (types.size === 2 && types.has('int') && types.has('float')) return 'float';
  const [type] = types;
  return types.size === 1 && type !== 'vector' ? type : undefined;
}

export const unpivot = defineNode({
  type: 'unpivot',
  version: 1,
  title: 'Unpivot',
  summary: 'Turns columns into rows: one row for each row and chosen column, with the column’s name and value.',
  category: 'combine',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'changes', learns: 'nothing', determinism: 'pure', serving: 'train-only' },
  outputSchema: ({ inputs, config: settings }) => {
    const table = inputs.table ?? emptyOpenSchema;
    const columns = stacked(settings, table);
    const value = derivedColumn(settings.value, valueType(columns) ?? 'text', settings.columns, {
      nullable: !settings.dropMissing && (table.open || columns.some((column) => column.nullable)),
    });
    // Rows are multiplied: what identified one does so no more.
    const { key: _, ...rest } = table;
    return { table: { ...rest, columns: [...kept(settings, table), derivedColumn(settings.name, 'text', []), value] } };
  },
  check: ({ config: settings, inputs, report }) => {
    const table = inputs.table ?? emptyOpenSchema;
    const columns = stacked(settings, table);
    const [first] = columns;
    const other = columns.find((column) => valueType([first!, column]) === undefined);
    if (first && other)
      report('column-type', ['columns'], `${first.name} is ${first.type} and ${other.name} is ${other.type}.`, {
        hint: 'Cast them to one type before this node, or stack them apart.',
      });
    else if (first && valueType(columns) === undefined)
      report('column-type', ['columns'], 'The chosen columns do not agree in type.');
    const twice = settings.columns.find((name, index) => settings.columns.indexOf(name) !== index);
    if (twice !== undefined) report('column-twice', ['columns'], `${twice} is chosen twice.`);
    const others = kept(settings, table).map((column) => column.name);
    for (const field of ['name', 'value'] as const) {
      const called = settings[field];
      if (called.trim() === '')
        report('setting-missing', [field], 'This column needs a name.', { hint: 'Such as “month” or “amount”.' });
      else if (others.includes(called) || (field === 'value' && called === settings.name))
        report('column-twice', [field], `There would be two columns named ${called}.`, {
          hint: 'Give this one another name.',
        });
    }
  },
  lower: ({ inputs, schemas, config: settings }) => {
    const table = schemas.table ?? emptyOpenSchema;
    const columns = stacked(settings, table);
    const type = valueType(columns);
    const entries = columns.map((column): { label: string; of: Expr } => ({
      label: column.name,
      of: column.type === 'int' && type === 'float' ? call('to_float', col(column.name)) : col(column.name),
    }));
    return {
      table: {
        kind: 'relation',
        rel: {
          op: 'unpivot',
          input: inputs.table!,
          keep: kept(settings, table).map((column) => column.name),
          name: settings.name,
          value: settings.value,
          entries,
          ...(settings.dropMissing ? { dropMissing: true } : {}),
        },
      },
    };
  },
  ui: {
    icon: 'between-vertical-end',
    keywords: ['melt', 'stack', 'long', 'columns to rows', 'reshape', 'tidy'],
    describe: ({ columns, name, value }) =>
      columns.length === 0 ? 'No columns yet' : `${columns.length} columns to ${name}, ${value}`,
  },
});
