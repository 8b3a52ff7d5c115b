import { holdRule } from '../testing/hold-rule';
import { byCity, impute, keyless, people, split, train, visits } from '../testing/leak-case';

holdRule('what learns before a split whose labels can be known earlier', [
  {
    name: 'learns from the rows that will be training rows',
    nodes: { people, impute, split: split(), train: train('age') },
    wires: ['people > impute', 'impute > split', 'split > train'],
  },
  {
    name: 'through another that learns and one that drops rows',
    nodes: {
      people,
      impute,
      scale: { type: 'encode', config: { numbers: 'standardise', except: ['id', 'target'] } },
      validate: { type: 'validate', config: { rules: [{ column: 'age', kind: 'not-null', action: 'reject' }] } },
      split: split(),
      train: train('age'),
    },
    wires: ['people > impute', 'impute > scale', 'scale > validate', 'validate > split', 'split > train'],
  },
  {
    name: 'by group as well',
    nodes: { people, impute, split: split({ method: 'group', by: 'group' }), train: train('age') },
    wires: ['people > impute', 'impute > split', 'split > train'],
  },
]);

holdRule('what learns before a split whose labels cannot be known earlier', [
  {
    name: 'is refused when labels are ranks',
    nodes: { people, impute, split: split({ method: 'stratified', by: 'target' }), train: train('age') },
    wires: ['people > impute', 'impute > split', 'split > train'],
    says: { code: 'leak-learns-before-split', path: ['impute', 'split'], message: /ranks among the rows/ },
  },
  {
    name: 'is refused when no key tells the rows apart',
    nodes: { people: keyless, impute, split: split(), train: train('age') },
    wires: ['people > impute', 'impute > split', 'split > train'],
    says: { code: 'leak-learns-before-split', message: /Without a key column/ },
  },
  {
    name: 'is refused when it changes the column that decides',
    nodes: {
      people,
      bin: { type: 'derive', config: { from: ['group'], as: 'group' } },
      impute,
      split: split({ method: 'group', by: 'group' }),
      train: train('age'),
    },
    wires: ['people > impute', 'impute > bin', 'bin > split', 'split > train'],
    says: { code: 'leak-learns-before-split', path: ['impute', 'bin', 'split'], message: /follow from group/ },
  },
  {
    name: 'is refused when a join lies between',
    nodes: {
      people,
      visits,
      impute,
      pair: { type: 'pair', config: { on: 'id' } },
      split: split({ method: 'group', by: 'group' }),
      train: train('age'),
    },
    wires: ['people > impute', 'impute > pair', 'visits > pair.other', 'pair > split', 'split > train'],
    says: {
      code: 'leak-learns-before-split',
      path: ['impute', 'pair', 'split'],
      message: /Pair between them makes other rows/,
    },
  },
  {
    name: 'is refused when an aggregate lies between',
    nodes: { people, impute, sums: byCity('group'), split: split() },
    wires: ['people > impute', 'impute > sums', 'sums > split'],
    says: { code: 'leak-learns-before-split', path: ['impute', 'sums', 'split'] },
  },
  {
    name: 'is refused when two splits below label the rows differently',
    nodes: { people, impute, one: split({ seed: 1 }), two: split({ seed: 2 }), a: train('age'), b: train('age') },
    wires: ['people > impute', 'impute > one', 'impute > two', 'one > a', 'two > b'],
    says: { code: 'leak-learns-before-split', message: /labels the same rows differently/ },
  },
  {
    name: 'is fine when both splits label them alike',
    nodes: { people, impute, one: split({ seed: 1 }), two: split({ seed: 1 }), a: train('age'), b: train('age') },
    wires: ['people > impute', 'impute > one', 'impute > two', 'one > a', 'two > b'],
  },
  {
    name: 'is fine below the split',
    nodes: { people: keyless, impute, split: split({ method: 'stratified', by: 'target' }), train: train('age') },
    wires: ['people > split', 'split > impute', 'impute > train'],
  },
]);
