import { expect, it } from 'vitest';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { findables, findNodes } from './find-nodes';

const doc: GraphDoc = {
  ...emptyDoc('p'),
  nodes: {
    impute: { type: 'impute', version: 1, title: 'Fill gaps', config: { numeric: 'median' }, note: 'Agreed with Mira' },
    filter: { type: 'filter', version: 1, config: { keep: 'age > 30' } },
    train: { type: 'train', version: 1, config: { target: 'churn', features: { list: ['age', 'tenure'] } } },
  },
};
const all = findables(Object.keys(doc.nodes), {
  doc,
  analysis: {},
  problems: {
    train: [{ code: 'setting-invalid', severity: 'error', place: { node: 'train' }, message: 'Too few rows.' }],
  },
  states: { impute: 'done', train: 'failed' },
});
const found = (query: string) => findNodes(all, query).map(({ id }) => id);

it('finds by name, id, type, category, setting, note, problem and state', () => {
  expect(found('gaps')).toEqual(['impute']);
  expect(found('filter')).toEqual(['filter']);
  expect(found('impute')).toEqual(['impute']);
  expect(found('median')).toEqual(['impute']);
  expect(found('mira')).toEqual(['impute']);
  expect(found('few rows')).toEqual(['train']);
  expect(found('failed')).toEqual(['train']);
});

it('finds what stands deep in a setting', () => {
  expect(found('tenure')).toEqual(['train']);
  expect(found('age')).toEqual(['filter', 'train']);
});

it('wants every word', () => {
  expect(found('age failed')).toEqual(['train']);
  expect(found('age nowhere')).toEqual([]);
});

it('looks at one kind of thing only when it is named', () => {
  expect(found('state:failed')).toEqual(['train']);
  expect(found('name:churn')).toEqual([]);
  expect(found('setting:churn')).toEqual(['train']);
});

it('says what was found', () => {
  expect(findNodes(all, 'median')[0]?.text).toMatchObject({
    kind: 'setting',
    words: expect.stringMatching(/: median$/),
  });
});

it('finds nothing before anything is typed', () => {
  expect(found('  ')).toEqual([]);
});
