import { holdRule } from '../testing/hold-rule';
import { byCity, joinOn, people, split, train, windowOf } from '../testing/leak-case';

holdRule('the nodes that people draw', [
  {
    name: 'may measure a group below the split and join it back',
    nodes: { people, split: split(), sums: byCity('group'), join: joinOn('group'), train: train('typical') },
    wires: ['people > split', 'split > join', 'split > sums', 'sums > join.right', 'join > train'],
  },
  {
    name: 'may not do so above it',
    nodes: { people, split: split(), sums: byCity('group'), join: joinOn('group'), train: train('typical') },
    wires: ['people > join', 'people > sums', 'sums > join.right', 'join > split', 'split > train'],
    says: { code: 'leak-other-rows', severity: 'error', path: ['sums', 'join', 'split', 'train'] },
  },
  {
    name: 'may look back in time above a split by time',
    nodes: { people, back: windowOf('lag'), split: split({ method: 'time', by: 'at' }), train: train('seen_before') },
    wires: ['people > back', 'back > split', 'split > train'],
  },
  {
    name: 'may not look ahead',
    nodes: {
      people,
      ahead: windowOf('lead'),
      split: split({ method: 'time', by: 'at' }),
      train: train('seen_before'),
    },
    wires: ['people > ahead', 'ahead > split', 'split > train'],
    says: { code: 'leak-other-rows', severity: 'error', path: ['ahead', 'split', 'train'] },
  },
  {
    name: 'may stack rows of one split',
    nodes: { people, split: split(), union: { type: 'union' }, train: train('age') },
    wires: ['people > split', 'split > union', 'split > union.table2', 'union > train'],
  },
  {
    name: 'may not stack labelled rows on others, and one click splits after it',
    nodes: { people, split: split(), union: { type: 'union' }, train: train('age') },
    wires: ['people > split', 'split > union', 'people > union.table2', 'union > train'],
    says: { code: 'leak-labels-differ' },
  },
]);
