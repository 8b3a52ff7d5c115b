import type { OnnxTensor, OnnxValue } from './onnx';
import { castTo, NaNs, NotServable, operator, replaceWhere } from './onnx-tensor';

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
