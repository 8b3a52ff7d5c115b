import { expect, test } from 'vitest';
import { vectorComponents } from '@/server/compiler/emit/vector-components';
import { ConformingNode } from '../conforming-node';
import { bin } from './definition';

const componentsOf = (config: Record<string, unknown>, rows: (number | null)[]) => {
  const lowered = new ConformingNode(bin, {
    title: 'one-hot',
    config: { output: 'one-hot', ...config },
    in: { table: { columns: ['age:float'], rows: rows.map((age) => [age]) } },
  }).lowered().table!;
  if (lowered.kind !== 'relation') throw new Error('bins are a relation');
  return vectorComponents(lowered.rel, { components: () => ({}), learned: () => [18, 65] }).age;
};

test('components are named after the bins they stand for, learned or typed', () => {
  const names = ['age=< 18', 'age=[18, 65)', 'age=≥ 65'];
  expect(componentsOf({}, [1])).toEqual(names);
  expect(componentsOf({ method: 'edges', edges: '18, 65' }, [1])).toEqual(names);
});

test('a column that can be missing has a component for it, unless zeros are chosen', () => {
  expect(componentsOf({}, [1, null])?.at(-1)).toBe('age=(missing)');
  expect(componentsOf({ missing: 'zeros' }, [1, null])).toHaveLength(3);
});

test('bins with names of their own are called so', () => {
  const config = { method: 'edges', edges: '18', labels: ['child', 'adult'] };
  expect(componentsOf(config, [1])).toEqual(['age=child', 'age=adult']);
});
