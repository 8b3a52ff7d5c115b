import { z } from 'zod';
import { choiceField, columnField, type FoldMethod, type FoldPlan, numberField } from '../kernel';
import type { Config } from './definition';

const dealt = ['k-fold', 'stratified', 'group'];

export const foldsConfig = z.object({
  kind: choiceField(['none', 'k-fold', 'stratified', 'group', 'time'], 'none', {
    label: 'Folds',
    choices: [
      { value: 'none', label: 'None' },
      { value: 'k-fold', label: 'k-fold', help: 'Each training row in one fold, by a hash of its key.' },
      { value: 'stratified', label: 'Stratified', help: 'The same shares of a column’s values in each fold.' },
      { value: 'group', label: 'By group', help: 'Rows with the same value in one fold.' },
      {
        value: 'time',
        label: 'Time series',
        help: 'Windows one after another, each judged by a model of what came before.',
      },
    ],
  }),
  by: columnField({
    label: 'Column',
    help: 'The column whose values, groups or times decide.',
    when: { field: 'kind', is: ['stratified', 'group', 'time'] },
    required: true,
  }),
  count: numberField(
    5,
    { int: true, min: 2, max: 50 },
    { label: 'How many', when: { field: 'kind', is: [...dealt, 'time'] } },
  ),
  repeats: numberField(
    1,
    { int: true, min: 1, max: 20 },
    {
      label: 'Repeated',
      unit: 'times',
      help: 'Deals the folds anew, to see how much a figure depends on chance.',
      when: { field: 'kind', is: dealt },
    },
  ),
  gap: numberField(
    0,
    { int: true, min: 0, max: 1_000_000_000 },
    {
      label: 'Gap',
      unit: 'rows',
      help: 'Rows before each window that its model does not learn from.',
      when: { field: 'kind', is: ['time'] },
    },
  ),
});

/** How the settings deal training rows into folds. */
export function foldMethodOf({ folds, seed }: Config): FoldMethod | undefined {
  const { kind, by, count, repeats, gap } = folds;
  switch (kind) {
    case 'none':
      return undefined;
    case 'k-fold':
      return { kind: 'random', folds: count, repeats, seed };
    case 'stratified':
    case 'group':
      return { kind, folds: count, repeats, seed, by };
    case 'time':
      return { kind, folds: count, by, gap };
  }
}

/** How a reader finds the rows of each round. */
export function foldPlanOf({ folds }: Config): FoldPlan | undefined {
  if (folds.kind === 'none') return undefined;
  return folds.kind === 'time'
    ? { kind: 'forward', folds: folds.count, repeats: 1 }
    : { kind: 'around', folds: folds.count, repeats: folds.repeats };
}
