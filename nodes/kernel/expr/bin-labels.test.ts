import { expect, test } from 'vitest';
import { binLabels } from './bin-labels';

test('outer bins are open, and an edge belongs to the bin above', () => {
  expect(binLabels([18, 65])).toEqual(['< 18', '[18, 65)', '≥ 65']);
});

test('learned edges are written with as few digits as tell them apart', () => {
  expect(binLabels([1 / 3, 200 / 3])).toEqual(['< 0.3333', '[0.3333, 66.67)', '≥ 66.67']);
  expect(binLabels([100_000.1, 100_000.2])).toEqual(['< 100000.1', '[100000.1, 100000.2)', '≥ 100000.2']);
});

test('given names are taken when there is one for every bin', () => {
  expect(binLabels([0], ['debt', 'credit'])).toEqual(['debt', 'credit']);
  expect(binLabels([0], ['debt'])).toEqual(['< 0', '≥ 0']);
  expect(binLabels([])).toEqual(['all']);
});
