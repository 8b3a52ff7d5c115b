import { z } from 'zod';
import { defineNode, inputPort, outputPort, switchField } from '../kernel';
import { checkLearning } from '../kernel/learning/check-learning';
import { featureColumns } from '../kernel/learning/feature-columns';
import { describeModel, learningFields, modelFields, partsUsed } from '../kernel/trainer-settings';

const { target, task, features, classWeights, weightsByClass, weights, timeColumn, seed } = learningFields;
const { algorithm, ...familyFields } = modelFields;

const config = z.object({
  target,
  algorithm,
  task,
  features,
  ...familyFields,
  classWeights,
  weightsByClass,
  useFolds: switchField(true, {
    label: 'Judge on folds',
    help: 'Where the split deals folds: learns once for each, and says what the rows left out make of it. The model itself is learned from all training rows.',
  }),
  weights,
  timeColumn,
  seed,
});
export type Config = z.infer<typeof config>;

export const train = defineNode({
  type: 'train',
  version: 1,
  title: 'Train',
  summary: 'Learns a model from the training rows: boosted trees, forests, or a linear model.',
  category: 'model',
  ports: { in: { table: inputPort.table() }, out: { model: outputPort.model() } },
  config,
  implementation: 'sluice-trainer@3',
  traits: { rows: 'none', learns: 'from-training-rows', determinism: 'seeded', serving: 'per-row' },
  outputSchema: () => ({}),
  usesFolds: ({ useFolds }) => useFolds,
  usesParts: partsUsed,
  withFeatures: (features) => ({ features: [...features] }),
  model: ({ config: settings, inputs }) =>
    inputs.table && settings.target !== ''
      ? { target: settings.target, features: featureColumns(settings, inputs.table).map((column) => column.name) }
      : undefined,
  check: checkLearning,
  ui: {
    icon: 'network',
    keywords: [
      ...['model', 'learn', 'fit', 'boosting', 'forest', 'tree', 'logistic', 'linear', 'ridge', 'lasso', 'elastic net'],
      ...['poisson', 'quantile', 'baseline', 'classifier', 'regressor'],
    ],
    describe: describeModel,
  },
});
