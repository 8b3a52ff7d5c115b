import type { OnnxTensor } from '@/nodes/kernel/expr/onnx/onnx';
import { operator } from '@/nodes/kernel/expr/onnx/tensor';

/** Remembers a fact per tensor: parts are shared, so that a walk without memory would take exponential time. */
function remembered<T>(compute: (tensor: OnnxTensor) => T): (tensor: OnnxTensor) => T {
  const known = new WeakMap<OnnxTensor, { readonly fact: T }>();
  return (tensor) => {
    const before = known.get(tensor);
    if (before !== undefined) return before.fact;
    const fact = compute(tensor);
    known.set(tensor, { fact });
    return fact;
  };
}

/** Columns of a [N, k] tensor. Operators not named here keep or broadcast the width of their inputs. */
export const widthOf = remembered((tensor: OnnxTensor): number => {
  if (tensor.kind === 'input') return 1;
  if (tensor.kind === 'constant') return tensor.shape[1] ?? 1;
  if (tensor.kind === 'output') return 1;
  if (tensor.width !== undefined) return tensor.width;
  const widths = tensor.inputs.map((input) => widthOf(input));
  switch (tensor.operator) {
    case 'MatMul':
      return widths[1]!;
    case 'Concat':
      return widths.reduce((sum, width) => sum + width, 0);
    default:
      return Math.max(...widths);
  }
});

/** True for a [1, k] tensor that says the same of every row: it must be expanded where N rows are due. */
export const isSameForAllRows = remembered((tensor: OnnxTensor): boolean => {
  if (tensor.kind === 'input') return false;
  if (tensor.kind === 'output') return isSameForAllRows(tensor.of);
  return tensor.kind === 'constant' || tensor.inputs.every((input) => isSameForAllRows(input));
});

/** The tensor with as many rows as `rows`, an [N, 1] input. */
export function withRowsOf(tensor: OnnxTensor, rows: OnnxTensor): OnnxTensor {
  if (!isSameForAllRows(tensor)) return tensor;
  return operator('Expand', tensor.element, [tensor, operator('Shape', 'int64', [rows])]);
}

export const concatColumns = (tensors: readonly OnnxTensor[]): OnnxTensor =>
  tensors.length === 1 ? tensors[0]! : operator('Concat', tensors[0]!.element, tensors, { axis: { int: 1 } });
