import { expect, test } from 'vitest';
import { diagnostic } from '@/nodes/kernel/diagnostics';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { completePart } from './complete-part';

const wire = (from: string, to: string) => ({ from: { node: from, port: 'table' }, to: { node: to, port: 'table' } });
const doc: GraphDoc = {
  ...emptyDoc('Test'),
  nodes: Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, { type: 'filter', version: 1, config: {} }])),
  wires: [wire('a', 'b'), wire('b', 'c'), wire('a', 'd')],
};
const missing = (node?: string) => diagnostic('setting-missing', node === undefined ? {} : { node }, 'It is missing.');

test('what has an error goes, with all that it feeds; the rest keeps its wires', () => {
  const part = completePart(doc, [missing('b')]);
  expect(Object.keys(part!.nodes)).toEqual(['a', 'd']);
  expect(part!.wires).toEqual([wire('a', 'd')]);
});

test('nothing is complete where the error is at the beginning, or of no node', () => {
  expect(completePart(doc, [missing('a')])).toBeUndefined();
  expect(completePart(doc, [missing()])).toBeUndefined();
});

test('warnings leave everything in', () => {
  expect(completePart(doc, [diagnostic('node-advice', { node: 'a' }, 'It could be shorter.')])?.nodes).toEqual(
    doc.nodes,
  );
});
