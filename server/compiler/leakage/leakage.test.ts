import { describe, expect, it } from 'vitest';
import { applyEdits } from '@/nodes/kernel/graph-doc/edits';
import { analyze } from '../compile';
import { relsOf } from '../passes/partition/row-state';
import { analyzed, drawn, keyless, type LeakCase, leaks, people, split, train, visits } from '../testing/leak-case';
import { leakRegistry } from '../testing/leak-nodes';

const impute = { type: 'impute', config: { except: ['target'] } };
const byCity = (by: string, of = 'age') => ({
  type: 'aggregate',
  config: { by: [by], measures: [{ function: 'mean', column: of, as: 'typical' }] },
});

const targetMean = { type: 'encode', config: { overrides: [{ column: 'age', method: 'target' }], target: 'target' } };
const joinOn = (column: string) => ({ type: 'join', config: { on: [{ left: column, right: column }] } });
const windowOf = (measure: 'lag' | 'lead') => ({
  type: 'window',
  config: { order: 'at', measures: [{ function: measure, column: 'age', as: 'seen_before' }] },
});

const RULES: Readonly<Record<string, readonly LeakCase[]>> = {
  'what learns before a split whose labels can be known earlier': [
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
  ],
  'what learns before a split whose labels cannot be known earlier': [
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
  ],
  'a split below a split': [
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
  ],
  'folds around a step that is fitted outside them': [
    {
      name: 'are warned of',
      nodes: { people, split: split({ folds: { kind: 'k-fold' } }), impute, train: train('age') },
      wires: ['people > split', 'split > impute', 'impute > train'],
      says: { code: 'leak-folds', severity: 'warning', path: ['impute', 'train'], message: /Impute learned from/ },
    },
    {
      name: 'are warned of when the step learns above the split',
      nodes: { people, impute, split: split({ folds: { kind: 'k-fold' } }), train: train('age') },
      wires: ['people > impute', 'impute > split', 'split > train'],
      says: { code: 'leak-folds', severity: 'warning', path: ['impute', 'split', 'train'] },
    },
    {
      name: 'are fine around a model alone',
      nodes: { people, split: split({ folds: { kind: 'k-fold' } }), train: train('age') },
      wires: ['people > split', 'split > train'],
    },
    {
      name: 'are fine where the model does not judge on them',
      nodes: {
        people,
        split: split({ folds: { kind: 'k-fold' } }),
        impute,
        train: { type: 'train', config: { target: 'target', features: ['age'], useFolds: false } },
      },
      wires: ['people > split', 'split > impute', 'impute > train'],
    },
  ],
  'a target mean': [
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
  ],
  'the nodes that people draw': [
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
  ],
  'the target in the lineage of a feature': [
    {
      name: 'is refused in a column computed from it',
      nodes: {
        people,
        split: split(),
        derive: { type: 'derive', config: { from: ['age', 'target'] } },
        train: train('age', 'derived'),
      },
      wires: ['people > split', 'split > derive', 'derive > train'],
      says: { code: 'leak-target-among-features', severity: 'error', message: /derived is computed from the target/ },
    },
    {
      name: 'is refused through a join',
      nodes: {
        people,
        rates: { type: 'derive', config: { from: ['target'] } },
        pair: { type: 'pair', config: { on: 'id' } },
        split: split({ method: 'group', by: 'id' }),
        train: train('age', 'derived'),
      },
      wires: ['people > pair', 'people > rates', 'rates > pair.other', 'pair > split', 'split > train'],
      says: { code: 'leak-target-among-features', severity: 'error' },
    },
    {
      name: 'is refused when all it is made of is a feature',
      nodes: {
        people,
        split: split(),
        derive: { type: 'derive', config: { from: ['income'], as: 'rich' } },
        train: { type: 'train', config: { target: 'rich', features: ['income'] } },
      },
      wires: ['people > split', 'split > derive', 'derive > train'],
      says: { code: 'leak-target-among-features', severity: 'error', message: /both computed from income/ },
    },
    {
      name: 'is warned of when they share one of several columns',
      nodes: {
        people,
        split: split(),
        derive: { type: 'derive', config: { from: ['income', 'age'], as: 'rich' } },
        train: { type: 'train', config: { target: 'rich', features: ['income'] } },
      },
      wires: ['people > split', 'split > derive', 'derive > train'],
      says: { code: 'leak-target-among-features', severity: 'warning' },
    },
    {
      name: 'is fine from a row before',
      nodes: {
        people,
        split: split({ method: 'time', by: 'at' }),
        around: { type: 'around', config: { look: 'lag', of: 'target' } },
        train: train('age', 'around'),
      },
      wires: ['people > split', 'split > around', 'around > train'],
    },
    {
      name: 'is fine in a column computed from others',
      nodes: {
        people,
        split: split(),
        derive: { type: 'derive', config: { from: ['age', 'income'] } },
        train: train('age', 'derived'),
      },
      wires: ['people > split', 'split > derive', 'derive > train'],
    },
  ],
  'what other rows say': [
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
  ],
  'labels that meet': [
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
  ],
  'rows that a join repeats': [
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
  ],
  'rows without their labels': [
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
      wires: [
        'people > split',
        'split > query',
        'query > derive',
        'split > pair',
        'derive > pair.other',
        'pair > train',
      ],
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
  ],
  'a feature newer than its label': [
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
  ],
  'the part that judges': [
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
  ],
};

for (const [rule, cases] of Object.entries(RULES)) {
  describe(rule, () => {
    for (const { name, nodes, wires, says } of cases) {
      it(name, () => {
        const doc = drawn({ nodes, wires });
        const analysis = analyzed(doc);
        const others = analysis.diagnostics.filter(
          ({ severity, code }) => severity === 'error' && !code.startsWith('leak-'),
        );
        expect(others).toEqual([]);
        const found = leaks(analysis);
        if (!says) return expect(found).toEqual([]);
        expect(found.map(({ code }) => code)).toEqual([says.code]);
        if (says.severity) expect(found[0]!.severity).toBe(says.severity);
        if (says.path) expect(found[0]!.path).toEqual(says.path);
        if (says.message) expect(found[0]!.message).toMatch(says.message);
        expect(analysis.spec === undefined).toBe(found[0]!.severity === 'error');
        // A fix mends what it is offered for, and draws nothing that cannot be compiled.
        if (!found[0]!.fix) return;
        const mended = analyzed(applyEdits(doc, found[0]!.fix.edits));
        expect(mended.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      });
    }
  });
}

describe('the shield', () => {
  const wires = ['people > impute', 'impute > split', 'split > train', 'train.model > judge.model', 'split > judge'];
  const shields = (config: Record<string, unknown>) => {
    const nodes = { people, impute, split: split(config), train: train('age'), judge: { type: 'evaluate' } };
    const analysis = analyzed(drawn({ nodes, wires }));
    return Object.values(analysis.nodes).flatMap(({ id, leakProof }) => (leakProof ? [id] : []));
  };

  it('is on what learned from training rows, and on what takes its model', () => {
    expect(shields({})).toEqual(['impute', 'train', 'judge']);
  });

  it('is on nothing below a leak', () => {
    expect(shields({ method: 'stratified', by: 'target' })).toEqual([]);
  });
});

describe('a label that is computed earlier', () => {
  const nodes = { people, impute, split: split(), train: train('age') };
  const wires = ['people > impute', 'impute > split', 'split > train'];
  const analysis = analyzed(drawn({ nodes, wires }));
  const fitOf = (seed: number) =>
    analyzed(drawn({ nodes: { ...nodes, split: split({ seed }) }, wires })).spec!.stages.find(
      ({ kind }) => kind === 'fit',
    )!;

  it('is said on the card, and changes nothing in the drawing', () => {
    expect(analysis.nodes.impute).toMatchObject({ leakProof: true, hoistedFrom: { node: 'split', title: 'Split' } });
    expect(analysis.nodes.train!.hoistedFrom).toBeUndefined();
  });

  it('is the split’s own function of the key, over the learner’s input', () => {
    const [fit] = analysis.spec!.stages.filter(({ kind }) => kind === 'fit');
    const [label] = analysis.spec!.stages.flatMap((stage) =>
      stage.kind === 'query' ? relsOf(Object.values(stage.relations)[0], 'label') : [],
    );
    expect(fit).toMatchObject({
      rel: {
        op: 'part',
        parts: ['train'],
        input: { op: 'label', identity: 'id', input: { op: 'scan' } },
      },
    });
    const { method, shares } = label!;
    expect(fit).toMatchObject({ rel: { input: { method, shares } } });
  });

  it('is not missed where a mistake above hides the columns', () => {
    const broken = { type: 'derive', config: { from: ['nowhere'], as: 'age' } };
    const analysis = analyzed(
      drawn({
        nodes: { people, split: split(), broken, impute, train: train('age') },
        wires: ['people > split', 'split > broken', 'broken > impute', 'impute > train'],
      }),
    );
    expect(analysis.diagnostics.map(({ code }) => code)).toEqual(['column-unknown']);
  });

  it('is not asked of columns that are not known yet', () => {
    const unknown = analyze(drawn({ nodes, wires }), {
      registry: leakRegistry,
      facts: { dataset: () => ({ error: 'people.csv is empty.' }), has: () => false },
    });
    expect(unknown.diagnostics.map(({ code }) => code)).toEqual(['dataset-unreadable']);
  });

  it('learns anew when the split below is changed, and only then', () => {
    expect(fitOf(1).key).not.toBe(fitOf(2).key);
    expect(fitOf(1).key).toBe(fitOf(1).key);
  });
});
