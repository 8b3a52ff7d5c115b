import { holdRule } from '../testing/hold-rule';
import { impute, people, split, train } from '../testing/leak-case';

holdRule('folds around a step that is fitted outside them', [
  {
    name: 'are warned of',
    nodes: { people, split: split({ folds: { kind: 'k-fold' } }), impute, train: train('age') },
    wires: ['people > split', 'split > impute', 'impute > train'],
    says: { code: 'leak-folds', severity: 'warning', path: ['impute', 'train'], message: /Impute learned from/ },
  },
  {
    name: 'are warned of when the step learns above the split',
    nodes: { people, impute, split: split({ folds: { kind: 'k-fold' } }), train: train('age') },
    wires: ['people > impute', 'impute > split', 'split > train'],
    says: { code: 'leak-folds', severity: 'warning', path: ['impute', 'split', 'train'] },
  },
  {
    name: 'are fine around a model alone',
    nodes: { people, split: split({ folds: { kind: 'k-fold' } }), train: train('age') },
    wires: ['people > split', 'split > train'],
  },
  {
    name: 'are fine where the model does not judge on them',
    nodes: {
      people,
      split: split({ folds: { kind: 'k-fold' } }),
      impute,
      train: { type: 'train', config: { target: 'target', features: ['age'], useFolds: false } },
    },
    wires: ['people > split', 'split > impute', 'impute > train'],
  },
]);
