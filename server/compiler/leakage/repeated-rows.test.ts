import { holdRule } from '../testing/hold-rule';
import { keyless, people, split, train, visits } from '../testing/leak-case';

holdRule('rows that a join repeats', [
  {
    name: 'ask for a split by group',
    nodes: {
      people: keyless,
      visits,
      pair: { type: 'pair', config: { on: 'id' } },
      split: split(),
      train: train('age'),
    },
    wires: ['people > pair', 'visits > pair.other', 'pair > split', 'split > train'],
    says: { code: 'leak-group-split', severity: 'warning', path: ['pair', 'split'] },
  },
  {
    name: 'are fine in a split by group',
    nodes: {
      people: keyless,
      visits,
      pair: { type: 'pair', config: { on: 'id' } },
      split: split({ method: 'group', by: 'id' }),
      train: train('age'),
    },
    wires: ['people > pair', 'visits > pair.other', 'pair > split', 'split > train'],
  },
  {
    name: 'are not feared when the other table has one row per key',
    nodes: { people, visits, pair: { type: 'pair', config: { on: 'id' } }, split: split(), train: train('age') },
    wires: ['visits > pair', 'people > pair.other', 'pair > split', 'split > train'],
  },
]);
