import {
  type Column,
  call,
  col,
  type Expr,
  type FitAggregate,
  findColumn,
  floatOf,
  isNumeric,
  literalOf,
  lookup,
  type Rel,
  type ScalarType,
  type SortKey,
  type TableSchema,
  text,
  type WindowColumn,
} from '../kernel';
import { type Config, isCarried, isLearned, METHOD_LABELS, type Method } from './settings';

export interface Filling {
  readonly column: Column;
  readonly method: Exclude<Method, 'leave'>;
  readonly value: string;
}

/** What is done to which column: only columns that can be missing, and none that is left alone. */
export function fillings(settings: Config, table: TableSchema): Filling[] {
  return table.columns.flatMap((column): Filling[] => {
    if (!column.nullable || column.type === 'vector' || settings.except.includes(column.name)) return [];
    const own = settings.overrides.find((rule) => rule.column === column.name);
    const numeric = isNumeric(column.type);
    const method = own?.method ?? (numeric ? settings.numbers : settings.others);
    if (method === 'leave') return [];
    const value = own?.value ?? (numeric ? settings.numbersValue : settings.othersValue);
    return [{ column, method, value }];
  });
}

/** A mean or median of integers is not an integer. */
export const filledType = ({ column, method }: Filling): Column['type'] =>
  column.type === 'int' && (method === 'mean' || method === 'median') ? 'float' : column.type;

const typed = (
  fn: 'to_text' | 'to_int' | 'to_bool' | 'to_date' | 'to_timestamp',
  of: Expr,
  type: ScalarType,
): Expr => ({
  op: 'call',
  fn,
  args: [of],
  types: [type],
});

/** The columns that say which group a row is in; a column's own group says nothing about it. */
const groupOf = (settings: Config, { name }: Column): string[] => settings.within.filter((column) => column !== name);

/** A group as text; missing when one of its columns is, so that such rows get the value of all. */
function groupKey(settings: Config, table: TableSchema, column: Column): Expr | undefined {
  const parts = groupOf(settings, column).flatMap((name) => {
    const type = findColumn(table, name)?.type;
    if (type === undefined || type === 'vector') return [];
    return [type === 'text' ? col(name) : typed('to_text', col(name), type)];
  });
  const joined = parts.flatMap((part, at) => (at === 0 ? [part] : [text('\u001f'), part]));
  return joined.length > 1 ? call('concat', ...joined) : joined[0];
}

/** What the training rows are asked, for all of them and for each group. */
export function fits(settings: Config, table: TableSchema): Record<string, FitAggregate> {
  const learns: Record<string, FitAggregate> = {};
  for (const { column, method } of fillings(settings, table)) {
    if (!isLearned(method)) continue;
    const { name } = column;
    const fn = method === 'most-frequent' ? 'most_frequent' : (method as 'mean' | 'median');
    learns[name] = {
      fn,
      of: col(name),
      type: fn === 'most_frequent' ? (column.type as ScalarType) : 'float',
      required: `Every training row misses ${name}, so there is no ${METHOD_LABELS[method].toLowerCase()} to fill with. Fill it with a constant, or leave it out.`,
    };
    const key = groupKey(settings, table, column);
    if (!key) continue;
    const isNumber = isNumeric(column.type);
    learns[`${name} by group`] = {
      fn,
      of: isNumber || column.type === 'text' ? col(name) : typed('to_text', col(name), column.type as ScalarType),
      type: isNumber ? 'text-float-map' : 'text-text-map',
      by: { key },
      atMost: {
        count: 100_000,
        message: `There are more than 100,000 groups of ${settings.within.join(', ')} in the training rows. Fill within larger groups.`,
      },
    };
  }
  return learns;
}

/** The column with its missing cells filled. */
export function filled(filling: Filling, settings: Config, table: TableSchema, learned: (name: string) => Expr): Expr {
  const { column, method, value } = filling;
  const own = filledType(filling) === column.type ? col(column.name) : floatOf(column);
  if (method === 'constant') return call('coalesce', own, literalOf(column.type, value) ?? own);
  if (isCarried(method)) return call('coalesce', own, col(carriedName(filling, table)));
  const key = groupKey(settings, table, column);
  const ofGroup = key ? [asFilled(filling, lookup(key, learned(`${column.name} by group`)))] : [];
  return call('coalesce', own, ...ofGroup, learned(column.name));
}

/** Maps hold numbers and texts; other types travel as text. */
function asFilled(filling: Filling, found: Expr): Expr {
  switch (filledType(filling)) {
    case 'int':
      return typed('to_int', found, 'float');
    case 'bool':
      return typed('to_bool', found, 'text');
    case 'date':
      return typed('to_date', found, 'text');
    case 'timestamp':
      return typed('to_timestamp', found, 'text');
    default:
      return found;
  }
}

/** A column for the time being, under a name that a person understands should serving refuse it. */
function carriedName({ column, method }: Filling, table: TableSchema): string {
  let name = `${column.name} ${method === 'forward' ? 'before' : 'after'}`;
  while (findColumn(table, name)) name += ' ';
  return name;
}

/** The rows with the last (or next) value that is there beside each carried column. */
export function withCarried(input: Rel, settings: Config, table: TableSchema): Rel {
  const windows = fillings(settings, table).flatMap((filling): WindowColumn[] => {
    if (!isCarried(filling.method)) return [];
    const { name } = filling.column;
    const first: SortKey = { of: col(settings.order), ...(filling.method === 'backward' ? { descending: true } : {}) };
    // Rows of one time are told apart by their key, or by all they hold: no row order decides.
    const rest = table.key === undefined ? table.columns.map((column) => column.name) : [table.key];
    const ties = rest.filter((other) => other !== settings.order).map((other): SortKey => ({ of: col(other) }));
    return [
      {
        name: carriedName(filling, table),
        fn: 'last_present',
        of: col(name),
        by: groupOf(settings, filling.column),
        order: [first, ...ties],
        frame: { kind: 'rows', from: null, to: 0 },
        placedOnly: true,
      },
    ];
  });
  return windows.length > 0 ? { op: 'window', input, windows } : input;
}

/** Columns that decide what a cell is filled with. */
export function readBy({ column, method }: Filling, settings: Config): string[] {
  if (method === 'constant') return [column.name];
  const order = isCarried(method) && settings.order !== '' ? [settings.order] : [];
  return [...new Set([column.name, ...groupOf(settings, column), ...order])];
}
