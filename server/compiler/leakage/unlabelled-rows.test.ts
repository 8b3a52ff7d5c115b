import { holdRule } from '../testing/hold-rule';
import { people, split, train } from '../testing/leak-case';

holdRule('rows without their labels', [
  {
    name: 'are refused to what learns',
    nodes: { people, split: split(), query: { type: 'query' }, train: train('age') },
    wires: ['people > split', 'split > query', 'query > train'],
    says: {
      code: 'leak-mixed-rows',
      path: ['split', 'query', 'train'],
      message: /Query does not hand the labels on/,
    },
  },
  {
    name: 'are refused as a feature joined to labelled rows',
    nodes: {
      people,
      split: split(),
      query: { type: 'query' },
      derive: { type: 'derive', config: { from: ['income'] } },
      pair: { type: 'pair', config: { on: 'id' } },
      train: train('derived'),
    },
    wires: ['people > split', 'split > query', 'query > derive', 'split > pair', 'derive > pair.other', 'pair > train'],
    says: { code: 'leak-mixed-rows', path: ['query', 'derive', 'pair', 'train'] },
  },
  {
    name: 'are fine where nothing learns',
    nodes: { people, split: split(), query: { type: 'query' } },
    wires: ['people > split', 'split > query'],
  },
  {
    name: 'are fine above the split',
    nodes: { people, split: split(), query: { type: 'query' }, train: train('age') },
    wires: ['people > query', 'query > split', 'split > train'],
  },
]);
