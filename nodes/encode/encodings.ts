import {
  type Column,
  call,
  col,
  type Derivation,
  derivedColumn,
  type Expr,
  type FitAggregate,
  findColumn,
  float,
  floatOf,
  foldedKey,
  int,
  isNumeric,
  lookup,
  type OutOfFoldColumn,
  type TableSchema,
  text,
} from '../kernel';
import type { Config, Method } from './settings';

/** The text that stands for a missing value among the categories. */
export const MISSING_CATEGORY = '(missing)';

/** Beyond this a column names rows, not groups of them. */
const MOST_KEYS = 100_000;

export interface Encoding {
  readonly column: Column;
  readonly method: Method;
}

/** What is done to each column, in the table's order. */
export const encodings = (settings: Config, table: TableSchema): Encoding[] =>
  table.columns.map((column) => ({ column, method: methodOf(settings, column) }));

function methodOf(settings: Config, column: Column): Method {
  const isLeft = settings.except.includes(column.name) || column.name === settings.target;
  if (isLeft || column.type === 'vector') return 'leave';
  const own = settings.overrides.find((rule) => rule.column === column.name);
  if (own) return own.method;
  if (column.type === 'text') return settings.texts;
  return isNumeric(column.type) ? settings.numbers : 'leave';
}

export const isCategorical = (method: Method): boolean => !['standardise', 'leave', 'drop'].includes(method);

/** A value as the category it is; missing ones as a category of their own unless they are to be none. */
function category(settings: Config, { column, method }: Encoding): Expr {
  const value =
    column.type === 'text'
      ? col(column.name)
      : ({ op: 'call', fn: 'to_text', args: [col(column.name)], types: [column.type] } as Expr);
  const isOwn = settings.missing === 'category' || method === 'target';
  return isOwn && column.nullable ? call('coalesce', value, text(MISSING_CATEGORY)) : value;
}

/** The target as a number: 1 for the positive answer. */
function answer(settings: Config, table: TableSchema): Expr {
  const target = findColumn(table, settings.target);
  if (!target) return float(0);
  return target.type === 'text'
    ? call('to_float', call('equal', col(target.name), text(settings.positive ?? '')))
    : floatOf(target);
}

/** The fold of a row by what identifies it: its key, or else all it holds. */
function foldOf(settings: Config, table: TableSchema): Expr {
  const identity = table.key === undefined ? table.columns.map(({ name }) => name) : [table.key];
  return call('fold', int(settings.seed), int(settings.folds), ...identity.map(col));
}

/** What each column learns, by name. */
export function fits(settings: Config, table: TableSchema): Record<string, FitAggregate> {
  const learns: Record<string, FitAggregate> = {};
  for (const encoding of encodings(settings, table)) {
    const { column, method } = encoding;
    const { name } = column;
    const required = `Every training row misses ${name}.`;
    const tooMany = {
      count: MOST_KEYS,
      message: `${name} has more than ${MOST_KEYS.toLocaleString('en')} categories in the training rows: it names rows, not groups of them. Drop it, or group rare values first.`,
    };
    const key = category(settings, encoding);
    if (method === 'one-hot' || method === 'ordinal') {
      learns[`${name} categories`] = {
        fn: 'distinct_values',
        of: key,
        type: 'text-list',
        atMost: method === 'ordinal' ? tooMany : fewEnough(name, settings),
      };
    }
    if (method === 'count' || method === 'share') {
      learns[`${name} counts`] = { fn: 'count', type: 'text-float-map', by: { key }, atMost: tooMany };
      learns.rows = { fn: 'count', type: 'float' };
    }
    if (method === 'target') {
      const of = answer(settings, table);
      const shrink = settings.smoothing === 'rows' ? { rows: settings.smoothingRows } : settings.smoothing;
      const mean = { fn: 'mean', of, type: 'text-float-map', atMost: tooMany } as const;
      const overall = `No training row has a ${settings.target}, so there is no mean to learn.`;
      learns[`mean ${settings.target}`] = { fn: 'mean', of, type: 'float', required: overall };
      learns[`${name} means`] = { ...mean, by: { key, shrink } };
      learns[`${name} means by fold`] = {
        ...mean,
        by: { key, shrink, fold: foldOf(settings, table) },
        atMost: { ...tooMany, count: MOST_KEYS * settings.folds },
      };
    }
    if (method === 'standardise') {
      const of = floatOf(column);
      learns[`${name} mean`] = { fn: 'mean', of, type: 'float', required };
      learns[`${name} deviation`] = { fn: 'stddev_population', of, type: 'float', required };
    }
  }
  return learns;
}

const fewEnough = (name: string, { maxCategories }: Config) => ({
  count: maxCategories,
  message: `${name} has more than ${maxCategories} categories in the training rows. Drop it, group its rare values, encode it as ordinal or by target, or raise “Most one-hot categories”.`,
});

/** Columns as the output table has them. */
export function derivations(settings: Config, table: TableSchema): Derivation[] {
  return encodings(settings, table).flatMap((encoding): Derivation[] => {
    const { column, method } = encoding;
    if (method === 'leave' || method === 'drop') return [];
    const nullable = method === 'standardise' && column.nullable;
    const type = method === 'one-hot' ? 'vector' : 'float';
    return [
      {
        column: derivedColumn(column.name, type, [column.name], { nullable }),
        replaces: column.name,
        expr: (learned) => encoded(encoding, settings, learned),
      },
    ];
  });
}

function encoded(encoding: Encoding, settings: Config, learned: (name: string) => Expr): Expr {
  const { column, method } = encoding;
  const { name } = column;
  const value = category(settings, encoding);
  const count = () => call('coalesce', lookup(value, learned(`${name} counts`)), float(0));
  switch (method) {
    case 'one-hot':
      return call(
        settings.unknown === 'category' ? 'one_hot_unknown' : 'one_hot',
        value,
        learned(`${name} categories`),
      );
    case 'ordinal':
      return call('ordinal', value, learned(`${name} categories`));
    case 'count':
      return count();
    case 'share':
      return call('coalesce', call('divide', count(), learned('rows')), float(0));
    case 'standardise':
      return call('standardise', floatOf(column), learned(`${name} mean`), learned(`${name} deviation`));
    default:
      // Leaving it is no derivation, and the target mean was put in its place before.
      return col(name);
  }
}

/** Target means: what training rows get is learned without the rows of their own fold. */
export function targetMeans(settings: Config, table: TableSchema, learned: (name: string) => Expr): OutOfFoldColumn[] {
  return encodings(settings, table).flatMap((encoding): OutOfFoldColumn[] => {
    const { name } = encoding.column;
    if (encoding.method !== 'target') return [];
    const key = category(settings, encoding);
    const orOverall = (mean: Expr) => call('coalesce', mean, learned(`mean ${settings.target}`));
    return [
      {
        name,
        training: orOverall(lookup(foldedKey(key, foldOf(settings, table)), learned(`${name} means by fold`))),
        serving: orOverall(lookup(key, learned(`${name} means`))),
      },
    ];
  });
}
