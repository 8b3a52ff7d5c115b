import type { DocumentStore } from './document-store';

/** Resolves once the server has every edit; fails when it does not in time. */
export function whenSaved(store: DocumentStore, withinMs = 15_000): Promise<void> {
  if (store.getState().draft.pending.length === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new Error('The last edits could not be saved yet.'));
    }, withinMs);
    const unsubscribe = store.subscribe((state) => {
      if (state.draft.pending.length > 0) return;
      clearTimeout(timer);
      unsubscribe();
      resolve();
    });
  });
}
