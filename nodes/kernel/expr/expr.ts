import type { ColumnType, ScalarType } from '../schema';
import type { FunctionName } from './functions';

export type LiteralValue = string | number | boolean | null | readonly string[] | readonly number[];

/** What a fitted node learned: one value, or a list of them (categories). */
export type LearnedType = ScalarType | 'text-list' | 'float-list' | 'int-list';

/** An expression over the columns of one row. Total: no expression raises; outside its domain the value is null. */
export type Expr =
  | { readonly op: 'column'; readonly name: string }
  | { readonly op: 'literal'; readonly type: ScalarType | 'text-list' | 'float-list'; readonly value: LiteralValue }
  | { readonly op: 'learned'; readonly fit: string; readonly name: string; readonly type: LearnedType }
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
export const textList = (value: readonly string[]): Expr => ({ op: 'literal', type: 'text-list', value });
export const floatList = (value: readonly number[]): Expr => ({ op: 'literal', type: 'float-list', value });

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
  return expr.op === 'call'
    ? { ...expr, args: expr.args.map((arg) => mapExpr(arg, change)) }
    : change(expr);
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
