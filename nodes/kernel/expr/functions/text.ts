import { type CallShape, type FunctionRow, rowsLike, type Signature } from '../function-row';
import { letterCase } from '../letter-case';
import * as onnx from '../onnx/text';
import { sqlText } from '../sql-text';
import { checkAll, checkSomeText, checkWhole, writtenNumber, writtenText } from './constants';
import { once } from './sql-guards';

/** White space as RE2's \s has it. */
const SPACES = sqlText(' \t\n\r\f');
const ofText = (result: Signature['result']): readonly Signature[] => [
  { parameters: ['text'], names: ['text'], result },
];
const withPart = (name: string, result: Signature['result']): readonly Signature[] => [
  { parameters: ['text', 'text'], names: ['text', name], result },
];
/** A position or count as DuckDB takes it. Its least and greatest pass over nulls: this does not. */
const held = (sql: string, low: number): string =>
  once(
    sql,
    'h',
    (n) => `(case when ${n} < ${low} then ${low} when ${n} > 1000000000 then 1000000000 else ${n} end)::bigint`,
  );

const row = rowsLike({ group: 'text', nulls: 'propagate', agreement: 'exact' });

const padRow = (side: 'left' | 'right', name: string, example: FunctionRow['example']): FunctionRow =>
  row(
    `Filled up at the ${side === 'left' ? 'front' : 'end'} to a number of characters with a repeated text; a longer text is cut to its first.`,
    [
      {
        parameters: ['text', 'int', 'text'],
        names: ['text', 'size', 'filler'],
        result: 'text',
      },
    ],
    {
      constants: [1, 2],
      check: checkAll(checkWhole(1, 'The size', 0, 1000), checkSomeText(2, 'The filler')),
      duckdb: ([a, size, filler]) => `${name}(${a}, ${size}::int, ${filler})`,
      onnx: ([a], call) => onnx.pad(side, a!, writtenNumber(call, 1) ?? 0, writtenText(call, 2) ?? ' '),
      example,
    },
  );

export const textFunctions = {
  length: row('How many characters (code points) it has.', ofText('int'), {
    duckdb: ([a]) => `length(${a})`,
    onnx: ([a]) => onnx.length(a!),
    example: { of: "length('Ærø 😀')", is: 5 },
  }),
  lower: row('In small letters, character by character.', ofText('text'), {
    duckdb: ([a]) => `lower(${a})`,
    onnx: ([a]) => onnx.mapCharacters(a!, letterCase('lower')),
    example: { of: "lower('ÅSE')", is: 'åse' },
  }),
  upper: row('In capital letters, character by character.', ofText('text'), {
    duckdb: ([a]) => `upper(${a})`,
    onnx: ([a]) => onnx.mapCharacters(a!, letterCase('upper')),
    example: { of: "upper('åse')", is: 'ÅSE' },
  }),
  trim: row('Without blanks, tabs and line ends at both ends.', ofText('text'), {
    duckdb: ([a]) => `trim(${a}, ${SPACES})`,
    onnx: ([a]) => onnx.trim(a!, 'both'),
    example: { of: "trim('  oslo ')", is: 'oslo' },
  }),
  ltrim: row('Without blanks, tabs and line ends at the front.', ofText('text'), {
    duckdb: ([a]) => `ltrim(${a}, ${SPACES})`,
    onnx: ([a]) => onnx.trim(a!, 'left'),
    example: { of: "ltrim('  oslo ')", is: 'oslo ' },
  }),
  rtrim: row('Without blanks, tabs and line ends at the end.', ofText('text'), {
    duckdb: ([a]) => `rtrim(${a}, ${SPACES})`,
    onnx: ([a]) => onnx.trim(a!, 'right'),
    example: { of: "rtrim('  oslo ')", is: '  oslo' },
  }),
  reverse: row('From the last character to the first.', ofText('text'), {
    duckdb: ([a]) => `list_aggregate(list_reverse(string_split(${a}, '')), 'string_agg', '')`,
    onnx: ([a]) => onnx.reverse(a!),
    example: { of: "reverse('oslo')", is: 'olso' },
  }),
  concat: row(
    'The texts one after the other; missing when one is missing.',
    [{ parameters: ['text'], names: ['text', 'more'], rest: 'text', result: 'text' }],
    {
      duckdb: (args) => `(${args.join(' || ')})`,
      onnx: (args) => onnx.concatTexts(args),
      example: { of: "concat('a', '-', 'b')", is: 'a-b' },
    },
  ),
  contains: row('True when a text occurs in it. Capital and small letters differ.', withPart('part', 'bool'), {
    duckdb: ([a, part]) => `contains(${a}, ${part})`,
    onnx: ([a, part]) => onnx.contains(a!, onnx.writtenText(part!, 'the text to look for')),
    example: { of: "contains('bergen', 'erg')", is: true },
  }),
  starts_with: row('True when it begins with a text.', withPart('part', 'bool'), {
    duckdb: ([a, part]) => `starts_with(${a}, ${part})`,
    onnx: ([a, part]) => onnx.startsWith(a!, onnx.writtenText(part!, 'the text to look for')),
    example: { of: "starts_with('bergen', 'berg')", is: true },
  }),
  ends_with: row('True when it ends with a text.', withPart('part', 'bool'), {
    duckdb: ([a, part]) => `suffix(${a}, ${part})`,
    onnx: ([a, part]) => onnx.endsWith(a!, onnx.writtenText(part!, 'the text to look for')),
    example: { of: "ends_with('bergen', 'gen')", is: true },
  }),
  position: row('Where a text first occurs, from 1; 0 where it does not.', withPart('part', 'int'), {
    duckdb: ([a, part]) => `strpos(${a}, ${part})`,
    onnx: ([a, part]) => onnx.position(a!, onnx.writtenText(part!, 'the text to look for')),
    example: { of: "position('bergen', 'g')", is: 4 },
  }),
  occurrences: row('How often a text occurs in it, none overlapping.', withPart('part', 'int'), {
    constants: [1],
    check: checkSomeText(1, 'The text to look for'),
    duckdb: ([a, part]) => `(len(string_split(${a}, ${part})) - 1)`,
    onnx: ([a], call) => onnx.occurrences(a!, writtenText(call, 1) ?? ' '),
    example: { of: "occurrences('a, b, c', ',')", is: 2 },
  }),
  word_count: row('How many runs of characters other than blanks, tabs and line ends it has.', ofText('int'), {
    duckdb: ([a]) => `len(regexp_extract_all(${a}, '\\S+'))`,
    onnx: ([a]) => onnx.countMatches(a!, '\\S+'),
    example: { of: "word_count(' one  two ')", is: 2 },
  }),
  left: row('The first characters.', [{ parameters: ['text', 'int'], names: ['text', 'count'], result: 'text' }], {
    duckdb: ([a, count]) => `substring(${a}, 1, ${held(count!, 0)})`,
    onnx: ([a, count]) => onnx.left(a!, count!),
    example: { of: "left('bergen', 4)", is: 'berg' },
  }),
  right: row('The last characters.', [{ parameters: ['text', 'int'], names: ['text', 'count'], result: 'text' }], {
    duckdb: ([a, count]) => `right(${a}, ${held(count!, 0)})`,
    onnx: ([a, count]) => onnx.right(a!, count!),
    example: { of: "right('bergen', 3)", is: 'gen' },
  }),
  substring: row(
    'Characters from a position on, counted from 1: so many, or all. Positions outside the text hold none.',
    [
      {
        parameters: ['text', 'int', 'int'],
        names: ['text', 'start', 'count'],
        optional: 1,
        result: 'text',
      },
    ],
    {
      duckdb: ([a, start, count]) => {
        const first = held(start!, 1);
        return count === undefined
          ? `substring(${a}, ${first})`
          : `substring(${a}, ${first}, ${held(`(${start}::hugeint + ${count} - ${first})`, 0)})`;
      },
      onnx: ([a, start, count]) => onnx.substring(a!, start!, count),
      example: { of: "substring('bergen', 2, 3)", is: 'erg' },
    },
  ),
  replace: row(
    'Every occurrence of a text replaced by another, from left to right.',
    [{ parameters: ['text', 'text', 'text'], names: ['text', 'from', 'to'], result: 'text' }],
    {
      duckdb: ([a, from, to]) => `replace(${a}, ${from}, ${to})`,
      onnx: ([a, from, to]) =>
        onnx.replace(a!, onnx.writtenText(from!, 'what is replaced'), onnx.writtenText(to!, 'what replaces it')),
      example: { of: "replace('1,234,567', ',', '')", is: '1234567' },
    },
  ),
  split_part: row(
    'A piece between separators, counted from 1; the empty text where there is none.',
    [{ parameters: ['text', 'text', 'int'], names: ['text', 'separator', 'piece'], result: 'text' }],
    {
      constants: [1, 2],
      check: checkAll(checkSomeText(1, 'The separator'), checkWhole(2, 'The piece', 1, 1000)),
      duckdb: ([a, separator, piece]) => `split_part(${a}, ${separator}, ${piece})`,
      onnx: ([a], call: CallShape) => onnx.splitPart(a!, writtenText(call, 1) ?? ' ', writtenNumber(call, 2) ?? 1),
      example: { of: "split_part('2024-02-29', '-', 2)", is: '02' },
    },
  ),
  lpad: padRow('left', 'lpad', { of: "lpad('7', 3, '0')", is: '007' }),
  rpad: padRow('right', 'rpad', { of: "rpad('ab', 4, '.')", is: 'ab..' }),
  levenshtein: row('The fewest changes of a byte that make one text of the other.', withPart('other', 'int'), {
    agreement: { notServable: 'ONNX has no operator for the distance of texts' },
    duckdb: ([a, b]) => `levenshtein(${a}, ${b})`,
    example: { of: "levenshtein('bergen', 'bergan')", is: 1 },
  }),
  md5: row('The MD5 hash in 32 hexadecimal digits, for identities.', ofText('text'), {
    agreement: { notServable: 'ONNX has no operator that hashes text' },
    duckdb: ([a]) => `md5(${a})`,
    example: { of: "md5('a')", is: '0cc175b9c0f1b6a831c399e269772661' },
  }),
} satisfies Record<string, FunctionRow>;
