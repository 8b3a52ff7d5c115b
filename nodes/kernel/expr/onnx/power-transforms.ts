import { finite, toFloat } from './numbers';
import type { OnnxTensor, OnnxValue } from './onnx';
import { NaNs, NotServable, operator, replaceWhere, scalar } from './tensor';

/** Below this a power transform is its limit, the logarithm: (x^λ − 1) / λ would cancel. */
export const LOGARITHM_BELOW = 1e-8;

/** (x^λ − 1) / λ, or ln x for λ = 0; missing where x is not positive. */
export function boxCox(a: OnnxValue, lambda: OnnxValue): OnnxValue {
  const x = toFloat(a).data;
  const positive = operator('Greater', 'bool', [x, scalar('double', 0)]);
  // Pow and Log see 1 where the value is outside the domain or missing.
  const inside = operator('Where', 'double', [positive, x, scalar('double', 1)]);
  return {
    type: 'float',
    data: finite(operator('Where', 'double', [positive, raised(inside, constantOf(lambda)), NaNs])),
  };
}

/** Box-Cox of x + 1, and mirrored with 2 − λ below 0 (Yeo and Johnson 2000). */
export function yeoJohnson(a: OnnxValue, lambda: OnnxValue): OnnxValue {
  const x = toFloat(a).data;
  const lambdaValue = constantOf(lambda);
  const negative = operator('Less', 'bool', [x, scalar('double', 0)]);
  const above = operator('Add', 'double', [replaceWhere(negative, x, scalar('double', 0)), scalar('double', 1)]);
  const below = operator('Sub', 'double', [
    scalar('double', 1),
    operator('Where', 'double', [negative, x, scalar('double', 0)]),
  ]);
  const mirrored = operator('Sub', 'double', [scalar('double', 0), raised(below, 2 - lambdaValue)]);
  return { type: 'float', data: finite(replaceWhere(negative, raised(above, lambdaValue), mirrored)) };
}

function raised(base: OnnxTensor, lambda: number): OnnxTensor {
  if (Math.abs(lambda) < LOGARITHM_BELOW) return operator('Log', 'double', [base]);
  const power = operator('Pow', 'double', [base, scalar('double', lambda)]);
  return operator('Div', 'double', [operator('Sub', 'double', [power, scalar('double', 1)]), scalar('double', lambda)]);
}

function constantOf({ data }: OnnxValue): number {
  // An int that was written is a Cast of a constant.
  const written = data.kind === 'operator' && data.operator === 'Cast' ? data.inputs[0]! : data;
  if (written.kind === 'constant') return Number(written.values[0]);
  throw new NotServable('the power of a power transform must be written out or learned');
}
