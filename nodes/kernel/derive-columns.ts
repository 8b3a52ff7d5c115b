import { choiceField, columnsField, textField } from './config-fields';
import type { CheckContext, NodeDefinition } from './define-node';
import { call, col, type Expr } from './expr/expr';
import { project } from './rel/build';
import type { NamedExpr, Rel } from './rel/rel';
import { type Column, type ColumnType, derivedColumn, emptyOpenSchema, type TableSchema } from './schema';

/** A column computed row by row: in the place of the one it replaces, or after all that arrive. */
export interface Derivation {
  /** As the output table has it, lineage included. */
  readonly column: Column;
  readonly replaces?: string;
  readonly expr: (learned: (name: string) => Expr) => Expr;
}

/** The table with derivations in place; `dropped` columns are gone. A key that is replaced or dropped is no key. */
export function derivedSchema(
  table: TableSchema,
  derivations: readonly Derivation[],
  dropped: ReadonlySet<string> = new Set(),
): TableSchema {
  const replaced = replacements(derivations);
  const kept = table.columns.filter((column) => !dropped.has(column.name));
  const columns = kept.map((column) => replaced.get(column.name)?.column ?? column);
  const { key, ...rest } = table;
  const isKey = key !== undefined && !dropped.has(key) && !replaced.has(key);
  return { ...rest, columns: [...columns, ...added(derivations)], ...(isKey ? { key } : {}) };
}

/** The rows of {@link derivedSchema}. */
export function derivedRows(
  input: Rel,
  table: TableSchema,
  derivations: readonly Derivation[],
  learned: (name: string) => Expr,
  dropped: ReadonlySet<string> = new Set(),
): Rel {
  const replaced = replacements(derivations);
  const kept = table.columns.filter((column) => !dropped.has(column.name));
  return project(input, [
    ...kept.map(({ name }): NamedExpr => {
      const change = replaced.get(name);
      return change ? { name: change.column.name, expr: change.expr(learned) } : { name, expr: col(name) };
    }),
    ...derivations
      .filter((change) => change.replaces === undefined)
      .map((change): NamedExpr => ({ name: change.column.name, expr: change.expr(learned) })),
  ]);
}

/** What a node of derivations says of itself: its table, and the rows. Spread it into `defineNode`. */
export function perRow<C>(
  derivations: (config: C, table: TableSchema) => readonly Derivation[],
  dropped: (config: C, table: TableSchema) => ReadonlySet<string> = () => new Set(),
): Required<Pick<NodeDefinition, 'outputSchema' | 'lower'>> {
  return {
    outputSchema: ({ inputs, config }) => {
      const table = inputs.table ?? emptyOpenSchema;
      const settings = config as C;
      return { table: derivedSchema(table, derivations(settings, table), dropped(settings, table)) };
    },
    lower: ({ inputs, schemas, config, learned }) => {
      const table = schemas.table ?? emptyOpenSchema;
      const settings = config as C;
      const changes = derivations(settings, table);
      const rel = derivedRows(inputs.table!, table, changes, learned, dropped(settings, table));
      return { table: { kind: 'relation', rel } };
    },
  };
}

const replacements = (derivations: readonly Derivation[]): ReadonlyMap<string, Derivation> =>
  new Map(derivations.flatMap((change) => (change.replaces === undefined ? [] : [[change.replaces, change] as const])));

const added = (derivations: readonly Derivation[]): Column[] =>
  derivations.filter((change) => change.replaces === undefined).map((change) => change.column);

/** The two settings by which a node says which columns it is about. `words` is what they are called: “numeric”. */
export const columnChoice = (types: readonly ColumnType[], words: string) => ({
  columns: columnsField({
    label: 'Columns',
    help: `Empty: every ${words} column except the key and those left alone.`,
    types,
  }),
  except: columnsField({ label: 'Leave alone', help: 'The target and keys belong here.' }),
});

export interface ColumnChoice {
  readonly columns: readonly string[];
  readonly except: readonly string[];
}

/**
 * The columns a node is about, in the table's order: those chosen and those named by a rule of their own, or all of the
 * types when none is chosen. What is left alone is left alone, chosen or not.
 */
export function chosenColumns(
  { columns, except }: ColumnChoice,
  table: TableSchema,
  types: readonly ColumnType[],
  named: readonly string[] = [],
): Column[] {
  const chosen = new Set(columns);
  const own = new Set(named);
  const alone = new Set(except);
  return table.columns.filter(({ name, type }) => {
    if (alone.has(name) || !types.includes(type)) return false;
    return own.has(name) || (chosen.size > 0 ? chosen.has(name) : name !== table.key);
  });
}

/** A number as a double. */
export const floatOf = (column: Column): Expr =>
  column.type === 'float' ? col(column.name) : call('to_float', col(column.name));

/** How many columns a node is about, for its card. */
export function choiceWords({ columns, except }: ColumnChoice, words: string): string {
  if (columns.length === 1) return columns[0]!;
  if (columns.length > 1) return `${columns.length} columns`;
  return except.length > 0 ? `all ${words} but ${except.length}` : `all ${words}`;
}

/** The two settings by which a node says where its columns go: in the place of those they come from, or beside them. */
export const resultFields = ({ suffix = '', placeholder = '' }: { suffix?: string; placeholder?: string }) => ({
  result: choiceField(['replace', 'add'], 'replace', {
    label: 'Result',
    choices: [
      { value: 'replace', label: 'Replace' },
      { value: 'add', label: 'New column' },
    ],
  }),
  suffix: textField(
    {
      label: 'New columns end with',
      when: { field: 'result', is: ['add'] },
      ...(placeholder === '' ? {} : { placeholder }),
    },
    suffix,
  ),
});

interface ResultSettings {
  readonly result: 'replace' | 'add';
  readonly suffix: string;
}

/** The column that a node makes of one of its input's, by {@link resultFields}. */
export function resultColumn(
  { result, suffix }: ResultSettings,
  from: string,
  type: ColumnType,
  nullable: boolean,
): Pick<Derivation, 'column' | 'replaces'> {
  if (result === 'replace') return { column: derivedColumn(from, type, [from], { nullable }), replaces: from };
  return { column: derivedColumn(from + suffix, type, [from], { nullable }) };
}

export function checkSuffix({ result, suffix }: ResultSettings, report: CheckContext<unknown>['report']): void {
  if (result === 'add' && suffix === '')
    report('setting-missing', ['suffix'], 'New columns need an ending, or they would be named like the old ones.');
}
