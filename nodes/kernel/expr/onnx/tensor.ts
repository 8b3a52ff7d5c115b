import type { OnnxAttribute, OnnxDomain, OnnxElement, OnnxTensor, OnnxValue } from './onnx';

/** A call that has no ONNX form: its port cannot be published. The message says why, for a person. */
export class NotServable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotServable';
  }
}

export type OnnxConstant = Extract<OnnxTensor, { kind: 'constant' }>;
type ConstantValues = readonly (number | string | boolean)[];

export function operator(
  name: string,
  element: OnnxElement,
  inputs: readonly OnnxTensor[],
  attributes: Readonly<Record<string, OnnxAttribute>> = {},
  domain?: OnnxDomain,
): Extract<OnnxTensor, { kind: 'operator' }> {
  return { kind: 'operator', operator: name, inputs, attributes, element, ...(domain && { domain }) };
}

/** A tensor whose number of columns cannot be read off its operators. */
export const withWidth = (width: number, tensor: Extract<OnnxTensor, { kind: 'operator' }>): OnnxTensor => ({
  ...tensor,
  width,
});

export const constant = (element: OnnxElement, shape: readonly number[], values: ConstantValues): OnnxConstant => ({
  kind: 'constant',
  element,
  shape,
  values,
});

/** One value that broadcasts against [N, k]. */
export const scalar = (element: OnnxElement, value: number | string | boolean): OnnxTensor =>
  constant(element, [1, 1], [value]);

/** Values that broadcast against [N, 1] to [N, k]. */
export const rowOf = (element: OnnxElement, values: ConstantValues): OnnxTensor =>
  constant(element, [1, values.length], values);

export const NaNs = scalar('double', Number.NaN);
export const notOf = (a: OnnxTensor): OnnxTensor => operator('Not', 'bool', [a]);
export const andOf = (a: OnnxTensor, b: OnnxTensor): OnnxTensor => operator('And', 'bool', [a, b]);
export const orOf = (a: OnnxTensor, b: OnnxTensor): OnnxTensor => operator('Or', 'bool', [a, b]);
export const castTo = (element: OnnxElement, a: OnnxTensor): OnnxTensor =>
  a.element === element ? a : operator('Cast', element, [a], { to: { int: DATA_TYPES[element] } });

/** `b` where `condition`, else `a`. onnxruntime has no Where on bool, so that one is composed. */
export function replaceWhere(condition: OnnxTensor, a: OnnxTensor, b: OnnxTensor): OnnxTensor {
  if (a.element !== 'bool') return operator('Where', a.element, [condition, b, a]);
  return orOf(andOf(condition, b), andOf(notOf(condition), a));
}

/** TensorProto.DataType. */
export const DATA_TYPES: Readonly<Record<OnnxElement | 'uint8', number>> = {
  uint8: 2,
  int64: 7,
  string: 8,
  bool: 9,
  double: 11,
};

/** Which rows of a value are missing; undefined: none can be. */
export function missingOf(value: OnnxValue): OnnxTensor | undefined {
  return value.type === 'float' ? operator('IsNaN', 'bool', [value.data]) : value.missing;
}

export const withMask = (value: OnnxValue, missing: OnnxTensor | undefined): OnnxValue =>
  missing === undefined ? value : { ...value, missing };

export function eitherMissing(masks: readonly (OnnxTensor | undefined)[]): OnnxTensor | undefined {
  const present = masks.filter((mask) => mask !== undefined);
  return present.length === 0 ? undefined : present.reduce(orOf);
}

/** Shorthands for what most lowerings are made of. */
export const whole = (name: string, ...inputs: OnnxTensor[]): OnnxTensor => operator(name, 'int64', inputs);
export const real = (name: string, ...inputs: OnnxTensor[]): OnnxTensor => operator(name, 'double', inputs);
export const test = (name: string, a: OnnxTensor, b: OnnxTensor): OnnxTensor => operator(name, 'bool', [a, b]);
export const equals = (a: OnnxTensor, b: OnnxTensor): OnnxTensor => test('Equal', a, b);
/** Beyond the safe range an int is written as decimal text. */
export const int = (value: number | string): OnnxTensor => scalar('int64', value);
export const double = (value: number): OnnxTensor => scalar('double', value);

/** A value of any type but float, missing where a mask says so. */
export const masked = (
  type: OnnxValue['type'],
  data: OnnxTensor,
  ...masks: readonly (OnnxTensor | undefined)[]
): OnnxValue => withMask({ type, data }, eitherMissing(masks));

/** A text, '' where it is missing. */
export function textWhere(data: OnnxTensor, missing: OnnxTensor | undefined): OnnxValue {
  if (missing === undefined) return { type: 'text', data };
  return { type: 'text', data: replaceWhere(missing, data, scalar('string', '')), missing };
}

/** The larger or smaller of two ints. Not by Max and Min, whose kernels read 32 bits of an int64 in a batch. */
export const largerOf = (a: OnnxTensor, b: OnnxTensor): OnnxTensor => replaceWhere(test('Less', a, b), a, b);
export const smallerOf = (a: OnnxTensor, b: OnnxTensor): OnnxTensor => replaceWhere(test('Greater', a, b), a, b);
