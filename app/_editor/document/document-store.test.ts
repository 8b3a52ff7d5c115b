import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { createDocumentStore } from './document-store';

const add = (id: string): Edit => ({
  kind: 'add-node',
  id,
  node: { type: 'split', version: 1, config: { seed: 1, by: 'x' } },
});
const seed = (value: number): Edit => ({ kind: 'set-setting', id: 'a', path: ['seed'], value });

describe('undo', () => {
  it('takes back one step and gives it again', () => {
    const store = createDocumentStore(emptyDoc('p'), 0);
    store.getState().dispatch([add('a')], 'Add Split');
    store.getState().dispatch([{ kind: 'remove-node', id: 'a' }], 'Delete');
    expect(store.getState().undo()).toBe('Delete');
    expect(store.getState().doc.nodes.a?.config).toEqual({ seed: 1, by: 'x' });
    expect(store.getState().redo()).toBe('Delete');
    expect(store.getState().doc.nodes).toEqual({});
  });

  it('takes a word that was typed as one step', () => {
    let now = 0;
    const store = createDocumentStore(applyEdits(emptyDoc('p'), [add('a')]), 0, () => now);
    for (const value of [2, 3, 4]) {
      now += 100;
      store.getState().dispatch([seed(value)], 'Seed', { slot: 'a.seed' });
    }
    store.getState().undo();
    expect(store.getState().doc.nodes.a?.config.seed).toBe(1);
  });

  it('leaves what somebody else set beside it', () => {
    const store = createDocumentStore(applyEdits(emptyDoc('p'), [add('a')]), 0);
    store.getState().dispatch([seed(5)], 'Seed');
    store
      .getState()
      .receive([
        { revision: 1, client: 'you', batch: 'b', edits: [{ kind: 'set-setting', id: 'a', path: ['by'], value: 'y' }] },
      ]);
    store.getState().undo();
    expect(store.getState().doc.nodes.a?.config).toEqual({ seed: 1, by: 'y' });
  });
});
