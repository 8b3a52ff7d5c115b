import type { ScalarType } from '../../schema';
import { ELEMENTS, scalarConstant } from './literals';
import { toFloat } from './numbers';
import type { OnnxTensor, OnnxValue } from './onnx';
import {
  andOf,
  castTo,
  constant,
  missingOf,
  NotServable,
  notOf,
  operator,
  replaceWhere,
  rowOf,
  scalar,
  withMask,
} from './tensor';

/** The items that an int can equal, as decimal digits. */
export const wholeItems = (list: readonly unknown[]): readonly string[] =>
  list
    .map(Number)
    .filter((item) => Number.isInteger(item) && item >= -(2 ** 63) && item < 2 ** 63)
    .map((item) => String(BigInt(item)));

/** True where the value is in the list; missing stays missing. */
export function inSet(a: OnnxValue, written: OnnxValue): OnnxValue {
  const list = a.type === 'int' ? { ...written, items: wholeItems(items(written)) } : written;
  const found = operator('Greater', 'bool', [sumOf(equals(a, list), items(list).length), scalar('double', 0)]);
  return withMask({ type: 'bool', data: found }, missingOf(a));
}

/** [N, k] of 0 and 1; a missing value is in no category. */
export function oneHot(a: OnnxValue, list: OnnxValue): OnnxValue {
  return { type: 'vector', data: castTo('double', present(a, list)), width: items(list).length };
}

/** One more component than `oneHot`: 1 where all others are 0. */
export function oneHotUnknown(a: OnnxValue, list: OnnxValue): OnnxValue {
  const count = items(list).length;
  const known = oneHot(a, list).data;
  const unknown = operator('Sub', 'double', [scalar('double', 1), sumOf(known, count)]);
  return {
    type: 'vector',
    data: operator('Concat', 'double', [known, unknown], { axis: { int: 1 } }),
    width: count + 1,
  };
}

/** Position in the list, −1 for what is not in it. */
export function ordinal(a: OnnxValue, list: OnnxValue): OnnxValue {
  const positions = constant(
    'double',
    [items(list).length, 1],
    items(list).map((_, position) => position + 1),
  );
  const indicators = castTo('double', present(a, list));
  const found = a.type === 'text' ? encodedText(a, items(list)) : operator('MatMul', 'double', [indicators, positions]);
  return { type: 'float', data: operator('Sub', 'double', [found, scalar('double', 1)]) };
}

/** 1 + position by a hash table, 0 for what is not in it: wide lists cost no more than narrow ones. */
function encodedText(a: OnnxValue, texts: readonly (string | number)[]): OnnxTensor {
  const encoded = operator(
    'LabelEncoder',
    'double',
    [a.data],
    {
      keys_tensor: { tensor: { element: 'string', shape: [texts.length], values: texts.map(String) } },
      values_tensor: { tensor: { element: 'double', shape: [texts.length], values: texts.map((_, at) => at + 1) } },
      default_tensor: { tensor: { element: 'double', shape: [1], values: [0] } },
    },
    'ai.onnx.ml',
  );
  const isMarked = a.missing === undefined || isBlankOutside(a, texts);
  return isMarked ? encoded : replaceWhere(a.missing!, encoded, scalar('double', 0));
}

function equals(a: OnnxValue, list: OnnxValue): OnnxTensor {
  if (a.type === 'vector' || a.type === 'list') throw new NotServable('a vector has no category');
  const fractions = a.type === 'int' && items(list).some((item) => !Number.isInteger(Number(item)));
  const value = fractions ? toFloat(a) : a;
  const type = value.type as ScalarType;
  const constants = items(list).map((item) => scalarConstant(type, item));
  return operator('Equal', 'bool', [value.data, rowOf(ELEMENTS[type], constants)]);
}

/** Where the value is there and equals the item: [N, items]. A float's NaN equals nothing; other types need their mask. */
function present(a: OnnxValue, list: OnnxValue): OnnxTensor {
  const found = equals(a, list);
  return a.missing === undefined || isBlankOutside(a, items(list)) ? found : andOf(found, notOf(a.missing));
}

/** A missing text is the empty text, which the list tells from its items by itself. */
export const isBlankOutside = (a: OnnxValue, list: readonly (string | number)[]): boolean =>
  a.type === 'text' && !list.includes('');

const sumOf = (indicators: OnnxTensor, count: number): OnnxTensor =>
  operator('MatMul', 'double', [
    castTo('double', indicators),
    constant('double', [count, 1], new Array(count).fill(1)),
  ]);

export function items(list: OnnxValue): readonly (string | number)[] {
  if (list.items === undefined) throw new NotServable('a list must be written out or learned to be served');
  return list.items;
}
