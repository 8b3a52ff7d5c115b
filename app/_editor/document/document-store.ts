import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { addEdits, type Draft, dropBatch, type OrderedBatch, openDraft, rebase, receive } from './draft';
import { emptyHistory, type History, invertEdits, record } from './history';
import { newId } from './new-id';

export type SaveState = 'saved' | 'saving' | 'offline';

export interface DocumentState {
  readonly doc: GraphDoc;
  readonly draft: Draft;
  readonly history: History;
  /** The batch on its way. */
  readonly sending: string | undefined;
  readonly save: SaveState;
  /** Somebody else's edits that came in last, for a hint on screen. */
  readonly lastForeign: number;

  dispatch(edits: readonly Edit[], label: string, options?: { slot?: string }): void;
  undo(): string | undefined;
  redo(): string | undefined;
  receive(batches: readonly OrderedBatch[]): void;
  rebase(document: GraphDoc, revision: number): void;
  refuse(batch: string): void;
  setSending(batch: string | undefined): void;
  setSave(save: SaveState): void;
}

export type DocumentStore = StoreApi<DocumentState>;

/** The draft of one pipeline in this tab: what is drawn, what can be undone, what is not saved yet. */
export function createDocumentStore(document: GraphDoc, revision: number, now: () => number = Date.now): DocumentStore {
  const client = newId();
  return createStore<DocumentState>((set, get) => {
    const put = (draft: Draft) => set({ draft, doc: draft.doc });
    const apply = (edits: readonly Edit[]) => put(addEdits(get().draft, edits, get().sending, newId()));
    return {
      doc: document,
      draft: openDraft(client, document, revision),
      history: emptyHistory,
      sending: undefined,
      save: 'saved',
      lastForeign: 0,

      dispatch(edits, label, { slot } = {}) {
        if (edits.length === 0) return;
        const step = { label, edits, inverse: invertEdits(get().doc, edits), slot, at: now() };
        set({ history: record(get().history, step) });
        apply(edits);
      },
      undo() {
        const { history, doc } = get();
        const step = history.done.at(-1);
        if (!step) return undefined;
        const again = { ...step, edits: invertEdits(doc, step.inverse), slot: undefined };
        apply(step.inverse);
        set({ history: { done: history.done.slice(0, -1), undone: [...history.undone, again] } });
        return step.label;
      },
      redo() {
        const { history, doc } = get();
        const step = history.undone.at(-1);
        if (!step) return undefined;
        const again = { ...step, inverse: invertEdits(doc, step.edits) };
        apply(step.edits);
        set({ history: { done: [...history.done, again], undone: history.undone.slice(0, -1) } });
        return step.label;
      },
      receive(batches) {
        const foreign = batches.some((batch) => batch.client !== client && batch.revision > get().draft.revision);
        put(receive(get().draft, batches));
        if (foreign) set({ lastForeign: now() });
      },
      rebase: (fresh, at) => put(rebase(get().draft, fresh, at)),
      refuse: (batch) => put(dropBatch(get().draft, batch)),
      setSending: (sending) => set({ sending }),
      setSave: (save) => set({ save }),
    };
  });
}
