import { type Expr, type LearnedType, partOf } from '@/nodes/kernel/expr/expr';
import type { FunctionRow } from '@/nodes/kernel/expr/function-row';
import { FUNCTIONS } from '@/nodes/kernel/expr/functions';
import { constantValue } from '@/nodes/kernel/expr/onnx/literals';
import { toFloat } from '@/nodes/kernel/expr/onnx/numbers';
import type { OnnxValue } from '@/nodes/kernel/expr/onnx/onnx';
import { NotServable } from '@/nodes/kernel/expr/onnx/tensor';
import type { ScalarType } from '@/nodes/kernel/schema';

/** Columns at one step of the serving graph. */
export type ValueScope = ReadonlyMap<string, OnnxValue>;

/** Looks up what a fit learned. */
export type LearnedLookup = (fit: string, name: string) => { readonly type: LearnedType; readonly value: unknown };

/** An expression as a lazy graph over the scope's tensors. Throws {@link NotServable} where it has no ONNX form. */
export function lowerExpr(expr: Expr, scope: ValueScope, learned: LearnedLookup): OnnxValue {
  switch (expr.op) {
    case 'column': {
      const value = scope.get(expr.name);
      if (value === undefined) throw new NotServable(`the column “${expr.name}” is not available at serving`);
      return value;
    }
    case 'literal':
      return constantValue(expr.type, expr.value);
    case 'learned': {
      const found = learned(expr.fit, expr.name);
      return constantValue(expr.part ? expr.type : found.type, partOf(expr, found.value));
    }
    case 'call': {
      const row = FUNCTIONS[expr.fn];
      if (row.onnx === undefined) throw new NotServable(reasonOf(expr.fn, row));
      const call = { ...expr, args: expr.args.map((arg) => asWritten(arg, learned)) };
      const args = call.args.map((arg, at) => widened(lowerExpr(arg, scope, learned), expr.types?.[at]));
      return row.onnx(args, call);
    }
  }
}

/** A learned list as if it had been written out: rows read edges and patterns off their call. */
function asWritten(arg: Expr, learned: LearnedLookup): Expr {
  if (arg.op !== 'learned' || (arg.type !== 'float-list' && arg.type !== 'text-list')) return arg;
  return { op: 'literal', type: arg.type, value: partOf(arg, learned(arg.fit, arg.name).value) as readonly string[] };
}

/** An int where the call takes a float. */
const widened = (value: OnnxValue, type: ScalarType | undefined): OnnxValue =>
  type === 'float' && value.type === 'int' ? toFloat(value) : value;

const reasonOf = (name: string, { agreement }: FunctionRow): string =>
  typeof agreement === 'object' ? `${name} cannot be served: ${agreement.notServable}` : `${name} has no ONNX form`;
