import { holdRule } from '../testing/hold-rule';
import { people, split, targetMean, train } from '../testing/leak-case';

holdRule('a target mean', [
  {
    name: 'is fine below the split: training rows get what other folds taught',
    nodes: { people, split: split(), encode: targetMean, train: train('age') },
    wires: ['people > split', 'split > encode', 'encode > train'],
  },
  {
    name: 'is refused above it: it must know which rows train',
    nodes: { people, encode: targetMean, split: split(), train: train('age') },
    wires: ['people > encode', 'encode > split', 'split > train'],
    says: { code: 'leak-learns-before-split', path: ['encode', 'split'], message: /other values than test rows/ },
  },
]);
