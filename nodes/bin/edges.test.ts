import { expect, test } from 'vitest';
import { edgesProblem, innerEdges, parseEdges } from './edges';

test('edges are numbers between commas, semicolons or spaces', () => {
  expect(parseEdges('18, 35.5;65  1e3 -2')).toEqual([18, 35.5, 65, 1000, -2]);
  expect(parseEdges('18, abc')).toBeUndefined();
});

test('edges that cannot be used say what is wrong', () => {
  expect(edgesProblem(' ')?.message).toBe('Say where one bin ends and the next begins.');
  expect(edgesProblem('18; abc')?.message).toBe('“18; abc” is not a list of numbers.');
  expect(edgesProblem('1, 3, 2')?.message).toBe('2 comes after 3.');
  expect(edgesProblem('1, 1')?.message).toBe('1 comes after 1.');
  expect(edgesProblem('-1, 0, 2.5')).toBeUndefined();
});

test('equal edges are one, and the outer two are open', () => {
  expect(innerEdges([0, 0, 0, 1.5, 6])).toEqual([1.5]);
  expect(innerEdges([7, 7, 7])).toEqual([]);
  expect(innerEdges([])).toEqual([]);
});
