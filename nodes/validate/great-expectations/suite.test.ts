import { expect, test } from 'vitest';
import { canonicalJson } from '../../kernel';
import { validate } from '../definition';
import { anywherePattern, wholePattern } from './expectation';
import { readSuite, writeSuite } from './index';
// Written by great_expectations 1.24.1: ExpectationSuite(…).to_json_dict().
import people from './people.suite.json';

const rulesOf = (...expectations: unknown[]) => readSuite({ name: 's', expectations }).rules;

test('a suite written by Great Expectations is read, and what has no counterpart is said', () => {
  const { rules, table, notUsed } = readSuite(people);
  expect(rules.map((rule) => rule.kind)).toEqual([
    ...['exists', 'not-null', 'unique', 'range', 'regex', 'statistic', 'shares', 'unique-together', 'greater', 'type'],
    ...['distinct-values', ...Array(7).fill('statistic'), 'in-set'],
  ]);
  expect(rules[3]).toMatchObject({ column: 'age', min: 0, max: 120, below: true, action: 'fail' });
  expect(rules[2]).toMatchObject({ action: 'warn' });
  expect(table).toEqual({ minRows: 1, maxRows: 10, columns: ['a', 'b'], match: 'ordered', action: 'fail' });
  expect(notUsed).toEqual([{ type: 'expect_column_value_z_scores_to_be_less_than', why: 'Sluice has no such rule' }]);
  expect(validate.config.safeParse({ rules, table }).success).toBe(true);
});

test('what is read and written again is the same suite, unknown keys included', () => {
  const { rules, table, kept } = readSuite(people);
  const { expectations, meta, name } = writeSuite({ rules, table, kept }, 'people');
  const named = (list: readonly { type?: string }[]) => list.map((each) => canonicalJson(each)).sort();
  expect(named(expectations)).toEqual(named(people.expectations));
  expect({ meta, name }).toEqual({ meta: people.meta, name: people.name });
});

test('rules that a suite cannot say travel in its meta', () => {
  const rules = [
    { kind: 'expression', expression: 'a > 1', action: 'warn' },
    { kind: 'range', column: 'a', min: 1, action: 'reject' },
  ];
  const suite = writeSuite({ rules }, 's');
  expect(suite.expectations).toHaveLength(1);
  expect(readSuite(JSON.parse(JSON.stringify(suite))).rules).toEqual([rules[1], rules[0]]);
});

test('older suites, times and several quantiles', () => {
  expect(rulesOf({ expectation_type: 'expect_column_values_to_be_unique', kwargs: { column: 'a' } })).toEqual([
    { kind: 'unique', column: 'a', action: 'fail' },
  ]);
  const day = { column: 'd', min_value: '2024-01-01T00:00:00', max_value: '2024-12-31' };
  expect(rulesOf({ type: 'expect_column_values_to_be_between', kwargs: day })).toMatchObject([
    { kind: 'period', from: '2024-01-01', until: '2024-12-31' },
  ]);
  const quantile_ranges = {
    quantiles: [0.1, 0.9],
    value_ranges: [
      [0, 1],
      [null, 5],
    ],
  };
  expect(
    rulesOf({ type: 'expect_column_quantile_values_to_be_between', kwargs: { column: 'a', quantile_ranges } }),
  ).toMatchObject([
    { at: 0.1, min: 0, max: 1 },
    { at: 0.9, max: 5 },
  ]);
});

test('an expectation on some rows only is not taken for one on all', () => {
  const conditional = { type: 'expect_column_values_to_be_unique', kwargs: { column: 'a', row_condition: 'b > 1' } };
  expect(readSuite({ expectations: [conditional] })).toMatchObject({
    rules: [],
    notUsed: [{ why: 'it has a condition on rows' }],
  });
});

test('what is no suite is refused with a sentence', () => {
  expect(() => readSuite({ expectations: [{ kwargs: {} }] })).toThrow('This is no Great Expectations suite');
  expect(() => readSuite([])).toThrow('This is no Great Expectations suite');
});

test.each([
  ['^[A-Z]+$', '[A-Z]+', 'ABC', true],
  ['[A-Z]', '(?s).*(?:[A-Z]).*', 'xxAxx', true],
  ['^a|b$', '(?s).*(?:^a|b$).*', 'xb', true],
  ['^cost\\$', '(?s).*(?:^cost\\$).*', 'cost$ 5', true],
])('the pattern %s means the same over the whole text', (regex, pattern, text, matches) => {
  expect(wholePattern(regex)).toBe(pattern);
  expect(new RegExp(regex).test(text)).toBe(matches);
  expect(new RegExp(`^(?:${pattern.replace('(?s)', '')})$`, 's').test(text)).toBe(matches);
  expect(wholePattern(anywherePattern(pattern))).toBe(pattern);
});
