import { describe, expect, test } from 'vitest';
import { parse } from './parse';
import { MAX_DEPTH, MAX_LENGTH, MAX_PROBLEMS, type Syntax } from './syntax';

/** A tree in one line, to see how operators bind. */
function shape(node?: Syntax): string {
  if (!node) return '';
  switch (node.kind) {
    case 'column':
      return node.name;
    case 'number':
      return node.text;
    case 'text':
      return `'${node.value}'`;
    case 'bool':
      return String(node.value);
    case 'moment':
      return `${node.type}(${node.value})`;
    case 'list':
      return `[${node.items.map(shape).join(' ')}]`;
    case 'call':
      return `${node.name}(${node.args.map(shape).join(' ')})`;
    case 'operator':
      return `{${[node.operator, ...node.operands.map(shape)].join(' ')}}`;
    case 'case':
      return `case(${[node.subject && shape(node.subject), ...node.branches.map((branch) => `${shape(branch.when)}:${shape(branch.value)}`), node.otherwise && shape(node.otherwise)].filter(Boolean).join(' ')})`;
    default:
      return node.kind;
  }
}

const read = (text: string): string => {
  const { syntax, problems } = parse(text);
  return problems.length > 0 ? problems.map((problem) => problem.message).join(' ') : shape(syntax);
};

/** The characters that are underlined, and what is said of them. */
const complaints = (text: string) =>
  parse(text).problems.map(({ from, to, message }) => [text.slice(from, to), message]);

describe('operators bind as in SQL', () => {
  test.each([
    ['a + b * c - d', '{- {+ a {* b c}} d}'],
    ['a - b - c', '{- {- a b} c}'],
    ['(a + b) * c', '{* {+ a b} c}'],
    ['-a * b', '{* {negate a} b}'],
    ['- -a', '{negate {negate a}}'],
    ['a - -1', '{- a {negate 1}}'],
    ['+a', 'a'],
    ['a or b and not c = d', '{or a {and b {not {= c d}}}}'],
    ['a and b and c or d', '{or {and a b c} d}'],
    ['a == b', '{= a b}'],
    ['a <> b', '{!= a b}'],
    ['a + 1 >= b % 2', '{>= {+ a 1} {% b 2}}'],
    ['a ?? b ?? 0 > 3', '{> {?? a b 0} 3}'],
    ["a ?? b || 'x'", "{?? a {|| b 'x'}}"],
    ['a is null and b is not null', '{and {is null a} {is not null b}}'],
    ['a between 1 and 2 and b', '{and {between a 1 2} b}'],
    ['a not between 1 and 2 + 3', '{not between a 1 {+ 2 3}}'],
    ["lower(trim(city)) in ('oslo', 'bergen')", "{in lower(trim(city)) 'oslo' 'bergen'}"],
    ['a not in (1)', '{not in a 1}'],
    ['if(a, b, c)', 'if(a b c)'],
    ['and(a, b)', 'and(a b)'],
    ['case when a then 1 when b then 2 else 3 end', 'case(a:1 b:2 3)'],
    ["case a when 'x' then 1 end", "case(a 'x':1)"],
    ["f(a, ('x', 'y'))", "f(a ['x' 'y'])"],
    ["date '2026-01-31' < TIMESTAMP '2026-01-31T10:00'", '{< date(2026-01-31) timestamp(2026-01-31 10:00:00)}'],
    ["timestamp '2026-01-31 10:00:00.250Z'", 'timestamp(2026-01-31 10:00:00.25)'],
    ['date = 1', '{= date 1}'],
    ['CASE WHEN NOT a THEN NULL ELSE True END', 'case({not a}:null true)'],
    ['.5 + 1. + 1e-3', '{+ {+ .5 1.} 1e-3}'],
  ])('%s', (text, tree) => {
    expect(read(text)).toBe(tree);
  });
});

describe('names and texts', () => {
  test.each([
    ['"select"', 'select'],
    ['select', 'select'],
    ['"a.b"', 'a.b'],
    ['"a ""quoted"" one"', 'a "quoted" one'],
    ['"and"', 'and'],
    ['"😀"', '😀'],
    ['größe_2', 'größe_2'],
    ['顧客', '顧客'],
    [`"${'x'.repeat(2_000)}"`, 'x'.repeat(2_000)],
    ["'it''s'", "'it's'"],
    ["''", "''"],
    ["'\n'", "'\n'"],
  ])('%s', (text, tree) => {
    expect(read(text)).toBe(tree);
  });
});

describe('what is wrong is said at its characters', () => {
  test.each<[string, [string, string][]]>([
    ['a +', [['+', 'A value is missing at the end.']]],
    ['a + * b', [['*', 'A value is missing before “*”.']]],
    ['f(a', [['(', 'A “)” is missing at the end.']]],
    ['a)', [[')', 'This “)” closes nothing.']]],
    ['a b', [['b', '“b” is not expected here.']]],
    ['f(a b, c)', [['b', '“b” is not expected here.']]],
    ['1 < a < 3', [['<', 'Comparisons do not chain.']]],
    ["'open", [["'open", 'This text is not closed.']]],
    ['"open', [['"open', 'This column name is not closed.']]],
    ['""', [['""', 'A column’s name is missing between the quotes.']]],
    ['12abc + 1', [['12abc', '“12abc” is not a number.']]],
    ['a.b > 1', [['a.b', 'A column’s name with a point needs quotes.']]],
    ["date '2026-02-29'", [["'2026-02-29'", '“2026-02-29” is not a date.']]],
    ["timestamp '2026-01-31 24:00:00'", [["'2026-01-31 24:00:00'", '“2026-01-31 24:00:00” is not a timestamp.']]],
    [
      'a is 3',
      [
        ['3', 'Only null can follow “is”.'],
        ['3', '“3” is not expected here.'],
      ].slice(0, 1) as [string, string][],
    ],
    ['()', [['()', 'A value is missing between the parentheses.']]],
    ['case when a then 1', [['1', 'A “end” is missing at the end.']]],
    ['a in b', [['b', 'A list is expected after “in”.']]],
  ])('%s', (text, expected) => {
    expect(complaints(text)).toEqual(expected);
  });

  test('several problems in one text are all found', () => {
    expect(complaints("lower( + 12abc * (a b) @ 'x")).toEqual([
      ['(', 'A “)” is missing at the end.'],
      ['12abc', '“12abc” is not a number.'],
      ['b', '“b” is not expected here.'],
      ['@', '“@” means nothing here.'],
      ["'x", 'This text is not closed.'],
    ]);
  });

  test.each([
    ["name like 'a%'", 'like', "Write contains(name, 'x'), starts_with(name, 'x') or matches(name, 'pattern')."],
    ['a && b', '&&', 'Write “and”.'],
    ['!a', '!', 'Write “not”.'],
    ['a::int', '::', 'Convert by a function: to_float(x), to_int(x), to_text(x).'],
    ['‘oslo’', '‘', `Text is written with straight quotes: 'Oslo'. Column names too: "city".`],
    ['1_000', '1_000', 'Write 1000.'],
  ])('a habit from elsewhere is answered with what to write: %s', (text, at, hint) => {
    const [first] = parse(text).problems;
    expect([text.slice(first!.from, first!.to), first!.hint]).toEqual([at, hint]);
  });
});

describe('nothing a person pastes stops the reader', () => {
  const inTime = (text: string) => {
    const started = performance.now();
    const { problems } = parse(text);
    expect(performance.now() - started).toBeLessThan(5_000);
    return problems;
  };

  test.each([
    ['10,000 parentheses', `${'('.repeat(10_000)}a${')'.repeat(10_000)}`],
    ['10,000 calls', `${'f('.repeat(10_000)}a${')'.repeat(10_000)}`],
    ['10,000 signs', `${'-'.repeat(10_000)}a`],
    ['10,000 nots', `${'not '.repeat(10_000)}a`],
    ['a sum of 10,000', Array(10_000).fill('a').join(' + ')],
    ['10,000 branches', `case ${'when a then 1 '.repeat(10_000)}end`],
    ['chains within chains', `${'('.repeat(150)}a${' + b + c + d) '.repeat(150)}`],
  ])('%s are too deep', (_, text) => {
    expect(inTime(text).map((problem) => problem.message)).toEqual([
      `This is nested more than ${MAX_DEPTH} levels deep.`,
    ]);
  });

  test('a megabyte is too long', () => {
    const text = 'a + '.repeat(262_144);
    expect(inTime(text)[0]!.message).toBe(
      `This expression has ${text.length} characters; at most ${MAX_LENGTH} can be read.`,
    );
  });

  test.each([
    ['garbage', '@#$~'.repeat(50_000)],
    ['quotes', `'"`.repeat(100_000)],
    ['open parentheses', '('.repeat(200_000)],
    ['closing parentheses', ')'.repeat(200_000)],
    ['commas', ','.repeat(200_000)],
    ['dots', '.'.repeat(200_000)],
    ['keywords', 'then '.repeat(40_000)],
    ['operators', '* '.repeat(100_000)],
    ['words', 'a '.repeat(100_000)],
    ['halves of characters', '\ud800'.repeat(200_000)],
    ['superscripts', '²'.repeat(200_000)],
    ['open cases', 'case '.repeat(40_000)],
    ['lists of lists', '(1,'.repeat(60_000)],
  ])('%s give a few problems, at once', (_, text) => {
    const problems = inTime(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(MAX_PROBLEMS);
  });

  test('a list of 5,000 values and a disjunction of 5,000 are fine', () => {
    expect(inTime(`a in (${Array.from({ length: 5_000 }, (_, index) => index).join(', ')})`)).toEqual([]);
    expect(inTime(Array(5_000).fill('a = 1').join(' or '))).toEqual([]);
  });

  test('an empty text is neither an expression nor a problem', () => {
    expect(parse('  \n')).toEqual({ problems: [] });
  });
});
