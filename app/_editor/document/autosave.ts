import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { OrderedBatch } from './batch';
import type { DocumentStore } from './document-store';

/**
 * How a failed call is to be taken: ask again, since nobody answered (`offline`) or the server has trouble (`waiting`);
 * start from the server's draft; or give the batch up.
 */
export type Verdict = 'offline' | 'waiting' | 'reread' | 'refused';

/** The server's log of a draft, as autosave needs it. */
export interface EditLog {
  append(request: {
    baseRevision: number;
    client: string;
    batch: string;
    edits: Edit[];
  }): Promise<{ revision: number; missed: readonly OrderedBatch[] }>;
  read(): Promise<{ document: GraphDoc; revision: number }>;
  /** Every batch after a revision, oldest first. */
  since(revision: number): Promise<readonly OrderedBatch[]>;
  judge(error: unknown): Verdict;
}

export interface AutosaveOptions {
  readonly quietMs?: number;
  readonly retryMs?: number;
  readonly mostRetryMs?: number;
  /** What the server said, for the person whose edits it refused. */
  explain(error: unknown): { readonly message: string; readonly hint?: string };
}

/** Sends what is pending, one batch at a time and in order, until nothing is. */
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
    const { id, client, edits } = batch;
    try {
      const { revision, missed } = await log.append({
        baseRevision: draft.revision,
        client,
        batch: id,
        edits: [...edits],
      });
      store.getState().setSending(undefined);
      store.getState().receive([...missed, { revision, client, batch: id, edits }]);
      wait = retryMs;
      settle();
    } catch (error) {
      store.getState().setSending(undefined);
      await recover(error, id);
    }
  }

  async function recover(error: unknown, batch: string): Promise<void> {
    const verdict = log.judge(error);
    if (verdict === 'refused') {
      const { message, hint } = options.explain(error);
      store.getState().refuse(batch, message, hint);
      settle();
      return;
    }
    if (verdict === 'reread') {
      const fresh = await log.read().catch(() => undefined);
      if (fresh) store.getState().rebase(fresh.document, fresh.revision);
      store.getState().setSave(fresh ? 'saving' : 'offline');
    } else store.getState().setSave(verdict);
    schedule(wait);
    wait = Math.min(wait * 2, mostRetryMs);
  }

  function settle(): void {
    const isDone = store.getState().draft.pending.length === 0;
    store.getState().setSave(isDone ? 'saved' : 'saving');
    if (!isDone) schedule(0);
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (state.draft.pending === before.draft.pending) return;
    // The last one may be confirmed by the log before its own answer comes.
    if (state.draft.pending.length === 0) {
      if (!state.sending && state.save !== 'saved') state.setSave('saved');
      return;
    }
    if (state.save === 'saved') state.setSave('saving');
    if (state.save !== 'offline' && state.save !== 'waiting' && !state.sending) schedule(quietMs);
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
