import { expect, it } from 'vitest';
import { catalogue } from '@/nodes/catalogue.gen';
import { scoreNode } from './score-node';

const best = (typed: string): string =>
  Object.values(catalogue).reduce((a, b) => (scoreNode(b, typed) > scoreNode(a, typed) ? b : a)).type;

it.each([
  ['csv', 'source'],
  ['filter', 'filter'],
  ['spl', 'split'],
  ['sum', 'aggregate'],
  ['sort', 'sort'],
  ['train', 'train'],
  ['enc', 'encode'],
  ['distinct', 'deduplicate'],
])('what was meant by “%s” is %s', (typed, type) => {
  expect(best(typed)).toBe(type);
});

it('finds nothing where there is nothing', () => {
  expect(Object.values(catalogue).filter((definition) => scoreNode(definition, 'zzz') > 0)).toEqual([]);
});
