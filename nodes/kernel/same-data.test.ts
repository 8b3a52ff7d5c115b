import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from './canonical';
import { sameData } from './same-data';

it('agrees with the canonical form of JSON values', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (a, b) => {
      expect(sameData(a, structuredClone(a))).toBe(true);
      expect(sameData(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
    }),
    { numRuns: 300 },
  );
});

it('tells a missing field from one that is undefined, and a list from an object', () => {
  expect(sameData({ a: undefined }, {})).toBe(false);
  expect(sameData({ a: undefined, b: 1 }, { b: 1, c: 2 })).toBe(false);
  expect(sameData([], {})).toBe(false);
  expect(sameData({ 0: 'x' }, ['x'])).toBe(false);
});
