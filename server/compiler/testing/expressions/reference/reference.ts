import type { Expr } from '@/nodes/kernel/expr/expr';
import type { ScalarType } from '@/nodes/kernel/schema';
import type { Cell, Row } from '../cells';
import { conversionReference } from './conversion';
import { dateReference } from './dates';
import { listOf, type Meanings } from './meaning';
import { numberReference } from './numbers';
import { textReference } from './text';

const strict: Meanings = { ...numberReference, ...textReference, ...dateReference, ...conversionReference };

/** Those that decide about missing values themselves. */
const lenient: Meanings = {
  and: (args) => (args.includes(false) ? false : args.includes(null) ? null : true),
  or: (args) => (args.includes(true) ? true : args.includes(null) ? null : false),
  is_true: ([a]) => a === true,
  is_false: ([a]) => a === false,
  if: ([condition, value, otherwise]) => (condition === true ? value! : (otherwise ?? null)),
  is_null: ([a]) => a === null,
  is_not_null: ([a]) => a !== null,
  coalesce: (args) => args.find((arg) => arg !== null) ?? null,
  null_if: ([a, b]) => (a !== null && b !== null && a === b ? null : a!),
  between: ([a, low, high]) => {
    const parts = [low, high].map((bound, at) =>
      a === null || bound === null ? null : at === 0 ? bound! <= a! : a! <= bound!,
    );
    return parts.includes(false) ? false : parts.includes(null) ? null : true;
  },
  ordinal: ([a], { args }) => (a === null ? -1 : listOf(args[1]).indexOf(a as string)),
  lookup: ([a], { args }) => {
    const [keys, values] = [listOf(args[1]), listOf(args[2])];
    const at = a === null ? -1 : keys.indexOf(a as string);
    return at < 0 ? null : values[at]!;
  },
};

/** What the language says an expression is, for one row: the engines are held against it. */
export function evaluate(expr: Expr, row: Row): Cell {
  switch (expr.op) {
    case 'column':
      return row[expr.name] ?? null;
    case 'literal':
      return cellOf(expr.type as ScalarType, expr.value);
    case 'learned':
      throw new Error('nothing is learned here');
    case 'call': {
      const isList = (arg: Expr) => arg.op === 'literal' && Array.isArray(arg.value);
      const args = expr.args.map((arg) => (isList(arg) ? '' : evaluate(arg, row)));
      const own = lenient[expr.fn];
      if (own) return own(args, expr);
      const meaning = strict[expr.fn];
      if (!meaning) throw new Error(`${expr.fn} has no reference`);
      if (args.includes(null)) return null;
      const value = meaning(args, expr);
      return typeof value === 'number' && !Number.isFinite(value) ? null : value;
    }
  }
}

/** False for an expression with a function that nobody wrote a reference for: engines are compared with each other then. */
export function canEvaluate(expr: Expr): boolean {
  return expr.op !== 'call' || (hasReference(expr.fn) && expr.args.every(canEvaluate));
}

export const hasReference = (fn: string): boolean => fn in strict || fn in lenient;

function cellOf(type: ScalarType, value: unknown): Cell {
  if (value === null) return null;
  switch (type) {
    case 'int':
      return BigInt(value as string | number);
    case 'date':
      return BigInt(Date.parse(`${value}T00:00:00Z`) / 86_400_000);
    case 'timestamp': {
      const [seconds, fraction = ''] = String(value).split('.') as [string, string?];
      return BigInt(Date.parse(`${seconds.replace(' ', 'T')}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'));
    }
    default:
      return value as Cell;
  }
}
