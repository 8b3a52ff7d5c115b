import { expect, test } from 'vitest';
import { FUNCTIONS, type FunctionName } from './functions';
import { signaturesOf, writtenCall, writtenExample } from './written-signature';

const written = (name: FunctionName): string[] =>
  signaturesOf(FUNCTIONS[name]).map((signature) => `${writtenCall(name, signature)} → ${signature.result}`);

test('overloads that differ in types only are written as one', () => {
  expect(written('add')).toEqual(['add(left: int or float, right: int or float) → int or float']);
  expect(written('round')).toEqual(['round(number: int) → int', 'round(number: float, digits?: int) → float']);
});

test('types that go in step are the same type', () => {
  expect(written('greatest')).toEqual([
    'greatest(value: int, float, date or timestamp, other…: same type) → same type',
  ]);
  expect(written('less')).toEqual(['less(left: int, float, date, timestamp or text, right: same type) → bool']);
  expect(written('coalesce')).toEqual(['coalesce(value: any type, otherwise…: same type) → same type']);
});

test('lists are told from their items', () => {
  expect(written('bucketize')).toEqual(['bucketize(number: float, edges: list of numbers) → int']);
});

test('an example says what it gives', () => {
  expect(writtenExample({ of: 'a', is: null })).toBe('a → missing');
  expect(writtenExample({ of: 'a', is: "it's" })).toBe("a → 'it''s'");
  expect(writtenExample({ of: 'a', is: false })).toBe('a → false');
});
