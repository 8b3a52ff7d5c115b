import { expect, it } from 'vitest';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { diffDocs } from '@/server/compiler/diff/diff-docs';
import { differenceLines } from './difference-lines';

const node = (type: string, config: Record<string, unknown> = {}) => ({ type, version: 1, config });
const wire = (from: string, to: string) => ({ from: { node: from, port: 'table' }, to: { node: to, port: 'table' } });
const before: GraphDoc = {
  ...emptyDoc('Test'),
  nodes: { scale: node('scale'), gone: node('filter'), rest: node('sort') },
  wires: [wire('gone', 'scale')],
};
const after: GraphDoc = {
  ...before,
  parameters: { seed: { type: 'int', default: 7 } },
  nodes: { scale: node('scale', { method: 'robust' }), rest: node('sort'), fresh: node('limit') },
  wires: [wire('fresh', 'scale')],
};

it('says in a line each what differs between two drawings, settings by their names in the form', () => {
  expect(differenceLines(diffDocs(before, after, registry), registry)).toEqual([
    { kind: 'added', words: 'Limit' },
    { kind: 'removed', words: 'Filter' },
    { kind: 'changed', words: 'Scale: Scale by standard → robust' },
    { kind: 'rewired', words: 'another wire into scale.table' },
    { kind: 'added', words: 'parameter seed' },
  ]);
});

it('is silent about what was only moved', () => {
  expect(
    differenceLines(diffDocs(before, { ...before, layout: { scale: { x: 8, y: 8 } } }, registry), registry),
  ).toEqual([]);
});
