import { expect, test } from 'vitest';
import type { TableSchema } from '../kernel';
import { interactions } from './definition';

const wide: TableSchema = {
  columns: Array.from({ length: 60 }, (_, at) => ({ name: `c${at}`, type: 'float', nullable: false })),
  open: false,
};
const columns = wide.columns.map((column) => column.name);

function problems(settings: Record<string, unknown>): string[] {
  const found: string[] = [];
  const report = (_code: string, _path: unknown, message: string) => void found.push(message);
  interactions.check!({ config: interactions.config.parse(settings), inputs: { table: wide }, nodeId: 'n', report });
  return found;
}
const made = (settings: Record<string, unknown>): number =>
  interactions.outputSchema({ config: interactions.config.parse(settings), inputs: { table: wide } }).table!.columns
    .length - wide.columns.length;

// Counts of scikit-learn 1.9.1: PolynomialFeatures(degree, interaction_only, include_bias=False).n_output_features_.
test.each([
  [20, '2', true, 210],
  [20, '3', true, 1750],
  [20, '2', false, 190],
  [20, '3', false, 1330],
  [1, '3', true, 2],
])('%i columns to degree %s (powers: %s) make %i new ones', (count, degree, powers, expected) => {
  expect(made({ columns: columns.slice(0, count), degree, powers })).toBe(expected);
});

test('too many products are refused with their number, and none is made', () => {
  expect(problems({ columns, degree: '3' })).toEqual(['60 columns make 39,650 products; 2,000 is the most.']);
  expect(made({ columns, degree: '3' })).toBe(0);
});

test('what combines nothing is asked about', () => {
  expect(problems({})).toEqual(['Nothing is combined yet.']);
  expect(problems({ columns: ['c0'], powers: false })).toEqual(['c0 has nothing to be multiplied with.']);
  expect(problems({ ratios: [{ numerator: 'c0', denominator: 'c0' }] })).toEqual(['c0 divided by itself is always 1.']);
});
