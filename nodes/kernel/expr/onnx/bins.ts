import { bucketize, toFloat } from './numbers';
import type { OnnxValue } from './onnx';
import { andOf, castTo, constant, missingOf, operator, rowOf, scalar, test, textWhere } from './tensor';

/** The label of the bin that a number lies in. */
export function binLabel(a: OnnxValue, edges: readonly number[], labels: readonly string[]): OnnxValue {
  const missing = missingOf(a);
  if (edges.length === 0) return textWhere(scalar('string', labels[0]!), missing);
  const names = constant('string', [labels.length], labels);
  return textWhere(operator('Gather', 'string', [names, bucketize(a, edges).data], { axis: { int: 0 } }), missing);
}

/** [N, bins] of 0 and 1, with one more for missing numbers where wanted. NaN lies in no bin: comparing it is false. */
export function binOneHot(a: OnnxValue, edges: readonly number[], withMissing: boolean): OnnxValue {
  const x = toFloat(a).data;
  const inside = andOf(
    test('GreaterOrEqual', x, rowOf('double', [Number.NEGATIVE_INFINITY, ...edges])),
    test('Less', x, rowOf('double', [...edges, Number.POSITIVE_INFINITY])),
  );
  const flags = withMissing
    ? operator('Concat', 'bool', [inside, operator('IsNaN', 'bool', [x])], { axis: { int: 1 } })
    : inside;
  return { type: 'vector', data: castTo('double', flags), width: edges.length + 1 + Number(withMissing) };
}
