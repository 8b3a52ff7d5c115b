import { holdRule } from '../testing/hold-rule';
import { impute, people, split, train } from '../testing/leak-case';

const by = (folds: Record<string, unknown>) => split({ folds });

holdRule('folds around a step that learns', [
  {
    name: 'are fine: below the split it learns anew for every round',
    nodes: { people, split: by({ kind: 'stratified', by: 'target' }), impute, train: train('age') },
    wires: ['people > split', 'split > impute', 'impute > train'],
  },
  {
    name: 'are fine above the split too, where the folds of its rows can be told',
    nodes: { people, impute, split: by({ kind: 'group', by: 'group' }), train: train('id') },
    wires: ['people > impute', 'impute > split', 'split > train'],
  },
  {
    name: 'are warned of above the split, where ranks among its rows decide',
    nodes: { people, impute, split: by({ kind: 'stratified', by: 'target' }), train: train('age') },
    wires: ['people > impute', 'impute > split', 'split > train'],
    says: {
      code: 'leak-folds',
      severity: 'warning',
      path: ['impute', 'split', 'train'],
      message: /Impute learned from/,
    },
  },
  {
    name: 'are warned of where the column of the groups is changed on the way',
    nodes: {
      people,
      impute: { type: 'impute', config: { except: ['target', 'id'] } },
      split: by({ kind: 'group', by: 'age' }),
      train: train('income'),
    },
    wires: ['people > impute', 'impute > split', 'split > train'],
    says: { code: 'leak-folds', severity: 'warning' },
  },
  {
    name: 'are warned of where there are too many rounds to learn anew for each',
    nodes: { people, split: by({ kind: 'k-fold', count: 5, repeats: 20 }), impute, train: train('age') },
    wires: ['people > split', 'split > impute', 'impute > train'],
    says: { code: 'leak-folds', severity: 'warning', path: ['impute', 'train'], message: /Impute learned from/ },
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
