import type { ParseRules } from '@/nodes/kernel/facts';
import type { ContractColumn } from '@/server/compiler/emit/onnx';
import { dateReader, timestampReader } from './read-moment';

/** A value as its tensor has it, null when missing, or what is wrong with it. */
export type CellReading =
  | { readonly value: number | bigint | string | null }
  | { readonly wrong: string; readonly hint?: string };
export type CellReader = (cell: unknown) => CellReading;

const MISSING: CellReading = { value: null };
const INT64 = 2n ** 63n;

/** How one column's values are read: JSON's own types for numbers and booleans, the source's parse rules for text. */
export function cellReader(column: ContractColumn, parse: ParseRules): CellReader {
  const read = TYPE_READERS[column.type](parse);
  return (cell) => (cell === null || cell === undefined ? MISSING : read(cell));
}

const TYPE_READERS: Readonly<Record<ContractColumn['type'], (parse: ParseRules) => CellReader>> = {
  float: () => (cell) => {
    if (typeof cell !== 'number') return wrongNumber(cell, 'a number');
    return Number.isFinite(cell)
      ? { value: cell }
      : { wrong: 'is too large for a number', hint: 'Numbers go up to 1.8e308; NaN and Infinity are refused.' };
  },
  int: () => (cell) => {
    if (typeof cell === 'number') return readInteger(cell);
    const beyond = typeof cell === 'string' && /^-?[0-9]{16,20}$/.test(cell) ? BigInt(cell) : undefined;
    if (beyond === undefined || Number.isSafeInteger(Number(beyond))) return wrongNumber(cell, 'a whole number');
    return beyond >= -INT64 && beyond < INT64 ? { value: beyond } : { wrong: 'does not fit into 64 bits' };
  },
  bool: () => (cell) =>
    typeof cell === 'boolean'
      ? { value: Number(cell) }
      : { wrong: `must be true or false, not ${described(cell)}`, hint: 'Send true or false without quotes.' },
  text: (parse) => textReader(parse, (text) => ({ value: text })),
  date: (parse) => textReader(parse, momentOf(dateReader(parse.dateFormats), 'a date', '2024-01-31', parse)),
  timestamp: (parse) =>
    textReader(parse, momentOf(timestampReader(parse.dateFormats), 'a timestamp', '2024-01-31T12:00:00Z', parse)),
};

function readInteger(cell: number): CellReading {
  if (Number.isSafeInteger(cell)) return { value: BigInt(cell) };
  if (!Number.isInteger(cell)) return { wrong: `must be a whole number, not ${described(cell)}` };
  return {
    wrong: 'is beyond 2^53, where JSON numbers lose digits',
    hint: 'Send whole numbers beyond 2^53 as text, with quotes.',
  };
}

function textReader({ trim, nullTokens }: ParseRules, read: (text: string) => CellReading): CellReader {
  const tokens = new Set(nullTokens);
  return (cell) => {
    if (typeof cell !== 'string')
      return { wrong: `must be text, not ${described(cell)}`, hint: 'Put the value in quotes.' };
    const text = trim ? cell.trim() : cell;
    return tokens.has(text) ? MISSING : read(text);
  };
}

function momentOf(read: (text: string) => bigint | undefined, kind: string, example: string, parse: ParseRules) {
  const formats = [...parse.dateFormats, 'ISO 8601'].join(', ');
  return (text: string): CellReading => {
    const value = read(text);
    return value === undefined
      ? { wrong: `is not ${kind}: ${described(text)}`, hint: `Write it like “${example}” (${formats}).` }
      : { value };
  };
}

function wrongNumber(cell: unknown, kind: string): CellReading {
  const hint = typeof cell === 'string' ? 'Numbers are sent without quotes.' : undefined;
  return { wrong: `must be ${kind}, not ${described(cell)}`, hint };
}

function described(cell: unknown): string {
  const kind = Array.isArray(cell)
    ? 'a list'
    : typeof cell === 'object'
      ? 'an object'
      : typeof cell === 'string'
        ? 'the text'
        : '';
  const shown = JSON.stringify(cell) ?? String(cell);
  return kind === 'a list' || kind === 'an object'
    ? kind
    : `${kind} ${shown.length > 40 ? `${shown.slice(0, 39)}…` : shown}`.trim();
}
