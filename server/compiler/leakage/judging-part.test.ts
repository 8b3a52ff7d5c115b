import { holdRule } from '../testing/hold-rule';
import { people, split, train } from '../testing/leak-case';

holdRule('the part that judges', [
  {
    name: 'is not the one a threshold was chosen on',
    nodes: { people, split: split(), train: train('age'), judge: { type: 'evaluate', config: { threshold: 0.3 } } },
    wires: ['people > split', 'split > train', 'train.model > judge.model', 'split > judge'],
    says: { code: 'leak-tuned-on-test', severity: 'warning', message: /The threshold 0.3/ },
  },
  {
    name: 'is fine when the threshold was chosen on the validation part',
    nodes: {
      people,
      split: split(),
      train: train('age'),
      choose: { type: 'evaluate', config: { threshold: 0.3, part: 'validation' } },
      judge: { type: 'evaluate', config: { threshold: 0.3 } },
    },
    wires: [
      'people > split',
      'split > train',
      'train.model > choose.model',
      'split > choose',
      'choose.model > judge.model',
      'split > judge',
    ],
  },
  {
    name: 'is not the one that stopped the training',
    nodes: {
      people,
      split: split(),
      train: { type: 'train', config: { target: 'target', features: ['age'], trees: { earlyStopping: 5 } } },
      judge: { type: 'evaluate', config: { part: 'validation' } },
    },
    wires: ['people > split', 'split > train', 'train.model > judge.model', 'split > judge'],
    says: {
      code: 'leak-tuned-on-test',
      severity: 'warning',
      message: /validation part, by which Train chose when to stop/,
    },
  },
  {
    name: 'is fine when training stopped by another',
    nodes: {
      people,
      split: split(),
      train: { type: 'train', config: { target: 'target', features: ['age'], trees: { earlyStopping: 5 } } },
      judge: { type: 'evaluate' },
    },
    wires: ['people > split', 'split > train', 'train.model > judge.model', 'split > judge'],
  },
]);
