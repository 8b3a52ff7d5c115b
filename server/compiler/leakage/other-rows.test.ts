import { holdRule } from '../testing/hold-rule';
import { byCity, people, split, train, visits } from '../testing/leak-case';

holdRule('what other rows say', [
  {
    name: 'is refused when a measure over all rows is joined back to them',
    nodes: {
      people,
      sums: byCity('group'),
      pair: { type: 'pair', config: { on: 'group' } },
      split: split({ method: 'group', by: 'id' }),
      train: train('age', 'typical'),
    },
    wires: ['people > pair', 'people > sums', 'sums > pair.other', 'pair > split', 'split > train'],
    says: { code: 'leak-other-rows', severity: 'error', path: ['sums', 'pair', 'split', 'train'] },
  },
  {
    name: 'is refused when it is joined to rows that are labelled already',
    nodes: {
      people,
      sums: byCity('group'),
      pair: { type: 'pair', config: { on: 'group' } },
      split: split(),
      train: train('age', 'typical'),
    },
    wires: ['people > split', 'split > pair', 'people > sums', 'sums > pair.other', 'pair > train'],
    says: { code: 'leak-other-rows', severity: 'error', path: ['sums', 'pair', 'train'] },
  },
  {
    name: 'is fine below the split, where the label is a group key of its own',
    nodes: {
      people,
      sums: byCity('group'),
      pair: { type: 'pair', config: { on: 'group' } },
      split: split(),
      train: train('age', 'typical'),
    },
    wires: ['people > split', 'split > pair', 'split > sums', 'sums > pair.other', 'pair > train'],
  },
  {
    name: 'is fine when the split keeps the measured group together',
    nodes: {
      people,
      sums: byCity('group'),
      pair: { type: 'pair', config: { on: 'group' } },
      split: split({ method: 'group', by: 'group' }),
      train: train('age', 'typical'),
    },
    wires: ['people > pair', 'people > sums', 'sums > pair.other', 'pair > split', 'split > train'],
  },
  {
    name: 'is fine when another table is measured',
    nodes: {
      people,
      visits,
      sums: {
        type: 'aggregate',
        config: { by: ['id'], measures: [{ function: 'sum', column: 'spent', as: 'spent' }] },
      },
      pair: { type: 'pair', config: { on: 'id' } },
      split: split({ method: 'group', by: 'id' }),
      train: train('age', 'spent'),
    },
    wires: ['people > pair', 'visits > sums', 'sums > pair.other', 'pair > split', 'split > train'],
  },
  {
    name: 'is fine when the measured column is no feature',
    nodes: {
      people,
      sums: byCity('group'),
      pair: { type: 'pair', config: { on: 'group' } },
      split: split({ method: 'group', by: 'id' }),
      train: train('age'),
    },
    wires: ['people > pair', 'people > sums', 'sums > pair.other', 'pair > split', 'split > train'],
  },
  {
    name: 'is refused in a window over all rows before the split',
    nodes: { people, around: { type: 'around' }, split: split(), train: train('around') },
    wires: ['people > around', 'around > split', 'split > train'],
    says: { code: 'leak-other-rows', severity: 'error', path: ['around', 'split', 'train'] },
  },
  {
    name: 'is fine in a window below the split, which looks at its own part',
    nodes: { people, around: { type: 'around' }, split: split(), train: train('around') },
    wires: ['people > split', 'split > around', 'around > train'],
  },
  {
    name: 'is fine in a window over a group that the split keeps together',
    nodes: {
      people,
      around: { type: 'around', config: { by: ['group'] } },
      split: split({ method: 'group', by: 'group' }),
      train: train('around'),
    },
    wires: ['people > around', 'around > split', 'split > train'],
  },
  {
    name: 'is warned of when later rows count and the split is by time',
    nodes: { people, around: { type: 'around' }, split: split({ method: 'time', by: 'at' }), train: train('around') },
    wires: ['people > split', 'split > around', 'around > train'],
    says: { code: 'leak-other-rows', severity: 'warning', message: /later ones too/ },
  },
  {
    name: 'is warned of when earlier rows count and the split is at random',
    nodes: { people, around: { type: 'around', config: { look: 'lag' } }, split: split(), train: train('around') },
    wires: ['people > around', 'around > split', 'split > train'],
    says: { code: 'leak-other-rows', severity: 'warning', message: /earlier rows/ },
  },
  {
    name: 'is fine when earlier rows count and the split is by time',
    nodes: {
      people,
      around: { type: 'around', config: { look: 'lag' } },
      split: split({ method: 'time', by: 'at' }),
      train: train('around'),
    },
    wires: ['people > around', 'around > split', 'split > train'],
  },
]);
