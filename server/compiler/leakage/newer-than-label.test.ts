import { holdRule } from '../testing/hold-rule';
import { people, split, train, visits } from '../testing/leak-case';

holdRule('a feature newer than its label', [
  {
    name: 'is warned of in a plain join with a table of times, when the split is by time',
    nodes: {
      people,
      visits,
      pair: { type: 'pair', config: { on: 'id' } },
      split: split({ method: 'time', by: 'at' }),
      train: train('spent'),
    },
    wires: ['people > split', 'split > pair', 'visits > pair.other', 'pair > train'],
    says: { code: 'leak-newer-than-label', severity: 'warning', path: ['pair', 'train'], message: /seen/ },
  },
  {
    name: 'is warned of in measures of such a table',
    nodes: {
      people,
      visits,
      sums: {
        type: 'aggregate',
        config: { by: ['id'], measures: [{ function: 'sum', column: 'spent', as: 'spent' }] },
      },
      pair: { type: 'pair', config: { on: 'id' } },
      split: split({ method: 'time', by: 'at' }),
      train: train('spent'),
    },
    wires: ['people > split', 'split > pair', 'visits > sums', 'sums > pair.other', 'pair > train'],
    says: { code: 'leak-newer-than-label', severity: 'warning' },
  },
  {
    name: 'is fine in an as-of join',
    nodes: {
      people,
      visits,
      asof: {
        type: 'asof-join',
        config: { keys: [{ left: 'id', right: 'id' }], leftTime: 'at', rightTime: 'seen', take: ['spent'] },
      },
      split: split({ method: 'time', by: 'at' }),
      train: train('spent'),
    },
    wires: ['people > split', 'split > asof', 'visits > asof.history', 'asof > train'],
  },
  {
    name: 'is not feared where time plays no part',
    nodes: { people, visits, pair: { type: 'pair', config: { on: 'id' } }, split: split(), train: train('spent') },
    wires: ['people > split', 'split > pair', 'visits > pair.other', 'pair > train'],
  },
]);
