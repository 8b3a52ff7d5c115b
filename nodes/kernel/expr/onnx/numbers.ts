import { sumOfRow } from './characters';
import type { OnnxTensor, OnnxValue } from './onnx';
import {
  castTo,
  double,
  equals,
  int,
  masked,
  missingOf,
  NaNs,
  NotServable,
  operator,
  real,
  replaceWhere,
  rowOf,
  scalar,
  test,
} from './tensor';

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

const floatOf = (data: OnnxTensor): OnnxValue => ({ type: 'float', data });
const one = double(1);

/** A function of one double; results that are no number are missing. */
const unary =
  (compute: (x: OnnxTensor) => OnnxTensor) =>
  (a: OnnxValue): OnnxValue =>
    floatOf(compute(toFloat(a).data));

export const negate = unary((x) => real('Neg', x));
export const absolute = unary((x) => real('Abs', x));
export const floor = unary((x) => real('Floor', x));
export const ceil = unary((x) => real('Ceil', x));
export const trunc = unary(truncated);
export const sqrt = unary((x) => real('Sqrt', x));
export const exp = unary((x) => finite(real('Exp', x)));
export const ln = unary((x) => finite(real('Log', x)));
export const logarithm = (base: number) => unary((x) => finite(real('Div', real('Log', x), double(Math.log(base)))));
export const sin = unary((x) => real('Sin', x));
export const cos = unary((x) => real('Cos', x));
export const scaled = (factor: number) => unary((x) => finite(real('Mul', x, double(factor))));

/** Kahan's: exact where 1 + x rounds to 1. */
export const log1p = unary((x) => {
  const u = real('Add', x, one);
  const tiny = equals(u, one);
  const more = real('Sub', u, one);
  const corrected = real('Mul', real('Log', u), real('Div', x, replaceWhere(tiny, more, one)));
  return finite(replaceWhere(tiny, corrected, x));
});

/** By Exp: the Sigmoid kernel is 0 below −40. */
export const sigmoid = unary((x) => real('Div', one, real('Add', one, real('Exp', real('Neg', x)))));

/** By Exp: the Tanh kernel is off by 6 units in the last place, and one row differs from a batch. */
export const tanh = unary((x) => {
  const e = real('Exp', real('Mul', real('Abs', x), double(-2)));
  return real('Mul', real('Sign', x), real('Div', real('Sub', one, e), real('Add', one, e)));
});

/** A power of a third and one step of Newton's method, which makes 4 of 64. */
export const cbrt = unary((x) => {
  const size = real('Abs', x);
  const root = real('Pow', size, double(1 / 3));
  const better = real(
    'Add',
    root,
    real('Div', real('Sub', real('Div', size, real('Mul', root, root)), root), double(3)),
  );
  return replaceWhere(equals(x, double(0)), real('Mul', real('Sign', x), better), double(0));
});

/** Pow makes 1 of NaN⁰ and of 1 to the NaN, which are missing here. */
export function power(a: OnnxValue, b: OnnxValue): OnnxValue {
  const [base, exponent] = [toFloat(a).data, toFloat(b).data];
  const isMissing = operator('IsNaN', 'bool', [real('Add', base, exponent)]);
  return floatOf(finite(replaceWhere(isMissing, real('Pow', base, exponent), NaNs)));
}

/** sin or cos of a full turn per period; the remainder first, so that large numbers lose nothing. */
export function cyclic(name: 'Sin' | 'Cos', a: OnnxValue, period: OnnxValue): OnnxValue {
  const [x, length] = [toFloat(a).data, toFloat(period).data];
  const turn = real('Mul', real('Div', remainder(x, length), length), double(2 * Math.PI));
  return floatOf(replaceWhere(test('Greater', length, double(0)), NaNs, real(name, turn)));
}

function truncated(x: OnnxTensor): OnnxTensor {
  return replaceWhere(test('Less', x, double(0)), real('Floor', x), real('Ceil', x));
}

/** Half away from zero. Adding 0.5 would make 1 of 0.49999999999999994. */
function rounded(x: OnnxTensor): OnnxTensor {
  const whole = truncated(x);
  const isHalf = test('GreaterOrEqual', real('Abs', real('Sub', x, whole)), double(0.5));
  return replaceWhere(isHalf, whole, real('Add', whole, real('Sign', x)));
}

/** To decimals after the point; below 0, to tens, hundreds … */
export function round(a: OnnxValue, digits: number): OnnxValue {
  const x = toFloat(a).data;
  if (digits === 0) return floatOf(rounded(x));
  const power = double(10 ** Math.abs(digits));
  if (digits < 0) return floatOf(finite(real('Mul', rounded(real('Div', x, power)), power)));
  const large = real('Mul', x, power);
  return floatOf(replaceWhere(operator('IsInf', 'bool', [large]), real('Div', rounded(large), power), x));
}

const remainder = (x: OnnxTensor, y: OnnxTensor): OnnxTensor => operator('Mod', 'double', [x, y], { fmod: { int: 1 } });

/** The remainder with the sign of the dividend; NaN, which is missing, when the divisor is 0. */
export const mod = (a: OnnxValue, b: OnnxValue): OnnxValue => floatOf(remainder(toFloat(a).data, toFloat(b).data));

export const floorDivide = (a: OnnxValue, b: OnnxValue): OnnxValue =>
  floatOf(finite(real('Floor', real('Div', toFloat(a).data, toFloat(b).data))));

/** −1, 0 or 1 as an int. By comparing: the Sign kernel reads the low 32 bits of an int64. */
export function sign(a: OnnxValue): OnnxValue {
  const zero = a.type === 'float' ? double(0) : int(0);
  const is = (name: string) => castTo('int64', test(name, a.data, zero));
  return masked('int', operator('Sub', 'int64', [is('Greater'), is('Less')]), missingOf(a));
}

/** The least (`Less`) or greatest (`Greater`) of numbers, dates or timestamps; missing when any is. */
export function extreme(name: 'Less' | 'Greater', args: readonly OnnxValue[]): OnnxValue {
  const isMixed = args.some((arg) => arg.type === 'float');
  const values = isMixed ? args.map(toFloat) : args;
  return values.reduce((a, b) => {
    const data = replaceWhere(test(name, b.data, a.data), a.data, b.data);
    if (a.type !== 'float') return masked(a.type, data, a.missing, b.missing);
    // No comparison holds for NaN: `a` stays when it is the one, `b` is taken when it is.
    return floatOf(replaceWhere(operator('IsNaN', 'bool', [b.data]), data, NaNs));
  });
}

/** How many of the ascending edges are reached. */
export function bucketize(a: OnnxValue, edges: readonly number[]): OnnxValue {
  const missing = missingOf(a);
  const reached = test('GreaterOrEqual', toFloat(a).data, rowOf('double', edges));
  return masked('int', sumOfRow(castTo('int64', reached)), missing);
}
