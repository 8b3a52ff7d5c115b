import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { DocumentStore } from './document-store';
import type { OrderedBatch } from './draft';

/** The server's log of a draft, as autosave needs it. */
export interface EditLog {
  append(request: {
    baseRevision: number;
    client: string;
    batch: string;
    edits: Edit[];
  }): Promise<{ revision: number; missed: readonly OrderedBatch[] }>;
  read(): Promise<{ document: GraphDoc; revision: number }>;
  /** How a failed call is to be taken: try again, start from the server's draft, or give the batch up. */
  judge(error: unknown): 'retry' | 'reread' | 'refused';
}

export interface AutosaveOptions {
  readonly quietMs?: number;
  readonly retryMs?: number;
  readonly mostRetryMs?: number;
  onRefused(error: unknown): void;
}

/** Sends what is pending, one batch at a time and in order, until nothing is. Edits stay in memory while offline. */
export function startAutosave(store: DocumentStore, log: EditLog, options: AutosaveOptions) {
  const { quietMs = 300, retryMs = 1_000, mostRetryMs = 15_000 } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = retryMs;
  let stopped = false;

  const schedule = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(send, ms);
  };

  async function send(): Promise<void> {
    const { draft, sending } = store.getState();
    const batch = draft.pending[0];
    if (!batch || sending || stopped) return;
    store.getState().setSending(batch.id);
    try {
      const { client, revision: baseRevision } = draft;
      const { revision, missed } = await log.append({ baseRevision, client, batch: batch.id, edits: [...batch.edits] });
      store.getState().setSending(undefined);
      store.getState().receive([...missed, { revision, client, batch: batch.id, edits: batch.edits }]);
      wait = retryMs;
      settle();
    } catch (error) {
      store.getState().setSending(undefined);
      await recover(error, batch.id);
    }
  }

  async function recover(error: unknown, batch: string): Promise<void> {
    const verdict = log.judge(error);
    if (verdict === 'refused') {
      store.getState().refuse(batch);
      options.onRefused(error);
      settle();
      return;
    }
    store.getState().setSave('offline');
    if (verdict === 'reread') {
      const fresh = await log.read().catch(() => undefined);
      if (fresh) store.getState().rebase(fresh.document, fresh.revision);
    }
    schedule(wait);
    wait = Math.min(wait * 2, mostRetryMs);
  }

  function settle(): void {
    if (store.getState().draft.pending.length === 0) store.getState().setSave('saved');
    else schedule(0);
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (state.draft.pending === before.draft.pending || state.draft.pending.length === 0) return;
    if (state.save === 'saved') state.setSave('saving');
    if (state.save !== 'offline' && !state.sending) schedule(quietMs);
  });

  return {
    /** Sends at once: the page is hidden, or the network is back. */
    flush: () => schedule(0),
    stop() {
      stopped = true;
      clearTimeout(timer);
      unsubscribe();
    },
  };
}
