import type { OnnxAttribute, OnnxTensor, OnnxValue } from './onnx';
import {
  castTo,
  constant,
  equals,
  int,
  masked,
  notOf,
  operator,
  replaceWhere,
  scalar,
  whole,
  withWidth,
} from './tensor';

/**
 * Text by character (code point). ONNX has no operator for it: onnxruntime's Tokenizer takes a text apart into [N, any],
 * where '' stands for no character, and a loop joins neighbours until one column is left, 5 rounds for 32 characters.
 */
const BLANK = scalar('string', '');
/** What the Tokenizer fills up with: no single character. */
const PADDING = '\u0001none';

/**
 * Pieces of each text: its matches of an RE2 pattern, or its characters. '' fills up; there is at least one column. The
 * brackets are for the pattern “.”, which the Tokenizer takes for “by character”.
 */
function tokens(data: OnnxTensor, pattern?: string): OnnxTensor {
  const how: Record<string, OnnxAttribute> =
    pattern === undefined ? { separators: { texts: [''] } } : { tokenexp: { text: `(?:${pattern})` } };
  const found = operator(
    'Tokenizer',
    'string',
    [data],
    { mark: { int: 0 }, mincharnum: { int: 1 }, pad_value: { text: PADDING }, ...how },
    'com.microsoft',
  );
  const rows = operator('Squeeze', 'string', [found, constant('int64', [1], [1])]);
  return withBlankColumns(replaceWhere(equals(rows, scalar('string', PADDING)), rows, BLANK), data, 1);
}

/** Columns of '' to the right. `rows` is any [N, 1]. */
export function withBlankColumns(pieces: OnnxTensor, rows: OnnxTensor, count: number): OnnxTensor {
  const blanks = constant('string', [1, count], new Array<string>(count).fill(''));
  const columns = operator('Expand', 'string', [blanks, operator('Shape', 'int64', [rows])]);
  return operator('Concat', 'string', [pieces, columns], { axis: { int: 1 } });
}

export const charactersOf = (a: OnnxValue): OnnxTensor => a.characters ?? tokens(a.data);

export const matchesOf = (a: OnnxValue, pattern: string): OnnxTensor => tokens(a.data, pattern);

/** The pieces of each text between a separator, '' filling up, and how many there are (none in an empty text). */
export function piecesOf(a: OnnxValue, separator: string, most?: number): { pieces: OnnxTensor; count: OnnxTensor } {
  const split = {
    ...operator('StringSplit', 'string', [a.data], {
      delimiter: { text: separator },
      ...(most !== undefined && { maxsplit: { int: most } }),
    }),
    outputs: 2,
  };
  const pieces = operator('Squeeze', 'string', [split, constant('int64', [1], [1])]);
  return {
    pieces: withBlankColumns(pieces, a.data, 1),
    count: { kind: 'output', of: split, at: 1, element: 'int64' },
  };
}

/** The text of some characters: missing where `of` is. */
export function textOf(characters: OnnxTensor, ...missing: readonly (OnnxTensor | undefined)[]): OnnxValue {
  const value = masked('text', joined(characters), ...missing);
  if (value.missing === undefined) return { ...value, characters };
  const present = replaceWhere(value.missing, characters, BLANK);
  return { ...value, data: joined(present), characters: present };
}

/** Pieces from left to right as one text. */
export function joined(pieces: OnnxTensor): OnnxTensor {
  const texts: OnnxTensor = { kind: 'input', name: 'texts', element: 'string' };
  const [column, step] = [constant('int64', [1], [1]), constant('int64', [1], [2])];
  const end = constant('int64', [1], [Number.MAX_SAFE_INTEGER]);
  const everySecond = (from: number, all: OnnxTensor) =>
    operator('Slice', 'string', [all, constant('int64', [1], [from]), end, column, step]);
  // One more column, so that the last of an odd number has a neighbour.
  const more = operator('Concat', 'string', [texts, blankColumnLike(texts)], { axis: { int: 1 } });
  const halved = operator('StringConcat', 'string', [everySecond(0, texts), everySecond(1, more)]);
  const width = operator('Shape', 'int64', [halved], { start: { int: 1 }, end: { int: 2 } });
  const goesOn = operator('Squeeze', 'bool', [operator('Greater', 'bool', [width, constant('int64', [1], [1])])]);
  const body = {
    inputs: [
      { name: 'round', element: 'int64', dims: [] },
      { name: 'go', element: 'bool', dims: [] },
      { name: 'texts', element: 'string', dims: ['N', 'W'] },
    ],
    outputs: [
      { name: 'goes_on', element: 'bool', dims: [], tensor: goesOn },
      { name: 'halved', element: 'string', dims: ['N', 'H'], tensor: halved },
    ],
  } as const;
  const rounds = constant('int64', [], [64]);
  return withWidth(
    1,
    operator('Loop', 'string', [rounds, constant('bool', [], [true]), pieces], { body: { graph: body } }),
  );
}

/** A column of '' with as many rows; in the loop there is nothing else to take the rows from. */
function blankColumnLike(texts: OnnxTensor): OnnxTensor {
  const one = constant('int64', [1], [1]);
  const first = operator('Slice', 'string', [texts, constant('int64', [1], [0]), one, one]);
  return operator('Where', 'string', [equals(first, BLANK), BLANK, BLANK]);
}

const isThere = (characters: OnnxTensor): OnnxTensor => castTo('int64', notOf(equals(characters, BLANK)));

export const sumOfRow = (flags: OnnxTensor): OnnxTensor =>
  withWidth(1, operator('ReduceSum', 'int64', [flags, constant('int64', [1], [1])], { keepdims: { int: 1 } }));

export const runningSum = (flags: OnnxTensor): OnnxTensor =>
  operator('CumSum', 'int64', [flags, constant('int64', [], [1])]);

/** How many characters there are, and which number each has, from 1. */
export const countOf = (characters: OnnxTensor): OnnxTensor => sumOfRow(isThere(characters));
export const positionsOf = (characters: OnnxTensor): OnnxTensor => runningSum(isThere(characters));

export const keepWhere = (condition: OnnxTensor, characters: OnnxTensor): OnnxTensor =>
  replaceWhere(notOf(condition), characters, BLANK);

/** 0, 1, 2 … as wide as the pieces. */
export function indexesOf(pieces: OnnxTensor): OnnxTensor {
  const width = operator('Squeeze', 'int64', [
    operator('Shape', 'int64', [pieces], { start: { int: 1 }, end: { int: 2 } }),
  ]);
  return operator('Range', 'int64', [constant('int64', [], [0]), width, constant('int64', [], [1])]);
}

/** The last digits of whole numbers from 0 up, as characters: [N, digits]. */
export function digitsOf(numbers: OnnxTensor, digits: number): OnnxTensor {
  const powers = constant(
    'int64',
    [1, digits],
    Array.from({ length: digits }, (_, at) => 10 ** (digits - 1 - at)),
  );
  const shifted = whole('Div', numbers, powers);
  return castTo('string', whole('Sub', shifted, whole('Mul', whole('Div', shifted, int(10)), int(10))));
}

/** One character for every row. */
export const columnOf = (character: string, rows: OnnxTensor): OnnxTensor =>
  operator('Expand', 'string', [scalar('string', character), operator('Shape', 'int64', [rows])]);

export const sideBySide = (...parts: readonly OnnxTensor[]): OnnxTensor =>
  operator('Concat', 'string', parts, { axis: { int: 1 } });
