import type { Batch } from './batch';
import type { DocumentStore } from './document-store';

/** What a tab could not send yet, as it lies in the browser's storage: it outlives the tab. */
export interface Unsent {
  readonly client: string;
  /** The revision that the server was known to have; what became of the batches is in its log after that. */
  readonly revision: number;
  readonly batches: readonly Batch[];
}

const prefix = (pipelineId: string): string => `sluice:unsent:${pipelineId}:`;

/** The storage, or nothing where the browser forbids it. */
export function browserStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

export function readUnsent(storage: Storage, pipelineId: string): Unsent[] {
  return Object.keys(storage)
    .filter((key) => key.startsWith(prefix(pipelineId)))
    .flatMap((key) => {
      try {
        return [JSON.parse(storage.getItem(key) ?? 'null') as Unsent | null].filter((entry) => entry !== null);
      } catch {
        return [];
      }
    });
}

export const dropUnsent = (storage: Storage, pipelineId: string, client: string): void =>
  storage.removeItem(prefix(pipelineId) + client);

/** Keeps a copy of what is not sent yet. Written a moment after an edit, and when the page goes. */
export function keepUnsent(store: DocumentStore, pipelineId: string, storage: Storage | undefined, afterMs = 100) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isCurrent = true;

  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const { client, revision, pending } = store.getState().draft;
    const key = prefix(pipelineId) + client;
    try {
      if (pending.length === 0) storage?.removeItem(key);
      else storage?.setItem(key, JSON.stringify({ client, revision, batches: pending } satisfies Unsent));
      isCurrent = pending.length === 0 || storage !== undefined;
    } catch {
      // No room: closing the tab would lose the edits, which `isKept` tells.
      isCurrent = false;
    }
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (state.draft.pending !== before.draft.pending) timer ??= setTimeout(write, afterMs);
  });
  return {
    write,
    /** Whether the tab can be closed without losing an edit. */
    isKept() {
      if (timer !== undefined) write();
      return isCurrent;
    },
    stop() {
      write();
      unsubscribe();
    },
  };
}
