import type { ScalarType } from '../../schema';
import { isBlankOutside, items } from './categories';
import { scalarConstant } from './literals';
import type { OnnxTensor, OnnxValue } from './onnx';
import { castTo, NaNs, NotServable, operator, orOf, replaceWhere, scalar } from './tensor';

/** The value beside the key: a hash table, so that ten thousand keys cost no more than ten. */
export function lookup(a: OnnxValue, keyList: OnnxValue, valueList: OnnxValue): OnnxValue {
  const { keys, values } = withoutRepeats(items(keyList), items(valueList));
  const missing = a.missing === undefined || isBlankOutside(a, keys) ? undefined : a.missing;
  if (valueList.data.element !== 'string') {
    const data = encode(a, keys, values.map(Number), Number.NaN);
    return { type: 'float', data: missing ? replaceWhere(missing, data, NaNs) : data };
  }
  const data = encode(a, keys, values.map(String), '');
  const place = encode(
    a,
    keys,
    keys.map((_, at) => at),
    -1,
  );
  const unknown = operator('Less', 'bool', [place, scalar('double', 0)]);
  const nothing = missing ? orOf(unknown, missing) : unknown;
  return { type: 'text', data: replaceWhere(nothing, data, scalar('string', '')), missing: nothing };
}

/** The first of equal keys counts. */
export function withoutRepeats<K, V>(keys: readonly K[], values: readonly V[]): { keys: K[]; values: V[] } {
  const first = new Map<K, V>();
  for (const [index, key] of keys.entries()) if (!first.has(key)) first.set(key, values[index]!);
  return { keys: [...first.keys()], values: [...first.values()] };
}

function encode(
  a: OnnxValue,
  keys: readonly (string | number)[],
  values: readonly (number | string)[],
  otherwise: number | string,
): OnnxTensor {
  const element = typeof otherwise === 'number' ? 'double' : 'string';
  if (keys.length === 0) return scalar(element, otherwise);
  const key = asText(a);
  const texts = keys.map((item) => keyText(a.type as ScalarType, item));
  return operator(
    'LabelEncoder',
    element,
    [key],
    {
      keys_tensor: { tensor: { element: 'string', shape: [keys.length], values: texts } },
      values_tensor: { tensor: { element, shape: [keys.length], values } },
      default_tensor: { tensor: { element, shape: [1], values: [otherwise] } },
    },
    'ai.onnx.ml',
  );
}

/** Keys are matched as text: an int is its digits, a date its days, truth 1 or 0. */
function asText(a: OnnxValue): OnnxTensor {
  if (a.type === 'text') return a.data;
  if (a.type === 'float' || a.type === 'vector' || a.type === 'list') {
    throw new NotServable(`a ${a.type} is no key to look up`);
  }
  return castTo('string', castTo('int64', a.data));
}

/** A key, written as SQL writes the value, as {@link asText} has it. */
function keyText(type: ScalarType, key: string | number): string {
  if (type === 'text' || type === 'int') return String(key);
  return String(Number(scalarConstant(type, key)));
}
