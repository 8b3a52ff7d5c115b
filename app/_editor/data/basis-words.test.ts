import { expect, it } from 'vitest';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { basisWords } from './basis-words';

const doc = {
  ...emptyDoc('p'),
  nodes: {
    a: { type: 'impute', version: 1, title: 'Fill', config: {} },
    b: { type: 'scale', version: 1, title: 'Scale', config: {} },
  },
} as unknown as GraphDoc;

it('says nothing of rows that a run made', () => {
  expect(basisWords(doc, { kind: 'run' })).toBeUndefined();
  expect(basisWords(doc, undefined)).toBeUndefined();
});

it('says plainly that only the first rows are looked at, and who learned from what', () => {
  const words = basisWords(doc, {
    kind: 'sample',
    sampleRows: 1000,
    looksAtOthers: true,
    learned: [
      { node: 'a', by: 'these rows' },
      { node: 'b', by: 'last run' },
    ],
  });
  expect(words?.words).toBe('Preview of the first 1,000 rows; not run yet');
  expect(words?.details).toEqual([
    'Counts, ranks and groups are of these rows alone.',
    'Fill learned from these rows, below a split from the training rows among them.',
    'Scale uses what the last run learned.',
  ]);
});

it('says that all rows are there where sources are small', () => {
  expect(basisWords(doc, { kind: 'all', looksAtOthers: false, learned: [] })).toEqual({
    words: 'Preview of all rows; not run yet',
    details: [],
  });
});
