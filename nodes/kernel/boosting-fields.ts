import { z } from 'zod';
import { choiceField, columnField, listField, numberField } from './config-fields';

/** Settings of gradient-boosted trees, as a person sees them; names follow LightGBM where it has one. */
export const boostingFields = z.object({
  rounds: numberField(
    100,
    { int: true, min: 1, max: 10_000 },
    { label: 'Rounds', help: 'Trees to grow, one after another (per class for several classes).' },
  ),
  learningRate: numberField(0.1, { min: 0.0001, max: 1 }, { label: 'Learning rate', step: 0.01 }),
  leaves: numberField(31, { int: true, min: 2, max: 1024 }, { label: 'Leaves per tree' }),
  minDataInLeaf: numberField(
    20,
    { int: true, min: 1, max: 1_000_000 },
    { label: 'Fewest rows in a leaf', unit: 'rows' },
  ),
  earlyStopping: numberField(
    0,
    { int: true, min: 0, max: 1000 },
    {
      label: 'Stop early after',
      unit: 'rounds',
      help: 'Rounds without a better loss on the validation part; 0 never stops early.',
    },
  ),
  objective: choiceField(['auto', 'squared', 'absolute', 'quantile', 'poisson', 'huber'], 'auto', {
    label: 'Loss',
    choices: [
      { value: 'auto', label: 'By the target', help: 'Log loss for classes, squared error for numbers.' },
      { value: 'squared', label: 'Squared error', help: 'Predicts the mean.' },
      { value: 'absolute', label: 'Absolute error', help: 'Predicts the median; outliers count little.' },
      { value: 'quantile', label: 'Quantile', help: 'Predicts a value that a chosen share of rows stays below.' },
      { value: 'poisson', label: 'Poisson', help: 'For counts and other numbers from 0 up.' },
      { value: 'huber', label: 'Huber', help: 'Squared near the answer, absolute far from it.' },
    ],
  }),
  quantile: numberField(
    0.9,
    { min: 0.001, max: 0.999 },
    { label: 'Quantile', step: 0.05, when: { field: 'objective', is: ['quantile'] } },
  ),
  huberDelta: numberField(
    0,
    { min: 0 },
    {
      label: 'Far from the answer',
      help: 'An error beyond this many units of the target; 0 takes 1.345 robust deviations.',
      when: { field: 'objective', is: ['huber'] },
    },
  ),
  monotone: listField(
    z.object({
      column: columnField({ label: 'Feature', types: ['bool', 'int', 'float'], required: true }),
      direction: choiceField(['rising', 'falling'], 'rising', {
        label: 'As it rises, the answer',
        choices: [
          { value: 'rising', label: 'never falls' },
          { value: 'falling', label: 'never rises' },
        ],
      }),
    }),
    { label: 'Monotone features', help: 'What must hold whatever the data say, all else being equal.', advanced: true },
  ),
  rowSampling: numberField(
    1,
    { min: 0.01, max: 1 },
    { label: 'Rows per round', step: 0.05, help: 'Share of the rows that a round learns from.', advanced: true },
  ),
  featureSampling: numberField(
    1,
    { min: 0.01, max: 1 },
    { label: 'Features per tree', step: 0.05, help: 'Share of the features that a tree may use.', advanced: true },
  ),
  splitSampling: numberField(
    1,
    { min: 0.01, max: 1 },
    { label: 'Features per split', step: 0.05, help: 'Share of the tree’s features for a split.', advanced: true },
  ),
  maxDepth: numberField(
    0,
    { int: true, min: 0, max: 100 },
    { label: 'Deepest tree', unit: 'splits', help: '0: as deep as its leaves allow.', advanced: true },
  ),
  minGain: numberField(0, { min: 0 }, { label: 'Least gain of a split', advanced: true }),
  l1: numberField(0, { min: 0, max: 1_000_000 }, { label: 'L1 penalty', advanced: true }),
  l2: numberField(0, { min: 0, max: 1_000_000 }, { label: 'L2 penalty', advanced: true }),
  maxBins: numberField(
    255,
    { int: true, min: 2, max: 255 },
    { label: 'Bins per feature', help: 'Values that a split can tell apart, at most.', advanced: true },
  ),
});
