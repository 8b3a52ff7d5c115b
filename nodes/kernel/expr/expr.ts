import type { ColumnType, ScalarType } from '../schema';
import type { FunctionName } from './functions';

export type LiteralValue = string | number | boolean | null | readonly string[] | readonly number[];

/** What a fitted node learned: one value, a list of them (categories), or a value for each of many keys. */
export type LearnedType = ScalarType | 'text-list' | 'float-list' | 'int-list' | MapType;
export type MapType = 'text-float-map' | 'text-text-map';

/** A learned map: keys in the order of their bytes, each with its value. */
export interface MapValue {
  readonly keys: readonly string[];
  readonly values: readonly (number | string)[];
}

/** An expression over the columns of one row. Total: no expression raises; outside its domain the value is null. */
export type Expr =
  | { readonly op: 'column'; readonly name: string }
  | { readonly op: 'literal'; readonly type: ScalarType | 'text-list' | 'float-list'; readonly value: LiteralValue }
  | {
      readonly op: 'learned';
      readonly fit: string;
      readonly name: string;
      readonly type: LearnedType;
      /** Of a map: one of its two lists. */
      readonly part?: keyof MapValue;
    }
  | {
      readonly op: 'call';
      readonly fn: FunctionName;
      readonly args: readonly Expr[];
      /** Argument types as checked; absent in calls that nodes build of doubles. */
      readonly types?: readonly ScalarType[];
    };

export const col = (name: string): Expr => ({ op: 'column', name });
export const call = (fn: FunctionName, ...args: Expr[]): Expr => ({ op: 'call', fn, args });
export const text = (value: string): Expr => ({ op: 'literal', type: 'text', value });
export const float = (value: number): Expr => ({ op: 'literal', type: 'float', value });
export const int = (value: number): Expr => ({ op: 'literal', type: 'int', value });
export const bool = (value: boolean): Expr => ({ op: 'literal', type: 'bool', value });
export const nullOf = (type: ScalarType): Expr => ({ op: 'literal', type, value: null });
/** What a learned map has for the key: missing for a key it does not have. Keys are matched as text. */
export function lookup(key: Expr, map: Expr): Expr {
  if (map.op !== 'learned') throw new Error('lookup reads a learned map');
  const values = map.type === 'text-text-map' ? 'text-list' : 'float-list';
  return call('lookup', key, { ...map, type: 'text-list', part: 'keys' }, { ...map, type: values, part: 'values' });
}
/** The key of a map that was learned fold by fold. */
export const foldedKey = (key: Expr, fold: Expr): Expr => call('concat', key, text('\u001f'), fold);
export const textList = (value: readonly string[]): Expr => ({ op: 'literal', type: 'text-list', value });
export const floatList = (value: readonly number[]): Expr => ({ op: 'literal', type: 'float-list', value });

/** What a learned leaf stands for, given all that was learned under its name. */
export const partOf = ({ part }: Extract<Expr, { op: 'learned' }>, value: unknown): unknown =>
  part === undefined ? value : (value as MapValue)[part];

/** A literal of a column's type out of what a person typed; undefined when it cannot be read as that type. */
export function literalOf(type: ColumnType, typed: string): Expr | undefined {
  const trimmed = typed.trim();
  switch (type) {
    case 'text':
      return text(typed);
    case 'float':
      return NUMBER.test(trimmed) ? float(Number(trimmed)) : undefined;
    case 'int':
      return /^[+-]?\d+$/.test(trimmed) && Number.isSafeInteger(Number(trimmed)) ? int(Number(trimmed)) : undefined;
    case 'bool':
      return trimmed === 'true' || trimmed === 'false' ? bool(trimmed === 'true') : undefined;
    case 'date':
    case 'timestamp':
      return Number.isNaN(Date.parse(trimmed)) ? undefined : { op: 'literal', type, value: trimmed };
    case 'vector':
      return undefined;
  }
}

/** The one number grammar: sign, digits, fraction, exponent. */
export const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

export function mapExpr(expr: Expr, change: (leaf: Expr) => Expr): Expr {
  return expr.op === 'call' ? { ...expr, args: expr.args.map((arg) => mapExpr(arg, change)) } : change(expr);
}

export function visitExpr(expr: Expr, visit: (part: Expr) => void): void {
  visit(expr);
  if (expr.op === 'call') for (const arg of expr.args) visitExpr(arg, visit);
}

export function columnsOf(expr: Expr): string[] {
  const names = new Set<string>();
  visitExpr(expr, (part) => {
    if (part.op === 'column') names.add(part.name);
  });
  return [...names];
}
