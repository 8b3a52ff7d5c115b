import { z } from 'zod';
import {
  type Column,
  choiceField,
  col,
  columnField,
  columnNameProblem,
  columnsField,
  defineNode,
  derivedColumn,
  emptyOpenSchema,
  inputPort,
  listField,
  type NamedExpr,
  outputPort,
  project,
  type TableSchema,
  TakenNames,
  textField,
} from '../kernel';

const config = z.object({
  which: choiceField(['listed', 'except', 'all'], 'listed', {
    label: 'Keep',
    choices: [
      { value: 'listed', label: 'Only these columns', help: 'In the order they are listed.' },
      { value: 'except', label: 'All but these', help: 'Columns that are added upstream later stay.' },
      { value: 'all', label: 'All columns', help: 'To rename or reorder only.' },
    ],
  }),
  columns: columnsField({ label: 'Columns', required: true, when: { field: 'which', is: ['listed', 'except'] } }),
  first: columnsField({
    label: 'Put first',
    help: 'In this order; the others follow as they come.',
    when: { field: 'which', is: ['except', 'all'] },
  }),
  rename: listField(
    z.object({
      column: columnField({ label: 'Column', required: true }),
      to: textField({ label: 'New name', required: true, makesColumn: true }),
    }),
    { label: 'Rename' },
  ),
});
type Config = z.infer<typeof config>;

interface Chosen {
  readonly column: Column;
  readonly name: string;
}

/** The columns that stay, in their new order and under their new names. */
export function chosenColumns({ which, columns, first, rename }: Config, table: TableSchema): Chosen[] {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const names = new Map(rename.map(({ column, to }) => [column, to]));
  return order().flatMap((name) => {
    const column = byName.get(name);
    return column ? [{ column, name: names.get(name) || name }] : [];
  });

  function order(): readonly string[] {
    if (which === 'listed') return [...new Set(columns)];
    const dropped = new Set(which === 'except' ? columns : []);
    const front = [...new Set(first)].filter((name) => !dropped.has(name));
    const back = table.columns.map((column) => column.name).filter((name) => !dropped.has(name));
    return [...new Set([...front, ...back])];
  }
}

export const select = defineNode({
  type: 'select',
  version: 1,
  title: 'Select columns',
  summary: 'Keeps, drops, renames and reorders columns.',
  category: 'shape',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'keeps', learns: 'nothing', determinism: 'pure', serving: 'per-row' },
  outputSchema: ({ inputs, config: settings }) => {
    const { key, ...table } = inputs.table ?? emptyOpenSchema;
    const chosen = chosenColumns(settings, table);
    const identity = chosen.find(({ column }) => column.name === key)?.name;
    const columns = chosen.map(({ column, name }) =>
      name === column.name
        ? column
        : derivedColumn(name, column.type, [column.name], { how: 'renamed', nullable: column.nullable }),
    );
    return { table: { ...table, columns, ...(identity === undefined ? {} : { key: identity }) } };
  },
  check: ({ config: settings, inputs, report }) => {
    const table = inputs.table ?? emptyOpenSchema;
    const chosen = chosenColumns(settings, table);
    const taken = new TakenNames(chosen.filter(({ column, name }) => column.name === name).map(({ name }) => name));
    const renamed = new Set<string>();
    settings.rename.forEach(({ column, to }, index) => {
      const problem = columnNameProblem(to);
      if (problem) report('setting-invalid', ['rename', index, 'to'], problem, { hint: 'Give it another name.' });
      else if (renamed.has(column))
        report('setting-invalid', ['rename', index, 'column'], `${column} is renamed twice.`, {
          hint: 'Remove one of the two.',
        });
      else if (!table.open && !chosen.some((kept) => kept.column.name === column))
        report('node-advice', ['rename', index, 'column'], `${column} is renamed and not kept.`, {
          hint: 'Keep it, or remove its new name.',
        });
      else if (!taken.take(to) && to !== column)
        report('column-twice', ['rename', index, 'to'], `Another column is named ${to} already.`, {
          hint: 'Choose another name, or drop or rename that column. Upper and lower case count as the same name.',
        });
      renamed.add(column);
    });
    if (settings.which === 'except' && !table.open && chosen.length === 0)
      report('setting-invalid', ['columns'], 'No column would be left.', { hint: 'Keep at least one of them.' });
  },
  lower: ({ inputs, schemas, config: settings }) => ({
    table: {
      kind: 'relation',
      rel: project(
        inputs.table!,
        chosenColumns(settings, schemas.table ?? emptyOpenSchema).map(
          ({ column, name }): NamedExpr => ({ name, expr: col(column.name) }),
        ),
      ),
    },
  }),
  ui: {
    icon: 'columns-3',
    keywords: ['keep', 'drop', 'remove', 'rename', 'reorder', 'columns', 'project'],
    describe: ({ which, columns, rename, first }) =>
      [
        which === 'all'
          ? ''
          : `${which === 'listed' ? 'keep' : 'drop'} ${columns.length <= 2 ? columns.join(', ') || 'nothing yet' : `${columns.length} columns`}`,
        rename.length > 0 ? `rename ${rename.length}` : '',
        which !== 'listed' && first.length > 0 ? `${first[0]} first` : '',
      ]
        .filter(Boolean)
        .join(' · ') || 'all columns',
  },
});
