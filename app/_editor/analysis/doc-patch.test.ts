import { expect, it } from 'vitest';
import { applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { applyPatch, docPatch } from './doc-patch';

const add = (id: string): Edit => ({
  kind: 'add-node',
  id,
  node: { type: 'split', version: 1, config: {} },
  at: { x: 0, y: 0 },
});
const two = applyEdits(emptyDoc('p'), [add('a'), add('b')]);

it('sends nothing for a move', () => {
  expect(docPatch(two, applyEdits(two, [{ kind: 'move', positions: { a: { x: 8, y: 8 } } }]))).toBeUndefined();
});

it('keeps the objects of nodes that did not change', () => {
  const copy = applyPatch(emptyDoc('p'), docPatch(undefined, two)!);
  const edited = applyEdits(two, [
    { kind: 'set-title', id: 'a', title: 'A' },
    { kind: 'remove-node', id: 'b' },
    add('c'),
  ]);
  const patched = applyPatch(copy, docPatch(two, edited)!);
  expect(patched).toEqual({ ...edited, layout: {} });
  const again = applyPatch(
    patched,
    docPatch(edited, applyEdits(edited, [{ kind: 'set-title', id: 'c', title: 'C' }]))!,
  );
  expect(again.nodes.a).toBe(patched.nodes.a);
});
