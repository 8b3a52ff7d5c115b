import { escapePattern } from '../pattern';
import * as characters from './characters';
import { NotServable, type OnnxTensor, type OnnxValue } from './onnx';
import {
  andOf,
  castTo,
  constant,
  eitherMissing,
  equals,
  int,
  largerOf,
  masked,
  notOf,
  operator,
  replaceWhere,
  scalar,
  test,
  textWhere,
  whole,
} from './tensor';

export function concatTexts(args: readonly OnnxValue[]): OnnxValue {
  const data = args.map((arg) => arg.data).reduce((a, b) => operator('StringConcat', 'string', [a, b]));
  return args.length === 1 ? args[0]! : textWhere(data, eitherMissing(args.map((arg) => arg.missing)));
}

/** A written-out argument; where it differs by row, serving has no operator. */
export function writtenText(a: OnnxValue, what: string): string {
  if (a.data.kind !== 'constant' || a.missing !== undefined) {
    throw new NotServable(`${what} must be written out to be served`);
  }
  return String(a.data.values[0]);
}

export const length = (a: OnnxValue): OnnxValue =>
  masked('int', characters.countOf(characters.charactersOf(a)), a.missing);

/** One character at a time by a table; characters that are not in it stay. */
export function mapCharacters(
  a: OnnxValue,
  table: { readonly from: readonly string[]; readonly to: readonly string[] },
) {
  const before = characters.charactersOf(a);
  const after = operator(
    'LabelEncoder',
    'string',
    [before],
    { keys_strings: { texts: table.from }, values_strings: { texts: table.to }, default_string: { text: '' } },
    'ai.onnx.ml',
  );
  return characters.textOf(replaceWhere(equals(after, scalar('string', '')), after, before), a.missing);
}

/** Without white space (as RE2's \s has it) at the chosen ends. */
export function trim(a: OnnxValue, ends: 'left' | 'right' | 'both'): OnnxValue {
  const all = characters.charactersOf(a);
  const isInk = castTo('int64', operator('RegexFullMatch', 'bool', [all], { pattern: { text: '\\S' } }));
  const seen = characters.runningSum(isInk);
  const begun = test('Greater', seen, int(0));
  // Ink that follows, or is here.
  const goesOn = test('Greater', whole('Add', whole('Sub', characters.sumOfRow(isInk), seen), isInk), int(0));
  const kept = ends === 'left' ? begun : ends === 'right' ? goesOn : andOf(begun, goesOn);
  return characters.textOf(characters.keepWhere(kept, all), a.missing);
}

/** `count` characters from the `start`th on. */
export function substring(a: OnnxValue, start: OnnxValue, count?: OnnxValue): OnnxValue {
  const all = characters.charactersOf(a);
  const positions = characters.positionsOf(all);
  const begun = test('GreaterOrEqual', positions, start.data);
  if (count === undefined) return characters.textOf(characters.keepWhere(begun, all), a.missing, start.missing);
  const size = atLeastZero(count.data);
  const ended = test('GreaterOrEqual', whole('Sub', positions, size), start.data);
  const kept = andOf(begun, notOf(ended));
  return characters.textOf(characters.keepWhere(kept, all), a.missing, start.missing, count.missing);
}

const atLeastZero = (a: OnnxTensor): OnnxTensor => largerOf(a, int(0));

export const left = (a: OnnxValue, count: OnnxValue): OnnxValue => substring(a, { type: 'int', data: int(1) }, count);

export function right(a: OnnxValue, count: OnnxValue): OnnxValue {
  const all = characters.charactersOf(a);
  const before = whole('Sub', characters.countOf(all), atLeastZero(count.data));
  const kept = test('Greater', characters.positionsOf(all), before);
  return characters.textOf(characters.keepWhere(kept, all), a.missing, count.missing);
}

export function reverse(a: OnnxValue): OnnxValue {
  const minusOne = constant('int64', [1], [-1]);
  const first = constant('int64', [1], [-Number.MAX_SAFE_INTEGER]);
  const all = characters.charactersOf(a);
  const turned = operator('Slice', 'string', [all, minusOne, first, constant('int64', [1], [1]), minusOne]);
  return characters.textOf(turned, a.missing);
}

/** Filled up to `size` characters with a repeated text, or cut to them. */
export function pad(side: 'left' | 'right', a: OnnxValue, size: number, filler: string): OnnxValue {
  const all = characters.charactersOf(a);
  const points = [...filler];
  const row = Array.from({ length: size }, (_, at) => points[at % points.length]!);
  const cut = characters.keepWhere(test('LessOrEqual', characters.positionsOf(all), int(size)), all);
  const lacking = whole('Sub', int(size), characters.countOf(all));
  const index = constant(
    'int64',
    [1, size],
    row.map((_, at) => at),
  );
  const fill = replaceWhere(test('Less', index, lacking), scalar('string', ''), constant('string', [1, size], row));
  const parts = side === 'left' ? [fill, cut] : [cut, fill];
  return size === 0
    ? textWhere(scalar('string', ''), a.missing)
    : characters.textOf(characters.sideBySide(...parts), a.missing);
}

/** Every `from` as `to`, from left to right, none overlapping. */
export function replace(a: OnnxValue, from: string, to: string): OnnxValue {
  if (from === '') return a;
  const { pieces, count } = characters.piecesOf(a, from);
  const isFollowed = test('Less', characters.indexesOf(pieces), whole('Sub', count, int(1)));
  const joints = replaceWhere(isFollowed, scalar('string', ''), scalar('string', to));
  return textWhere(characters.joined(operator('StringConcat', 'string', [pieces, joints])), a.missing);
}

/** The `at`th piece (from 1) between separators, '' where there is none. */
export function splitPart(a: OnnxValue, separator: string, at: number): OnnxValue {
  const { pieces } = characters.piecesOf(a, separator);
  const wide = at > 1 ? characters.withBlankColumns(pieces, a.data, at - 1) : pieces;
  return textWhere(columnAt(wide, at - 1), a.missing);
}

const columnAt = (pieces: OnnxTensor, at: number): OnnxTensor => ({
  ...operator('Gather', pieces.element, [pieces, constant('int64', [1], [at])], { axis: { int: 1 } }),
  width: 1,
});

/** Where a text first occurs, from 1; 0 where it does not. */
export function position(a: OnnxValue, sought: string): OnnxValue {
  if (sought === '') return masked('int', castTo('int64', equals(a.data, a.data)), a.missing);
  const { pieces, count } = characters.piecesOf(a, sought, 1);
  const before = characters.countOf(characters.charactersOf({ type: 'text', data: columnAt(pieces, 0) }));
  const found = test('Greater', count, int(1));
  return masked('int', replaceWhere(found, int(0), whole('Add', before, int(1))), a.missing);
}

export function occurrences(a: OnnxValue, sought: string): OnnxValue {
  const { count } = characters.piecesOf(a, sought);
  return masked('int', largerOf(whole('Sub', count, int(1)), int(0)), a.missing);
}

/** How many matches of an RE2 pattern there are. */
export const countMatches = (a: OnnxValue, pattern: string): OnnxValue =>
  masked('int', characters.countOf(characters.matchesOf(a, pattern)), a.missing);

/** The first match of an RE2 pattern; missing where there is none. */
export function firstMatch(a: OnnxValue, pattern: string): OnnxValue {
  const first = columnAt(characters.matchesOf(a, pattern), 0);
  return textWhere(first, eitherMissing([a.missing, equals(first, scalar('string', ''))]));
}

export const startsWith = (a: OnnxValue, part: string): OnnxValue => matchesText(a, `(?s:${escapePattern(part)}.*)`);
export const endsWith = (a: OnnxValue, part: string): OnnxValue => matchesText(a, `(?s:.*${escapePattern(part)})`);
export const contains = (a: OnnxValue, part: string): OnnxValue => matchesText(a, `(?s:.*${escapePattern(part)}.*)`);

/** The whole text against an RE2 pattern: the same library as in DuckDB. */
export function matchesText(a: OnnxValue, pattern: string): OnnxValue {
  return masked('bool', operator('RegexFullMatch', 'bool', [a.data], { pattern: { text: pattern } }), a.missing);
}

/** A part of the text against a pattern; alternatives and anchors keep their meaning. */
export const containsMatch = (a: OnnxValue, pattern: string): OnnxValue =>
  matchesText(a, `(?s:.*)(?:${pattern})(?s:.*)`);
