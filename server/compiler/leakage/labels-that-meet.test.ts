import { holdRule } from '../testing/hold-rule';
import { people, split, train } from '../testing/leak-case';

holdRule('labels that meet', [
  {
    name: 'are refused in a join of two splits',
    nodes: { people, one: split({ seed: 1 }), two: split({ seed: 2 }), pair: { type: 'pair', config: { on: 'id' } } },
    wires: ['people > one', 'people > two', 'one > pair', 'two > pair.other'],
    says: { code: 'leak-labels-differ', message: /different splits/ },
  },
  {
    name: 'are refused in a join that is not on the key of the split',
    nodes: { people, split: split(), pair: { type: 'pair', config: { on: 'group' } } },
    wires: ['people > split', 'split > pair', 'split > pair.other'],
    says: { code: 'leak-labels-differ', message: /do not decide their label/ },
  },
  {
    name: 'are fine in a join on the key',
    nodes: { people, split: split(), pair: { type: 'pair', config: { on: 'id' } } },
    wires: ['people > split', 'split > pair', 'split > pair.other'],
  },
  {
    name: 'are fine in a join on the group',
    nodes: {
      people,
      split: split({ method: 'group', by: 'group' }),
      pair: { type: 'pair', config: { on: 'group' } },
    },
    wires: ['people > split', 'split > pair', 'split > pair.other'],
  },
  {
    name: 'are refused in a union of labelled and unlabelled rows',
    nodes: { people, split: split(), stack: { type: 'stack' }, train: train('age') },
    wires: ['people > split', 'split > stack', 'people > stack.other', 'stack > train'],
    says: { code: 'leak-labels-differ', message: /labels only some/ },
  },
  {
    name: 'are refused in a union of two splits',
    nodes: {
      people,
      one: split({ seed: 1 }),
      two: split({ seed: 2 }),
      stack: { type: 'stack' },
      train: train('age'),
    },
    wires: ['people > one', 'people > two', 'one > stack', 'two > stack.other', 'stack > train'],
    says: { code: 'leak-labels-differ' },
  },
  {
    name: 'are fine in a union below one split',
    nodes: { people, split: split(), stack: { type: 'stack' }, train: train('age') },
    wires: ['people > split', 'split > stack', 'split > stack.other', 'stack > train'],
  },
]);
