import { toFloat } from './numbers';
import type { OnnxValue } from './onnx';
import { constant, operator } from './tensor';

/** Some of the values side by side: [N, chosen]. */
export function gather(values: readonly OnnxValue[]): OnnxValue {
  const columns = values.map((value) => toFloat(value).data);
  if (columns.length === 0) return { type: 'vector', data: constant('double', [1, 0], []), width: 0 };
  const data = columns.length === 1 ? columns[0]! : operator('Concat', 'double', columns, { axis: { int: 1 } });
  return { type: 'vector', data, width: columns.length };
}
