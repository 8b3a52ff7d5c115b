import type { CallShape, FunctionRow } from '../function-row';
import { NotServable, type OnnxValue } from '../onnx/onnx';
import * as onnx from '../onnx/text';
import { readPattern } from '../pattern';
import { sqlText } from '../sql-text';
import { checkAll, checkPattern, writtenNumber, writtenText } from './constants';

const LONGEST = 'onnxruntime finds the longest match, runs find the first';

/** Serves only patterns whose first match is the longest one. */
function whereFirstIsLongest(call: CallShape, lower: (pattern: string) => OnnxValue): OnnxValue {
  const pattern = writtenText(call, 1) ?? '';
  const read = readPattern(pattern);
  if ('facts' in read && read.facts.firstIsLongest) return lower(pattern);
  throw new NotServable(
    `the pattern “${pattern}” cannot be served here: ${LONGEST}. They are the same in patterns without alternatives and with at most one of +, *, ? or {…,…}`,
  );
}

export const patterns = {
  matches: {
    group: 'patterns',
    summary: 'True when the whole text matches a regular expression (RE2).',
    signatures: [{ parameters: ['text', 'text'], names: ['text', 'pattern'], result: 'bool' }],
    nulls: 'propagate',
    agreement: 'exact',
    constants: [1],
    check: checkPattern({ mayMatchEmpty: true }),
    duckdb: ([a, pattern]) => `regexp_full_match(${a}, ${pattern})`,
    onnx: ([a, pattern]) => onnx.matchesText(a!, onnx.writtenText(pattern!, 'a pattern')),
    example: { of: "matches('AB-12', '[A-Z]+-[0-9]+')", is: true },
  },
  contains_match: {
    group: 'patterns',
    summary: 'True when a part of the text matches a regular expression (RE2).',
    signatures: [{ parameters: ['text', 'text'], names: ['text', 'pattern'], result: 'bool' }],
    nulls: 'propagate',
    agreement: 'exact',
    constants: [1],
    check: checkPattern({ mayMatchEmpty: true }),
    duckdb: ([a, pattern]) => `regexp_matches(${a}, ${pattern})`,
    onnx: ([a, pattern]) => onnx.containsMatch(a!, onnx.writtenText(pattern!, 'a pattern')),
    example: { of: "contains_match('flat 12b', '[0-9]')", is: true },
  },
  count_matches: {
    group: 'patterns',
    summary: 'How many parts of the text, none overlapping, match a regular expression (RE2).',
    signatures: [{ parameters: ['text', 'text'], names: ['text', 'pattern'], result: 'int' }],
    nulls: 'propagate',
    agreement: 'exact',
    constants: [1],
    check: checkPattern({ mayMatchEmpty: false }),
    duckdb: ([a, pattern]) => `len(regexp_extract_all(${a}, ${pattern}))`,
    onnx: ([a], call) => whereFirstIsLongest(call, (pattern) => onnx.countMatches(a!, pattern)),
    example: { of: "count_matches('a1b22', '[0-9]+')", is: 2 },
  },
  extract: {
    group: 'patterns',
    summary: 'The first part that matches a regular expression (RE2), or a group of it; missing when there is none.',
    signatures: [
      {
        parameters: ['text', 'text', 'int'],
        names: ['text', 'pattern', 'group'],
        optional: 1,
        result: 'text',
      },
    ],
    nulls: 'domain',
    agreement: 'exact',
    constants: [1, 2],
    check: checkAll(checkPattern({ mayMatchEmpty: false }), checkGroup),
    duckdb: ([a, pattern, group]) => `nullif(regexp_extract(${a}, ${pattern}${group ? `, ${group}::int` : ''}), '')`,
    onnx: ([a], call) => {
      if ((writtenNumber(call, 2) ?? 0) > 0) throw new NotServable('onnxruntime cannot read a group of a pattern');
      return whereFirstIsLongest(call, (pattern) => onnx.firstMatch(a!, pattern));
    },
    example: { of: "extract('flat 12b', '[0-9]+')", is: '12' },
  },
  replace_match: {
    group: 'patterns',
    summary: 'Every part that matches a regular expression (RE2) replaced by a text.',
    signatures: [{ parameters: ['text', 'text', 'text'], names: ['text', 'pattern', 'to'], result: 'text' }],
    nulls: 'propagate',
    agreement: { notServable: 'ONNX has no operator that replaces by a pattern' },
    constants: [1, 2],
    check: checkPattern({ mayMatchEmpty: false }),
    duckdb: ([a, pattern], call) =>
      `regexp_replace(${a}, ${pattern}, ${sqlText((writtenText(call, 2) ?? '').replaceAll('\\', '\\\\'))}, 'g')`,
    example: { of: "replace_match('a1b22', '[0-9]+', '#')", is: 'a#b#' },
  },
} satisfies Record<string, FunctionRow>;

function checkGroup(call: CallShape) {
  const group = writtenNumber(call, 2);
  const read = readPattern(writtenText(call, 1) ?? '');
  if (call.args[2] === undefined || 'problem' in read) return undefined;
  const { groups } = read.facts;
  if (group !== undefined && group >= 0 && group <= Math.min(groups, 9)) return undefined;
  return {
    argument: 2,
    message: groups === 0 ? 'The pattern has no groups in brackets.' : `The group is from 0 to ${Math.min(groups, 9)}.`,
  };
}
