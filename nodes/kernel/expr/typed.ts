import type { ScalarType } from '../schema';
import { call, type Expr, float, nullOf } from './expr';
import type { Syntax } from './syntax';

/** `null` fits every type; `unknown` too, and it is nobody's fault any more: its problem was reported where it arose. */
export type Kind = ScalarType | 'null' | 'unknown' | 'list';

/** A checked part of an expression. */
export interface Typed {
  readonly kind: Kind;
  readonly nullable: boolean;
  readonly syntax: Syntax;
  /** Its lowered form; absent for `null`, for a list and for what is unknown. */
  readonly expr?: Expr;
  readonly items?: readonly Typed[];
  /** How many nodes the lowered form has. */
  readonly size: number;
}

/** A part something is wrong with, or that reads what is not known. */
export const unknown = (syntax: Syntax): Typed => ({ kind: 'unknown', nullable: true, syntax, size: 1 });

/** A column or a literal. */
export const leaf = (syntax: Syntax, kind: ScalarType, expr: Expr, nullable = false): Typed => ({
  kind,
  nullable,
  syntax,
  expr,
  size: 1,
});

/** A literal: a number, a text, a list of them. */
export const isWrittenOut = (arg: Typed): boolean =>
  arg.items ? arg.items.every(isWrittenOut) : arg.expr?.op === 'literal' && arg.expr.value !== null;

/** A value as one of a type it fits: `null` gets the type, an int is widened. */
export function coerce(arg: Typed, type: ScalarType): Expr | undefined {
  if (arg.kind === 'null') return nullOf(type);
  if (arg.kind !== 'int' || type !== 'float' || !arg.expr) return arg.expr;
  if (arg.expr.op === 'literal') return float(Number(arg.expr.value));
  return { ...(call('to_float', arg.expr) as Extract<Expr, { op: 'call' }>), types: ['int'] };
}
