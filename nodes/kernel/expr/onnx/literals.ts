import type { ScalarType } from '../../schema';
import type { LearnedType } from '../expr';
import type { OnnxElement, OnnxValue } from './onnx';
import { NaNs, scalar } from './tensor';

export const ELEMENTS: Readonly<Record<ScalarType, OnnxElement>> = {
  bool: 'bool',
  int: 'int64',
  float: 'double',
  text: 'string',
  date: 'int64',
  timestamp: 'int64',
};

/** A written or learned value as a constant; dates are ISO text. A list stays a list until a function reads it. */
export function constantValue(type: LearnedType, value: unknown): OnnxValue {
  if (type === 'text-float-map' || type === 'text-text-map') throw new Error('a map is read by lookup alone');
  if (type === 'text-list' || type === 'float-list' || type === 'int-list') {
    const items = (value as readonly (string | number)[]).filter((item) => item !== null);
    // A list's tensor says no more than what its items are.
    const data = type === 'text-list' ? scalar('string', '') : scalar('double', 0);
    return { type: 'list', data, items, width: items.length };
  }
  if (value === null || value === undefined || (type === 'float' && !Number.isFinite(Number(value)))) {
    return type === 'float'
      ? { type, data: NaNs }
      : { type, data: scalar(ELEMENTS[type], blank(type)), missing: scalar('bool', true) };
  }
  return { type, data: scalar(ELEMENTS[type], scalarConstant(type, value)) };
}

/** What stands in the data of a missing value. */
export const blank = (type: ScalarType): number | string | boolean =>
  type === 'text' ? '' : type === 'bool' ? false : type === 'float' ? Number.NaN : 0;

/** A value as its column's ONNX element has it: days for dates, microseconds for timestamps. */
export function scalarConstant(type: ScalarType, value: unknown): number | string | boolean {
  switch (type) {
    case 'text':
      return String(value).replaceAll('\0', '');
    case 'bool':
      return value === true || value === 'true' || value === 1;
    case 'date':
      return typeof value === 'number' ? value : Math.floor(Date.parse(String(value)) / 86_400_000);
    case 'timestamp':
      return typeof value === 'number' ? value : String(exactMicrosecondsOf(String(value)));
    case 'int':
      // Beyond the safe range an int is carried as decimal text.
      return typeof value === 'string' ? value : Number(value);
    case 'float':
      return Number(value);
  }
}

/** Microseconds since 1970 of ISO text; text without a zone is UTC. After the year 2255 it is not exact. */
export const microsecondsOf = (iso: string): number => Number(exactMicrosecondsOf(iso));

/** Date.parse alone stops at milliseconds, and a double at 2⁵³ microseconds. */
function exactMicrosecondsOf(iso: string): bigint {
  const zoned = /(Z|[+-]\d\d:?(\d\d)?)$/i.test(iso) || /^\d{4}-\d\d-\d\d$/.test(iso) ? iso : `${iso}Z`;
  const beyond = /\.\d{3}(\d{1,3})/.exec(iso)?.[1] ?? '';
  return BigInt(Date.parse(zoned.replace(' ', 'T'))) * 1000n + BigInt(beyond.padEnd(3, '0'));
}
