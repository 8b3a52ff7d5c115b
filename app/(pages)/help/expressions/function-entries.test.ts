import { expect, test } from 'vitest';
import { FUNCTION_ENTRIES, foundByGroup } from './function-entries';

const names = (query: string) => foundByGroup(query).flatMap(({ entries }) => entries.map((entry) => entry.name));

test('every function people can type is listed once, in a group', () => {
  expect(names('').toSorted()).toEqual(FUNCTION_ENTRIES.map((entry) => entry.name).toSorted());
  expect(FUNCTION_ENTRIES.length).toBeGreaterThanOrEqual(60);
  expect(names('')).not.toContain('one_hot');
});

test('a search looks at names, operators and what they do', () => {
  expect(names('coalesce')).toEqual(['coalesce']);
  expect(names('??')).toEqual(['coalesce']);
  expect(names('iso week')).toEqual(['week']);
  expect(names('zebra')).toEqual([]);
});
