import type { OnnxTensor, OnnxValue } from './onnx';
import { castTo, NaNs, NotServable, operator, replaceWhere, scalar } from './onnx-tensor';

/** A double whose missing rows are NaN. */
export function toFloat(a: OnnxValue): OnnxValue {
  if (a.type === 'float') return a;
  if (a.type !== 'int' && a.type !== 'bool') throw new NotServable(`a ${a.type} is not a number`);
  const data = castTo('double', a.data);
  return { type: 'float', data: a.missing === undefined ? data : replaceWhere(a.missing, data, NaNs) };
}

/** In double; overflow and division by zero, which give infinity or NaN, are missing. */
export function arithmetic(name: 'Add' | 'Sub' | 'Mul' | 'Div', a: OnnxValue, b: OnnxValue): OnnxValue {
  return { type: 'float', data: finite(operator(name, 'double', [toFloat(a).data, toFloat(b).data])) };
}

const finite = (a: OnnxTensor): OnnxTensor => replaceWhere(operator('IsInf', 'bool', [a]), a, NaNs);

/** (a − mean) / deviation, in one go: only the result is checked. A deviation of 0 divides by 1. */
export function standardise(a: OnnxValue, mean: OnnxValue, deviation: OnnxValue): OnnxValue {
  const centred = operator('Sub', 'double', [toFloat(a).data, toFloat(mean).data]);
  return { type: 'float', data: finite(operator('Div', 'double', [centred, divisor(toFloat(deviation).data)])) };
}

function divisor(deviation: OnnxTensor): OnnxTensor {
  const one = scalar('double', 1);
  if (deviation.kind === 'constant') return deviation.values[0] === 0 ? one : deviation;
  return replaceWhere(operator('Equal', 'bool', [deviation, scalar('double', 0)]), deviation, one);
}
