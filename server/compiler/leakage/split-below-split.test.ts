import { holdRule } from '../testing/hold-rule';
import { impute, people, split, train } from '../testing/leak-case';

holdRule('a split below a split', [
  {
    name: 'tells what learns between them which rows it will hold back',
    nodes: { people, impute, one: split({ seed: 1 }), two: split({ seed: 2 }), train: train('age') },
    wires: ['people > one', 'one > impute', 'impute > two', 'two > train'],
  },
  {
    name: 'is refused below a window, which looks at rows it will hold back',
    nodes: {
      people,
      around: { type: 'around' },
      one: split({ seed: 1 }),
      two: split({ seed: 2 }),
      train: train('around'),
    },
    wires: ['people > one', 'one > around', 'around > two', 'two > train'],
    says: { code: 'leak-other-rows', severity: 'error' },
  },
  {
    name: 'is refused below what learns when its labels are ranks',
    nodes: {
      people,
      impute,
      one: split(),
      two: split({ method: 'stratified', by: 'target' }),
      train: train('age'),
    },
    wires: ['people > one', 'one > impute', 'impute > two', 'two > train'],
    says: { code: 'leak-learns-before-split', path: ['impute', 'two'], message: /training rows of a split above/ },
  },
]);
