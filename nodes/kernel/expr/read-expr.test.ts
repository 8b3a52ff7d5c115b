import { describe, expect, test } from 'vitest';
import type { Column, ScalarType, TableSchema } from '../schema';
import { type call, col, type Expr, float, int, text, textList } from './expr';
import type { FunctionRow } from './function-row';
import { FUNCTIONS } from './functions';
import { readExpr } from './read-expr';
import { NAMES_ELSEWHERE } from './unknown-name';

const column = (name: string, type: Column['type'], nullable = false): Column => ({ name, type, nullable });
const schema: TableSchema = {
  open: false,
  columns: [
    column('city', 'text', true),
    column('plan', 'text'),
    column('tenure', 'int'),
    column('seats', 'int', true),
    column('total_charges', 'float', true),
    column('monthly_charges', 'float'),
    column('churned', 'bool'),
    column('vip', 'bool', true),
    column('signup', 'date'),
    column('seen', 'timestamp', true),
    column('select', 'int'),
    column('"quoted"', 'int'),
    column('a.b', 'int'),
    column('😀', 'int'),
    column('x'.repeat(2_000), 'int'),
    column('encoded', 'vector'),
  ],
};

/** The characters that are underlined, what is said, and what to do. */
const complaints = (typed: string, wanted?: ScalarType) =>
  readExpr(typed, schema, wanted).problems.map(({ from, to, message, hint }) => [typed.slice(from, to), message, hint]);

const typed = (fn: Parameters<typeof call>[0], types: ScalarType[], ...args: Expr[]): Expr => ({
  op: 'call',
  fn,
  args,
  types,
});

describe('an expression is lowered to calls with checked types', () => {
  test.each<[string, Expr]>([
    ['tenure', col('tenure')],
    ['tenure + 1', typed('add', ['int', 'int'], col('tenure'), int(1))],
    ['tenure + 1.5', typed('add', ['float', 'float'], typed('to_float', ['int'], col('tenure')), float(1.5))],
    ['monthly_charges * 2', typed('multiply', ['float', 'float'], col('monthly_charges'), float(2))],
    ['-5', int(-5)],
    ['-monthly_charges', typed('negate', ['float'], col('monthly_charges'))],
    ["plan = 'pro'", typed('equal', ['text', 'text'], col('plan'), text('pro'))],
    ["plan in ('a', 'b')", typed('in_set', ['text', 'text'], col('plan'), textList(['a', 'b']))],
    [
      'tenure not in (1, 2)',
      typed(
        'not',
        ['bool'],
        typed('in_set', ['int', 'int'], col('tenure'), { op: 'literal', type: 'float-list', value: [1, 2] }),
      ),
    ],
    [
      "signup in (date '2026-01-31')",
      typed('equal', ['date', 'date'], col('signup'), { op: 'literal', type: 'date', value: '2026-01-31' }),
    ],
    [
      'tenure in (1, seats)',
      typed(
        'or',
        ['bool', 'bool'],
        typed('equal', ['int', 'int'], col('tenure'), int(1)),
        typed('equal', ['int', 'int'], col('tenure'), col('seats')),
      ),
    ],
    ['total_charges ?? 0', typed('coalesce', ['float', 'float'], col('total_charges'), float(0))],
    [
      'equal(total_charges, null)',
      typed('equal', ['float', 'float'], col('total_charges'), { op: 'literal', type: 'float', value: null }),
    ],
    [
      "case plan when 'pro' then 1 else 2.5 end",
      typed(
        'if',
        ['bool', 'float', 'float'],
        typed('equal', ['text', 'text'], col('plan'), text('pro')),
        float(1),
        float(2.5),
      ),
    ],
    [
      'case when churned then 1 end',
      typed('if', ['bool', 'int', 'int'], col('churned'), int(1), { op: 'literal', type: 'int', value: null }),
    ],
    [
      'and(churned, vip, true)',
      typed('and', ['bool', 'bool', 'bool'], col('churned'), col('vip'), { op: 'literal', type: 'bool', value: true }),
    ],
    ['city is not null', typed('is_not_null', ['text'], col('city'))],
    ['"select" % "a.b"', typed('mod', ['int', 'int'], col('select'), col('a.b'))],
    ['"""quoted""" - "😀"', typed('subtract', ['int', 'int'], col('"quoted"'), col('😀'))],
    [`"${'x'.repeat(2_000)}"`, col('x'.repeat(2_000))],
  ])('%s', (written, expr) => {
    const read = readExpr(written, schema);
    expect(read.problems).toEqual([]);
    expect(read.expr).toEqual(expr);
  });

  test('an int of 64 bits keeps every digit', () => {
    const literal = (value: number | string) => ({ op: 'literal', type: 'int', value });
    expect(readExpr('9007199254740993', schema).expr).toEqual(literal('9007199254740993'));
    expect(readExpr('-9223372036854775808', schema).expr).toEqual(literal('-9223372036854775808'));
    expect(readExpr('9223372036854775807', schema).expr).toEqual(literal('9223372036854775807'));
    expect(readExpr('9007199254740991', schema).expr).toEqual(literal(9007199254740991));
    expect(complaints('9223372036854775808')[0]![1]).toBe('This is beyond the largest int (64 bits).');
    expect(complaints('1e999')[0]![1]).toBe('This is beyond the largest float.');
  });

  test('a large int in a list is compared digit by digit', () => {
    expect(readExpr('tenure in (9007199254740993)', schema).expr).toEqual(
      typed('equal', ['int', 'int'], col('tenure'), { op: 'literal', type: 'int', value: '9007199254740993' }),
    );
  });
});

describe('the type and whether a value may be missing', () => {
  test.each<[string, ScalarType, boolean]>([
    ['tenure', 'int', false],
    ['total_charges', 'float', true],
    ["plan = 'pro'", 'bool', false],
    ["city = 'Oslo'", 'bool', true],
    ['city is null', 'bool', false],
    ['tenure + 1', 'int', true],
    ['tenure / 2', 'float', true],
    ['coalesce(total_charges, 0)', 'float', false],
    ['coalesce(total_charges, null)', 'float', true],
    ['if(vip, 1, 2)', 'int', false],
    ['if(vip, 1)', 'int', true],
    ['if(churned, total_charges, 0)', 'float', true],
    ['case when vip then 1 else 2 end', 'int', false],
    ['churned and tenure > 3', 'bool', false],
    ['churned and vip', 'bool', true],
    ['tenure between 1 and 3', 'bool', false],
    ['seats between 1 and 3', 'bool', true],
    ['seats in (1, 2)', 'bool', true],
    ["seen > timestamp '2026-01-31'", 'bool', true],
  ])('%s is %s', (written, type, nullable) => {
    expect(readExpr(written, schema)).toMatchObject({ type, nullable, problems: [] });
  });
});

describe('a type error stands at its characters, with what to do', () => {
  test.each<[string, [string, string, string | undefined][]]>([
    ['total_charge > 1', [['total_charge', 'There is no column “total_charge” here.', 'Did you mean total_charges?']]],
    ['churn', [['churn', 'There is no column “churn” here.', 'Did you mean churned?']]],
    ['a_b', [['a_b', 'There is no column “a_b” here.', 'Did you mean "a.b"?']]],
    [
      'plan = "pro"',
      [['"pro"', 'There is no column “pro” here.', "Double quotes name a column. A text is written 'pro'."]],
    ],
    ['coalesce', [['coalesce', 'There is no column “coalesce” here.', 'It is a function: coalesce(…).']]],
    ['plan = 3', [['3', '“=” takes values of one type; plan is text, and this is int.', "Write it as text: '3'."]]],
    [
      "tenure = '3'",
      [["'3'", '“=” takes values of one type; tenure is int, and this is text.', 'Write 3 without quotes.']],
    ],
    ["signup < '2026-01-31'", [["'2026-01-31'", '“<” takes date; this is text.', "Write date '2026-01-31'."]]],
    [
      "churned = 'true'",
      [["'true'", '“=” takes values of one type; churned is bool, and this is text.', 'Write true without quotes.']],
    ],
    ["plan + 'x'", [['plan', '“+” takes int or float; plan is text.', 'Join texts with ||.']]],
    ['churned and tenure', [['tenure', '“and” takes bool; tenure is int.', 'Compare it: tenure > 0.']]],
    [
      'is_null(tenure, 3)',
      [['is_null', '“is_null” takes 1 value, and 2 are given.', 'It is written is_null(value: any type).']],
    ],
    [
      'if(churned)',
      [
        [
          'if',
          '“if” takes 2 to 3 values, and 1 is given.',
          'It is written if(condition: bool, value: any type, otherwise?: same type).',
        ],
      ],
    ],
    ['nothing(1)', [['nothing', 'There is no function “nothing”.', 'The help page lists all functions.']]],
    ['ifnull(seats, 0)', [['ifnull', 'There is no function “ifnull”.', 'Here it is called coalesce.']]],
    ['coalesc(seats, 0)', [['coalesc', 'There is no function “coalesc”.', 'Did you mean coalesce?']]],
    [
      'tenure (3)',
      [['tenure', 'There is no function “tenure”.', 'It is a column; an operator is missing before the parenthesis.']],
    ],
    [
      'standardise(1, 2, 3)',
      [['standardise', 'There is no function “standardise”.', 'The help page lists all functions.']],
    ],
    ["plan in ('a', 3)", [['3', 'plan is text, and this is int.', "Write it as text: '3'."]]],
    ["plan in ('a', null)", [['null', 'Nothing equals null, so it cannot be in a list.', 'Add “or … is null”.']]],
    ['plan in ()', [['in', 'The list is empty.', "Write values in it: in ('a', 'b')."]]],
    [
      "case when churned then 1 else 'x' end",
      [["'x'", 'All results have one type; the first is int, and this is text.', undefined]],
    ],
    [
      'encoded',
      [
        [
          'encoded',
          '“encoded” holds several numbers per row; an expression takes single values.',
          'Use the column it was made of, before the step that encodes it.',
        ],
      ],
    ],
    ['null', [['null', 'This is always missing and has no type.', 'Give it one: to_float(null).']]],
    [
      "('a', 'b')",
      [["('a', 'b')", 'A list is not a value.', 'Lists stand after “in” and in functions that take one.']],
    ],
    [
      'matches(plan, city)',
      [
        [
          'city',
          'The pattern of “matches” must be written out; it cannot come from a column or be computed.',
          "As in matches('AB-12', '[A-Z]+-[0-9]+').",
        ],
      ],
    ],
    [
      "1 < tenure < 'x'",
      [['<', 'Comparisons do not chain.', 'Write “a < b and b < c”, “b between a and c”, or use ( ).']],
    ],
  ])('%s', (written, expected) => {
    expect(complaints(written)).toEqual(expected);
  });

  test('problems of syntax, names and types are found together, in order', () => {
    expect(complaints("churn + (plan * 2) and 12abc > 'x").map(([at]) => at)).toEqual(['churn', 'plan', '12abc', "'x"]);
  });

  test('a call that is not closed is said to be that, not to lack arguments', () => {
    expect(complaints('if(churned, 1) + if(is_null(vip)').map(([, message]) => message)).toEqual([
      'A “)” is missing at the end.',
    ]);
  });

  test('the columns that are read are known in spite of problems', () => {
    expect(readExpr('if(seats > , tenure, "a.b"', schema).columns).toEqual(['seats', 'tenure', 'a.b']);
  });
});

describe('the type a setting wants', () => {
  test('an int becomes a float', () => {
    expect(readExpr('tenure', schema, 'float')).toMatchObject({
      type: 'float',
      expr: typed('to_float', ['int'], col('tenure')),
    });
  });

  test('a null takes it', () => {
    expect(readExpr('null', schema, 'date').expr).toEqual({ op: 'literal', type: 'date', value: null });
  });

  test('another type is a problem that names both', () => {
    expect(complaints('tenure', 'bool')).toEqual([
      ['tenure', 'This gives int, and must give bool (true or false).', 'Compare it: tenure > 0.'],
    ]);
  });
});

describe('an open table', () => {
  const open: TableSchema = { open: true, columns: [column('tenure', 'int')] };

  test('raises nothing about columns it may have', () => {
    expect(readExpr('lower_than + tenure > other', open)).toMatchObject({ type: 'bool', problems: [] });
    expect(readExpr('other', open)).toMatchObject({ problems: [] });
    expect(readExpr('other', open).expr).toBeUndefined();
  });

  test('still knows the types of the columns it has', () => {
    expect(readExpr('tenure || other', open).problems).toHaveLength(1);
    expect(readExpr('tenure > 3', open).expr).toBeDefined();
  });
});

describe('what is meant by habits from elsewhere is said once', () => {
  test.each<[string, [string, string | undefined][]]>([
    ["plan like 'a%'", [['like', "Write contains(name, 'x'), starts_with(name, 'x') or matches(name, 'pattern')."]]],
    ['tenure > 3 & churned', [['&', 'Write “and”.']]],
    ['tenure ** 2', [['**', 'Write power(x, y).']]],
    ['tenure::text', [['::', 'Convert by a function: to_float(x), to_int(x), to_text(x).']]],
    ['tenure = 3;', [[';', 'An expression needs no end mark.']]],
    [
      'churned ? 1 : 2',
      [
        ['?', 'Write if(condition, a, b).'],
        [':', 'Write if(condition, a, b).'],
      ],
    ],
    [
      'sum(tenure)',
      [
        [
          'sum',
          'An expression sees one row. What is computed of many rows is a step of its own: an aggregate, or a window.',
        ],
      ],
    ],
    [
      'signup > today()',
      [['today', 'An expression gives the same whenever it is run. Compare with a column, or with a written date.']],
    ],
    ['plan = null', [['null', 'Write “is null”.']]],
    ['churned = 1', [['1', 'Write true.']]],
    ["churned = 'yes'", [["'yes'", 'The values of a bool are true and false.']]],
    ['plan = true', [['true', "Write it as text: 'true'."]]],
    ["seen > date '2026-01-31'", [["date '2026-01-31'", "Write timestamp '2026-01-31 00:00:00'."]]],
    ['signup = seen', [['signup', 'Convert it: to_timestamp(signup).']]],
    ['least(signup, seen)', [['signup', 'Convert it: to_timestamp(signup).']]],
    ['bucketize(tenure, (1, total_charges))', [['total_charges', undefined]]],
  ])('%s', (written, expected) => {
    expect(complaints(written).map(([at, , hint]) => [at, hint])).toEqual(expected);
  });
});

test.each([
  ['churn', 'churned'],
  ['plan = 3', "plan = '3'"],
  ["tenure > '12'", 'tenure > 12'],
  ['plan = "pro"', "plan = 'pro'"],
  ["signup > '2026-01-31'", "signup > date '2026-01-31'"],
  ['ifnull(seats, 0)', 'coalesce(seats, 0)'],
  ['a_b + 1', '"a.b" + 1'],
])('a problem with one likely answer offers it: %s', (written, mended) => {
  const [problem] = readExpr(written, schema).problems;
  const text = written.slice(0, problem!.from) + problem!.replacement + written.slice(problem!.to);
  expect(text).toBe(mended);
  expect(readExpr(text, schema).problems).toEqual([]);
});

describe('every function of the table', () => {
  const rows = Object.entries<FunctionRow>(FUNCTIONS).filter(([, row]) => !row.internal);

  test.each(rows)('%s has an example that can be read', (_, row) => {
    expect(readExpr(row.example!.of, schema).problems).toEqual([]);
  });

  test('that another language names otherwise is found under that name', () => {
    for (const known of NAMES_ELSEWHERE.keys()) expect(Object.keys(FUNCTIONS)).toContain(known);
  });
});

test('an empty text is said to be empty', () => {
  expect(readExpr(' ', schema).problems[0]!.message).toBe('The expression is empty.');
});

test('a hundred misspelt names over 5,000 columns take seconds at most', () => {
  const wide: TableSchema = {
    open: false,
    columns: Array.from({ length: 5_000 }, (_, index) => column(`measurement_${index}`, 'float')),
  };
  const started = performance.now();
  const { problems } = readExpr(Array.from({ length: 100 }, (_, index) => `mesurement_${index}`).join(' + '), wide);
  expect(problems[0]!.hint).toBe('Did you mean measurement_0?');
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('an expression that would grow without bound is refused', () => {
  const nested = Array(12)
    .fill('')
    .reduce((inner: string) => `(${inner} in (churned, vip, churned, vip))`, 'churned');
  expect(complaints(nested).map(([, message]) => message)).toContain('This expression is too large.');
});
