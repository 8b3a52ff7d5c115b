import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import {
  addEdits,
  adopt,
  type Batch,
  type Draft,
  dropBatch,
  markSent,
  type OrderedBatch,
  openDraft,
  rebase,
  receive,
} from './draft';
import { apply, emptyHistory, type History, record, redo, renameInHistory, undo } from './history';
import { newId } from './new-id';

/** `waiting`: the server cannot be reached, or has trouble of its own; it is asked again. */
export type SaveState = 'saved' | 'saving' | 'offline' | 'waiting';

/** Edits that the server did not take, and what it said. */
export interface RefusedBatch {
  readonly id: string;
  readonly edits: readonly Edit[];
  readonly message: string;
  readonly hint?: string;
}

export interface DocumentState {
  readonly doc: GraphDoc;
  readonly draft: Draft;
  readonly history: History;
  /** The batch on its way. */
  readonly sending: string | undefined;
  readonly save: SaveState;
  readonly refused: readonly RefusedBatch[];
  /** Somebody else's edits that came in last, for a hint on screen. */
  readonly lastForeign: number;

  dispatch(edits: readonly Edit[], label: string, options?: { slot?: string }): void;
  undo(): string | undefined;
  redo(): string | undefined;
  /** So many steps forth, or back when negative. */
  travel(steps: number): void;
  receive(batches: readonly OrderedBatch[]): void;
  rebase(document: GraphDoc, revision: number): void;
  adopt(batches: readonly Batch[]): void;
  refuse(batch: string, message: string, hint?: string): void;
  /** The person has read it. */
  dismissRefused(id: string): void;
  setSending(batch: string | undefined): void;
  setSave(save: SaveState): void;
}

export type DocumentStore = StoreApi<DocumentState>;

/** The draft of one pipeline in this tab: what is drawn, what can be undone, what is not saved yet. */
export function createDocumentStore(document: GraphDoc, revision: number, now: () => number = Date.now): DocumentStore {
  const client = newId();
  return createStore<DocumentState>((set, get) => {
    const put = (draft: Draft, history = get().history) => {
      const { renamed } = draft;
      set({ draft, doc: draft.doc, history: renamed.size > 0 ? renameInHistory(history, renamed) : history });
    };
    const go = (direction: 'undo' | 'redo', times: number) => {
      let { draft, history } = get();
      let label: string | undefined;
      for (let count = 0; count < times; count += 1) {
        const travelled = direction === 'undo' ? undo(history, draft.doc) : redo(history, draft.doc);
        // What is left has no traces any more.
        if (!travelled) history = { ...history, ...(direction === 'undo' ? { done: [] } : { undone: [] }) };
        if (!travelled) break;
        draft = addEdits(draft, travelled.applied, newId());
        ({ history, label } = travelled);
      }
      put(draft, history);
      return label;
    };
    return {
      doc: document,
      draft: openDraft(client, document, revision),
      history: emptyHistory,
      sending: undefined,
      save: 'saved',
      refused: [],
      lastForeign: 0,

      dispatch(wanted, label, { slot } = {}) {
        const applied = apply(get().doc, wanted);
        const { edits, inverse } = applied;
        if (edits.length === 0) return;
        const step = { label, edits, inverse, at: now(), ...(slot ? { slot } : {}) };
        put(addEdits(get().draft, applied, newId()), record(get().history, step));
      },
      undo: () => go('undo', 1),
      redo: () => go('redo', 1),
      travel: (steps) => void go(steps < 0 ? 'undo' : 'redo', Math.abs(steps)),
      receive(batches) {
        const { draft } = get();
        const own = new Set([client, ...draft.pending.map((batch) => batch.client)]);
        const isForeign = batches.some((batch) => !own.has(batch.client) && batch.revision > draft.revision);
        put(receive(draft, batches));
        if (isForeign) set({ lastForeign: now() });
      },
      rebase: (fresh, at) => put(rebase(get().draft, fresh, at)),
      adopt: (batches) => put(adopt(get().draft, batches)),
      refuse(id, message, hint) {
        const { draft, refused } = get();
        const edits = draft.pending.find((batch) => batch.id === id)?.edits ?? [];
        put(dropBatch(draft, id));
        set({ refused: [...refused, { id, edits, message, ...(hint ? { hint } : {}) }] });
      },
      dismissRefused: (id) => set({ refused: get().refused.filter((batch) => batch.id !== id) }),
      setSending(sending) {
        set(sending ? { sending, draft: markSent(get().draft, sending) } : { sending });
      },
      setSave: (save) => set({ save }),
    };
  });
}
