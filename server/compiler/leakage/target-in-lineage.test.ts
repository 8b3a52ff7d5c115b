import { holdRule } from '../testing/hold-rule';
import { people, split, train } from '../testing/leak-case';

holdRule('the target in the lineage of a feature', [
  {
    name: 'is refused in a column computed from it',
    nodes: {
      people,
      split: split(),
      derive: { type: 'derive', config: { from: ['age', 'target'] } },
      train: train('age', 'derived'),
    },
    wires: ['people > split', 'split > derive', 'derive > train'],
    says: { code: 'leak-target-among-features', severity: 'error', message: /derived is computed from the target/ },
  },
  {
    name: 'is refused through a join',
    nodes: {
      people,
      rates: { type: 'derive', config: { from: ['target'] } },
      pair: { type: 'pair', config: { on: 'id' } },
      split: split({ method: 'group', by: 'id' }),
      train: train('age', 'derived'),
    },
    wires: ['people > pair', 'people > rates', 'rates > pair.other', 'pair > split', 'split > train'],
    says: { code: 'leak-target-among-features', severity: 'error' },
  },
  {
    name: 'is refused when all it is made of is a feature',
    nodes: {
      people,
      split: split(),
      derive: { type: 'derive', config: { from: ['income'], as: 'rich' } },
      train: { type: 'train', config: { target: 'rich', features: ['income'] } },
    },
    wires: ['people > split', 'split > derive', 'derive > train'],
    says: { code: 'leak-target-among-features', severity: 'error', message: /both computed from income/ },
  },
  {
    name: 'is warned of when they share one of several columns',
    nodes: {
      people,
      split: split(),
      derive: { type: 'derive', config: { from: ['income', 'age'], as: 'rich' } },
      train: { type: 'train', config: { target: 'rich', features: ['income'] } },
    },
    wires: ['people > split', 'split > derive', 'derive > train'],
    says: { code: 'leak-target-among-features', severity: 'warning' },
  },
  {
    name: 'is fine from a row before',
    nodes: {
      people,
      split: split({ method: 'time', by: 'at' }),
      around: { type: 'around', config: { look: 'lag', of: 'target' } },
      train: train('age', 'around'),
    },
    wires: ['people > split', 'split > around', 'around > train'],
  },
  {
    name: 'is fine in a column computed from others',
    nodes: {
      people,
      split: split(),
      derive: { type: 'derive', config: { from: ['age', 'income'] } },
      train: train('age', 'derived'),
    },
    wires: ['people > split', 'split > derive', 'derive > train'],
  },
]);
