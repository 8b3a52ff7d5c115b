import { expect, it } from 'vitest';
import { bindParameters } from './bind-parameters';
import { emptyDoc, type GraphDoc } from './graph-doc';

const doc: GraphDoc = {
  ...emptyDoc('Test'),
  parameters: { rounds: { type: 'int', default: 100 } },
  nodes: {
    train: {
      type: 'train',
      version: 1,
      config: { rounds: { $param: 'rounds' }, list: [{ at: { $param: 'rounds' } }, 2] },
    },
    split: { type: 'split', version: 1, config: { seed: 7 } },
    odd: { type: 'split', version: 1, config: { seed: { $param: 'nobody' } } },
  },
};

it('puts what is given in the place of parameters, else the default; what nobody knows stays', () => {
  expect(bindParameters(doc).nodes.train!.config).toEqual({ rounds: 100, list: [{ at: 100 }, 2] });
  expect(bindParameters(doc, { rounds: 7 }).nodes.train!.config).toEqual({ rounds: 7, list: [{ at: 7 }, 2] });
  expect(bindParameters(doc).nodes.odd!.config).toEqual({ seed: { $param: 'nobody' } });
});

it('keeps the objects of nodes that have none', () => {
  expect(bindParameters(doc).nodes.split).toBe(doc.nodes.split);
});
