import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc, type GraphDoc, groupsOf } from '@/nodes/kernel/graph-doc/graph-doc';
import { graphDocSchema } from '@/nodes/kernel/graph-doc/graph-doc-schema';
import { smallEdit } from '@/nodes/kernel/graph-doc/testing/random-edits';
import { arrange } from '../canvas/arrange';
import { cut, paste } from '../canvas/clipboard';
import { removeAndHeal } from '../canvas/heal';
import { createDocumentStore, type DocumentStore } from './document-store';

const start = applyEdits(
  emptyDoc('p'),
  ['a', 'b', 'c'].map(
    (id, index): Edit => ({
      kind: 'add-node',
      id,
      node: { type: 'split', version: 1, config: { seed: index } },
      at: { x: 264 * index, y: 0 },
    }),
  ),
);

/** What a hand does: the edits it makes of the document as it is then. */
type Gesture = (doc: GraphDoc) => readonly Edit[];
const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'split'), { minLength: 1 });
const gesture: fc.Arbitrary<Gesture> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(smallEdit, { minLength: 1, maxLength: 3 }).map(
      (edits): Gesture =>
        () =>
          edits,
    ),
  },
  ids.map(
    (some): Gesture =>
      (doc) =>
        removeAndHeal(doc, new Set(some)),
  ),
  ids.map(
    (some): Gesture =>
      (doc) =>
        paste(doc, cut(doc, new Set(some)), { x: 32, y: 104 }).edits,
  ),
  fc.constant<Gesture>((doc) => [{ kind: 'move', positions: arrange(doc) }]),
);
const act = fc.oneof(
  { weight: 5, arbitrary: gesture.map((edits) => ({ edits })) },
  { weight: 2, arbitrary: fc.constantFrom({ travel: -1 }, { travel: 1 }, { travel: -3 }, { travel: 9 }) },
);

/** Does it and says what the document was before, for each step that there is. */
function doAll(store: DocumentStore, gestures: readonly Gesture[]): GraphDoc[] {
  const docs = [store.getState().doc];
  for (const edits of gestures) {
    const steps = store.getState().history.done.length;
    store.getState().dispatch(edits(store.getState().doc), 'Do');
    if (store.getState().history.done.length > steps) docs.push(store.getState().doc);
  }
  return docs;
}

describe('undo and redo', () => {
  it('give back every document on the way, there and back and there again', () => {
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 20 }), (gestures) => {
        const store = createDocumentStore(start, 0);
        const docs = doAll(store, gestures);
        for (let round = 0; round < 2; round += 1) {
          for (const doc of docs.slice(0, -1).reverse()) {
            expect(store.getState().undo()).toBe('Do');
            expect(store.getState().doc).toEqual(doc);
          }
          expect(store.getState().undo()).toBeUndefined();
          for (const doc of docs.slice(1)) {
            expect(store.getState().redo()).toBe('Do');
            expect(store.getState().doc).toEqual(doc);
          }
          expect(store.getState().redo()).toBeUndefined();
        }
      }),
      { numRuns: 200 },
    );
  });

  it('go many steps at once as one by one, and say the same to the server', () => {
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 12 }), fc.nat(12), (gestures, back) => {
        const store = createDocumentStore(start, 0);
        const docs = doAll(store, gestures);
        store.getState().travel(-back);
        expect(store.getState().doc).toEqual(docs[Math.max(0, docs.length - 1 - back)]);
        store.getState().travel(back);
        expect(store.getState().doc).toEqual(docs.at(-1));
        const sent = store.getState().draft.pending.flatMap(({ edits }) => edits);
        expect(applyEdits(start, sent)).toEqual(store.getState().doc);
      }),
      { numRuns: 100 },
    );
  });

  it('leave a valid document, whatever somebody else did in between', () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: act },
      { weight: 2, arbitrary: fc.array(smallEdit, { minLength: 1, maxLength: 3 }).map((theirs) => ({ theirs })) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const store = createDocumentStore(start, 0);
        let revision = 0;
        for (const one of steps) {
          if ('edits' in one) store.getState().dispatch(one.edits(store.getState().doc), 'Do');
          else if ('travel' in one) store.getState().travel(one.travel);
          else {
            revision += 1;
            store.getState().receive([{ revision, client: 'you', batch: `y${revision}`, edits: one.theirs }]);
          }
          const { doc } = store.getState();
          expect(graphDocSchema.safeParse(doc).error).toBeUndefined();
          for (const { from, to } of doc.wires)
            expect([doc.nodes[from.node], doc.nodes[to.node]]).not.toContain(undefined);
          for (const { nodes } of Object.values(groupsOf(doc)))
            for (const id of nodes) expect(doc.nodes).toHaveProperty(id);
          for (const id of Object.keys(doc.layout)) expect(doc.nodes).toHaveProperty(id);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('pass over a step whose traces somebody else removed', () => {
    const store = createDocumentStore(start, 0);
    store.getState().dispatch([{ kind: 'set-title', id: 'a', title: 'Mine' }], 'Rename');
    store.getState().dispatch([{ kind: 'set-title', id: 'b', title: 'Mine' }], 'Rename b');
    store.getState().receive([{ revision: 1, client: 'you', batch: 'y', edits: [{ kind: 'remove-node', id: 'b' }] }]);
    expect(store.getState().undo()).toBe('Rename');
    expect(store.getState().doc.nodes.a?.title).toBeUndefined();
    expect(store.getState().doc.nodes.b).toBeUndefined();
  });

  it('leave alone what somebody else drew after a version was restored', () => {
    const store = createDocumentStore(start, 0);
    store.getState().dispatch([{ kind: 'replace-document', document: emptyDoc('Old') }], 'Restore');
    const [restored] = store.getState().draft.pending;
    const theirs: Edit = { kind: 'add-node', id: 'theirs', node: { type: 'split', version: 1, config: {} } };
    store.getState().receive([
      { revision: 1, client: restored!.client, batch: restored!.id, edits: restored!.edits },
      { revision: 2, client: 'you', batch: 'y', edits: [theirs] },
    ]);
    store.getState().undo();
    expect(Object.keys(store.getState().doc.nodes).sort()).toEqual(['a', 'b', 'c', 'theirs']);
  });

  it('keep no step of an edit that changed nothing', () => {
    const store = createDocumentStore(start, 0);
    store.getState().dispatch([{ kind: 'set-title', id: 'gone', title: 'x' }], 'Rename');
    expect(store.getState().history.done).toEqual([]);
    expect(store.getState().draft.pending).toEqual([]);
  });

  it('take back the own node, not the one of somebody else who took its id first', () => {
    const store = createDocumentStore(start, 0);
    const add = (title: string): Edit => ({
      kind: 'add-node',
      id: 'impute',
      node: { type: 'impute', version: 1, title, config: {} },
    });
    store.getState().dispatch([add('Mine')], 'Add');
    store.getState().dispatch([{ kind: 'set-title', id: 'impute', title: 'Still mine' }], 'Rename');
    store.getState().receive([{ revision: 1, client: 'you', batch: 'y', edits: [add('Theirs')] }]);
    const titles = () => ['impute', 'impute-2'].map((id) => store.getState().doc.nodes[id]?.title);
    expect(titles()).toEqual(['Theirs', 'Still mine']);
    store.getState().undo();
    expect(titles()).toEqual(['Theirs', 'Mine']);
    store.getState().undo();
    expect(titles()).toEqual(['Theirs', undefined]);
    store.getState().travel(2);
    expect(titles()).toEqual(['Theirs', 'Still mine']);
  });
});
