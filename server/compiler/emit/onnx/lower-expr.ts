import type { Expr, LearnedType } from '@/nodes/kernel/expr/expr';
import { FUNCTIONS, type FunctionRow } from '@/nodes/kernel/expr/functions';
import type { OnnxValue } from '@/nodes/kernel/expr/onnx';
import { constantValue } from '@/nodes/kernel/expr/onnx-literals';
import { NotServable } from '@/nodes/kernel/expr/onnx-tensor';

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
      return constantValue(found.type, found.value);
    }
    case 'call': {
      const args = expr.args.map((arg) => lowerExpr(arg, scope, learned));
      const row: FunctionRow = FUNCTIONS[expr.fn];
      return row.onnx(args, expr.args);
    }
  }
}
