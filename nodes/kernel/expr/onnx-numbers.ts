import type { OnnxTensor, OnnxValue } from './onnx';
import {
  castTo,
  eitherMissing,
  missingOf,
  NaNs,
  NotServable,
  operator,
  replaceWhere,
  scalar,
  withMask,
} from './onnx-tensor';

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

export const finite = (a: OnnxTensor): OnnxTensor => replaceWhere(operator('IsInf', 'bool', [a]), a, NaNs);

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

const number = (name: string, ...inputs: OnnxTensor[]): OnnxTensor => operator(name, 'double', inputs);
const floatOf = (data: OnnxTensor): OnnxValue => ({ type: 'float', data });

export const negate = (a: OnnxValue): OnnxValue => floatOf(number('Neg', toFloat(a).data));
export const absolute = (a: OnnxValue): OnnxValue => floatOf(number('Abs', toFloat(a).data));

/** The remainder with the sign of the dividend; NaN, which is missing, when the divisor is 0. */
export const mod = (a: OnnxValue, b: OnnxValue): OnnxValue =>
  floatOf(operator('Mod', 'double', [toFloat(a).data, toFloat(b).data], { fmod: { int: 1 } }));

export const floorDivide = (a: OnnxValue, b: OnnxValue): OnnxValue =>
  floatOf(finite(number('Floor', number('Div', toFloat(a).data, toFloat(b).data))));

/** −1, 0 or 1 as an int. */
export function sign(a: OnnxValue): OnnxValue {
  const missing = missingOf(a);
  const data = missing && a.type === 'float' ? replaceWhere(missing, a.data, scalar('double', 0)) : a.data;
  return withMask({ type: 'int', data: castTo('int64', operator('Sign', data.element, [data])) }, missing);
}

/** The least (`Less`) or greatest (`Greater`) of numbers, dates or timestamps; missing when any is. */
export function extreme(name: 'Less' | 'Greater', args: readonly OnnxValue[]): OnnxValue {
  const isMixed = args.some((arg) => arg.type === 'float');
  const values = isMixed ? args.map(toFloat) : args;
  return values.reduce((a, b) => {
    const data = replaceWhere(operator(name, 'bool', [b.data, a.data]), a.data, b.data);
    if (a.type !== 'float') return withMask({ type: a.type, data }, eitherMissing([a.missing, b.missing]));
    // No comparison holds for NaN: `a` stays when it is the one, `b` is taken when it is.
    return floatOf(replaceWhere(operator('IsNaN', 'bool', [b.data]), data, NaNs));
  });
}
