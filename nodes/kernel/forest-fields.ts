import { z } from 'zod';
import { choiceField, numberField } from './config-fields';

/** How the trees of a forest are grown, and a tree by itself; names and defaults follow scikit-learn. */
export const forestFields = z.object({
  maxFeatures: choiceField(['auto', 'sqrt', 'share', 'all'], 'auto', {
    label: 'Features per split',
    choices: [
      {
        value: 'auto',
        label: 'By the task',
        help: 'The root of their number for classes, all for numbers and a tree.',
      },
      { value: 'sqrt', label: 'The root of their number' },
      { value: 'share', label: 'A share of them' },
      { value: 'all', label: 'All' },
    ],
  }),
  featureShare: numberField(
    0.33,
    { min: 0.01, max: 1 },
    { label: 'Share of the features', step: 0.05, when: { field: 'maxFeatures', is: ['share'] } },
  ),
  minDataInLeaf: numberField(
    1,
    { int: true, min: 1, max: 1_000_000 },
    { label: 'Fewest rows in a leaf', unit: 'rows', help: 'More makes trees smaller, and less sure of single rows.' },
  ),
  maxDepth: numberField(
    0,
    { int: true, min: 0, max: 1000 },
    { label: 'Deepest tree', unit: 'splits', help: '0: until its leaves are pure.' },
  ),
  minRowsToSplit: numberField(
    2,
    { int: true, min: 2, max: 1_000_000 },
    { label: 'Fewest rows to split', unit: 'rows', advanced: true },
  ),
  maxBins: numberField(
    255,
    { int: true, min: 2, max: 255 },
    { label: 'Bins per feature', help: 'Values that a split can tell apart, at most.', advanced: true },
  ),
});
