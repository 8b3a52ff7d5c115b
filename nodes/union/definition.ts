import { z } from 'zod';
import {
  call,
  choiceField,
  col,
  columnNameProblem,
  defineNode,
  derivedColumn,
  inputPort,
  type NamedExpr,
  nullOf,
  outputPort,
  project,
  text,
  textField,
} from '../kernel';
import { columnOf, fillType, type Stacked, type StackedColumn, stackColumns, stackedInputs } from './stack-columns';

const TITLES = {
  table: 'First',
  table2: 'Second',
  table3: 'Third',
  table4: 'Fourth',
  table5: 'Fifth',
  table6: 'Sixth',
};
const PORTS = Object.keys(TITLES) as (keyof typeof TITLES)[];
const titleOf = (port: string): string => TITLES[port as keyof typeof TITLES].toLowerCase();

const config = z.object({
  columns: choiceField(['all', 'common'], 'all', {
    label: 'Columns',
    choices: [
      { value: 'all', label: 'All', help: 'Missing in the rows of a table that does not have the column.' },
      { value: 'common', label: 'Those that every table has' },
    ],
  }),
  origin: textField({
    label: 'Say where rows come from',
    help: 'The name of a column that holds “first”, “second” and so on. Empty: none.',
    placeholder: 'no column',
    makesColumn: true,
  }),
});

export const union = defineNode({
  type: 'union',
  version: 1,
  title: 'Union',
  summary: 'Puts the rows of two to six tables below each other, columns by name.',
  category: 'combine',
  ports: {
    in: {
      table: inputPort.table(TITLES.table),
      table2: inputPort.table(TITLES.table2),
      table3: inputPort.optionalTable(TITLES.table3),
      table4: inputPort.optionalTable(TITLES.table4),
      table5: inputPort.optionalTable(TITLES.table5),
      table6: inputPort.optionalTable(TITLES.table6),
    },
    out: { table: outputPort.table() },
  },
  config,
  traits: { rows: 'changes', learns: 'nothing', determinism: 'pure', serving: 'per-row' },
  outputSchema: ({ inputs, config: { columns, origin } }) => {
    const tables = stackedInputs(PORTS, inputs);
    const made = stackColumns(tables, columns).map(columnOf);
    if (origin !== '') made.push(derivedColumn(origin, 'text', []));
    const plans = tables.map(({ table }) => table.folds);
    return {
      table: {
        columns: made,
        open: tables.length < 2 || tables.some(({ table }) => table.open),
        ...(tables.length > 0 && tables.every(({ table }) => table.partitioned) ? { partitioned: true } : {}),
        ...(plans[0] && plans.every(Boolean) ? { folds: plans[0] } : {}),
      },
    };
  },
  check: ({ config: { columns, origin }, inputs, report }) => {
    const tables = stackedInputs(PORTS, inputs);
    const stacked = stackColumns(tables, columns);
    for (const column of stacked) {
      const problem = clashOf(column);
      if (problem) report('column-type', ['columns'], problem.message, { hint: problem.hint });
    }
    const isOpen = tables.some(({ table }) => table.open);
    if (stacked.length === 0 && !isOpen)
      report('setting-invalid', ['columns'], 'The tables have no column in common.', {
        hint: 'Rename columns before this node so that they match, or take all.',
      });
    else if (!isOpen && columns === 'all' && stacked.every(({ missingIn }) => missingIn.length > 0))
      report('node-advice', ['columns'], 'No column stands in every table: all rows will have holes.', {
        hint: 'Rename columns before this node so that they match.',
      });
    const problem = origin === '' ? undefined : columnNameProblem(origin);
    if (problem) report('setting-invalid', ['origin'], problem, { hint: 'Give it another name.' });
  },
  lower: ({ inputs, schemas, config: { columns, origin } }) => {
    const tables = stackedInputs(PORTS, schemas);
    const stacked = stackColumns(tables, columns);
    const names = [...stacked.map(({ name }) => name), ...(origin === '' ? [] : [origin])];
    return {
      table: {
        kind: 'relation',
        rel: {
          op: 'union',
          inputs: tables.map((table) => project(inputs[table.port]!, rowsOf(table, stacked, origin))),
          columns: names,
        },
      },
    };
  },
  ui: {
    icon: 'layers',
    keywords: ['append', 'concat', 'stack', 'rows', 'combine', 'merge', 'union all'],
    describe: ({ columns, origin }) =>
      `${columns === 'all' ? 'all columns' : 'common columns'}${origin === '' ? '' : ` · from where in ${origin}`}`,
  },
});

/** One table's rows with the columns of the result. */
function rowsOf({ port }: Stacked, stacked: readonly StackedColumn[], origin: string): NamedExpr[] {
  const columns = stacked.map((column): NamedExpr => {
    const { name, type, from } = column;
    const own = from.find((each) => each.port === port)?.column;
    if (!own) return { name, expr: nullOf(fillType(column) ?? 'text') };
    return { name, expr: type === 'float' && own.type === 'int' ? call('to_float', col(name)) : col(name) };
  });
  return origin === '' ? columns : [...columns, { name: origin, expr: text(titleOf(port)) }];
}

function clashOf({ name, type, from, missingIn }: StackedColumn): { message: string; hint: string } | undefined {
  const hint = `Cast or rename ${name} before this node, or drop it there.`;
  if (type === undefined && from.every(({ column }) => column.type === 'vector'))
    return {
      message: `${name} is a one-hot vector in several tables, whose components need not be the same.`,
      hint: 'Put the tables below each other first, then encode.',
    };
  if (type === undefined) {
    const words = from.map(({ port, column }) => `${column.type} in the ${titleOf(port)}`).join(', ');
    return { message: `${name} is ${words} table: no column can hold both.`, hint };
  }
  if (type === 'vector' && missingIn.length > 0)
    return { message: `${name} is a vector, and the ${titleOf(missingIn[0]!)} table does not have it.`, hint };
  return undefined;
}
