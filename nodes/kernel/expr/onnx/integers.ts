import type { OnnxTensor, OnnxValue } from './onnx';
import { andOf, castTo, equals, int, masked, notOf, orOf, replaceWhere, test, whole } from './tensor';

const SMALLEST = int('-9223372036854775808');
const isNegative = (a: OnnxTensor): OnnxTensor => test('Less', a, int(0));

/** The int, missing where an argument is or where it overflowed. onnxruntime itself wraps. */
const intWhere = (data: OnnxTensor, args: readonly OnnxValue[], overflow?: OnnxTensor): OnnxValue =>
  masked('int', data, ...args.map((arg) => arg.missing), overflow);

/** A sum of ints wrapped when it moved against the sign of what was added. */
export function addInts(a: OnnxValue, b: OnnxValue): OnnxValue {
  const sum = whole('Add', a.data, b.data);
  return intWhere(sum, [a, b], test('Xor', isNegative(b.data), test('Less', sum, a.data)));
}

export function subtractInts(a: OnnxValue, b: OnnxValue): OnnxValue {
  const difference = whole('Sub', a.data, b.data);
  return intWhere(difference, [a, b], test('Xor', test('Greater', b.data, int(0)), test('Less', difference, a.data)));
}

/** A product of ints wrapped when dividing does not lead back. −1 is looked at apart: the smallest int ÷ −1 kills the process. */
export function multiplyInts(a: OnnxValue, b: OnnxValue): OnnxValue {
  const product = whole('Mul', a.data, b.data);
  const isMinusOne = equals(a.data, int(-1));
  const isPlain = notOf(orOf(equals(a.data, int(0)), isMinusOne));
  const back = whole('Div', product, replaceWhere(isPlain, int(1), a.data));
  const wrapped = andOf(isPlain, notOf(equals(back, b.data)));
  return intWhere(product, [a, b], orOf(wrapped, andOf(isMinusOne, equals(b.data, SMALLEST))));
}

/** A divisor that can be divided by: 1 stands in for 0 and −1. */
function divisorOf(b: OnnxTensor): { safe: OnnxTensor; isZero: OnnxTensor; isMinusOne: OnnxTensor } {
  const [isZero, isMinusOne] = [equals(b, int(0)), equals(b, int(-1))];
  return { safe: replaceWhere(orOf(isZero, isMinusOne), b, int(1)), isZero, isMinusOne };
}

export function modInts(a: OnnxValue, b: OnnxValue): OnnxValue {
  const { safe, isZero } = divisorOf(b.data);
  return intWhere(truncatedMod(a.data, safe), [a, b], isZero);
}

/** Rounded down: the truncated quotient, less one where a remainder is left and the signs differ. */
export function floorDivideInts(a: OnnxValue, b: OnnxValue): OnnxValue {
  const { safe, isZero, isMinusOne } = divisorOf(b.data);
  return intWhere(
    replaceWhere(isMinusOne, floorDiv(a.data, safe), whole('Neg', a.data)),
    [a, b],
    orOf(isZero, andOf(isMinusOne, equals(a.data, SMALLEST))),
  );
}

/** ⌊a / b⌋ of tensors whose divisor is known to be neither 0 nor −1. */
export function floorDiv(a: OnnxTensor, b: OnnxTensor): OnnxTensor {
  const quotient = whole('Div', a, b);
  const rest = truncatedMod(a, b);
  const isBelow = andOf(notOf(equals(rest, int(0))), test('Xor', isNegative(a), isNegative(b)));
  return whole('Sub', quotient, castTo('int64', isBelow));
}

export const negateInt = (a: OnnxValue): OnnxValue => intWhere(whole('Neg', a.data), [a], equals(a.data, SMALLEST));

export const absInt = (a: OnnxValue): OnnxValue => intWhere(whole('Abs', a.data), [a], equals(a.data, SMALLEST));

/** The remainder with the sign of the dividend, of tensors whose divisor is known to be neither 0 nor −1. */
export const truncatedMod = (a: OnnxTensor, b: OnnxTensor): OnnxTensor =>
  // Not by Mod, which computes in double.
  whole('Sub', a, whole('Mul', whole('Div', a, b), b));
