import { toFloat } from './numbers';
import type { OnnxTensor, OnnxValue } from './onnx';
import {
  andOf,
  eitherMissing,
  missingOf,
  NaNs,
  NotServable,
  notOf,
  operator,
  orOf,
  replaceWhere,
  scalar,
  textWhere,
  withMask,
} from './tensor';

const truth = (data: OnnxTensor, missing?: OnnxTensor): OnnxValue => withMask({ type: 'bool', data }, missing);

export const isNull = (a: OnnxValue): OnnxValue => truth(missingOf(a) ?? scalar('bool', false));

export const not = (a: OnnxValue): OnnxValue => truth(notOf(a.data), a.missing);

export const isTrue = (a: OnnxValue): OnnxValue => truth(certainly(a));

/** Three-valued: false wins over missing. */
export function and(args: readonly OnnxValue[]): OnnxValue {
  if (args.length === 0) return truth(scalar('bool', true));
  const data = args.map(certainly).reduce(andOf);
  if (args.every((arg) => arg.missing === undefined)) return truth(data);
  const anyFalse = args.map((arg) => certainly(not(arg))).reduce(orOf);
  return truth(data, notOf(orOf(data, anyFalse)));
}

/** Three-valued: true wins over missing. */
export function or(args: readonly OnnxValue[]): OnnxValue {
  return args.length === 0 ? truth(scalar('bool', false)) : not(and(args.map(not)));
}

/** True where the value is there and true. */
const certainly = (a: OnnxValue): OnnxTensor => (a.missing === undefined ? a.data : andOf(a.data, notOf(a.missing)));

export type OnnxComparison = 'Equal' | 'Less' | 'LessOrEqual' | 'Greater' | 'GreaterOrEqual';

export function compare(name: OnnxComparison, a: OnnxValue, b: OnnxValue): OnnxValue {
  const mixed = (a.type === 'float') !== (b.type === 'float');
  const [left, right] = mixed ? [toFloat(a), toFloat(b)] : [a, b];
  if (left.data.element !== right.data.element) {
    throw new NotServable(`a ${a.type} cannot be compared with a ${b.type} at serving`);
  }
  if (name !== 'Equal' && (left.data.element === 'string' || left.data.element === 'bool')) {
    throw new NotServable(`the order of ${a.type} values is not defined at serving`);
  }
  return truth(operator(name, 'bool', [left.data, right.data]), eitherMissing([missingOf(left), missingOf(right)]));
}

/** `value` where the condition is true, `otherwise` (or missing) where it is false or missing. */
export function choose(condition: OnnxValue, value: OnnxValue, otherwise?: OnnxValue): OnnxValue {
  const isMixed = otherwise !== undefined && (value.type === 'float') !== (otherwise.type === 'float');
  const [left, right] = isMixed ? [toFloat(value), toFloat(otherwise)] : [value, otherwise];
  if (right === undefined) return nullWhere(value, not(isTrue(condition)));
  const chosen = certainly(condition);
  const data = replaceWhere(chosen, right.data, left.data);
  if (left.type === 'float') return { type: 'float', data };
  const never = scalar('bool', false);
  const missing =
    (left.missing ?? right.missing) && replaceWhere(chosen, right.missing ?? never, left.missing ?? never);
  return withMask({ type: left.type, data }, missing);
}

/** The value, missing where the condition is true. */
export function nullWhere(value: OnnxValue, condition: OnnxValue): OnnxValue {
  const gone = certainly(condition);
  if (value.type === 'float') return { type: 'float', data: replaceWhere(gone, value.data, NaNs) };
  const missing = value.missing === undefined ? gone : orOf(value.missing, gone);
  if (value.type === 'text') return textWhere(value.data, missing);
  return { type: value.type, data: value.data, missing };
}

/** The first that is not missing. */
export function coalesce(args: readonly OnnxValue[]): OnnxValue {
  const mixed = args.some((arg) => arg.type === 'float') && args.some((arg) => arg.type === 'int');
  const values = mixed ? args.map(toFloat) : args;
  return values.reduceRight((rest, first) => {
    const missing = missingOf(first);
    if (missing === undefined) return first;
    const data = replaceWhere(missing, first.data, rest.data);
    if (first.type === 'float') return { type: 'float', data };
    return withMask({ type: first.type, data }, rest.missing && andOf(missing, rest.missing));
  });
}
