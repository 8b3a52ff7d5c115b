import type { EditLog } from './autosave';
import type { DocumentStore } from './document-store';
import { dropUnsent, readUnsent, type Unsent } from './unsent';

export interface AdoptOptions {
  readonly pipelineId: string;
  readonly storage: Storage;
  readonly log: Pick<EditLog, 'since'>;
  /** Runs `then` once the tab of a client is gone; never while it lives. */
  whenGone(client: string, then: () => Promise<void>): void;
  readonly retryMs?: number;
  /** Writes down what was taken over, before the earlier tab's copy goes. */
  keep(): void;
  /** So many edits were taken over. */
  onAdopted(count: number): void;
}

/**
 * Takes over what earlier tabs of this browser could not send: reloaded, closed or crashed. The server's log says which
 * of their batches had arrived; a batch keeps its name, so that even two who send it have it applied once.
 */
export function adoptUnsent(store: DocumentStore, options: AdoptOptions) {
  const { pipelineId, storage, log, whenGone, keep, onAdopted, retryMs = 3_000 } = options;
  let isStopped = false;

  async function take(client: string): Promise<void> {
    while (!isStopped) {
      // Read again: somebody else may have taken it while this one waited.
      const left = find(client);
      if (!left) return;
      const arrived = await arrivedOf(left);
      if (isStopped) return;
      if (arrived) {
        const batches = left.batches.filter(({ id }) => !arrived.has(id));
        store.getState().adopt(batches);
        keep();
        dropUnsent(storage, pipelineId, client);
        if (batches.length > 0) onAdopted(batches.reduce((count, { edits }) => count + edits.length, 0));
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }

  const find = (client: string): Unsent | undefined =>
    readUnsent(storage, pipelineId).find((entry) => entry.client === client);

  const arrivedOf = async ({ revision }: Unsent): Promise<ReadonlySet<string> | undefined> => {
    const batches = await log.since(revision).catch(() => undefined);
    return batches && new Set(batches.map(({ batch }) => batch));
  };

  const own = store.getState().draft.client;
  for (const { client } of readUnsent(storage, pipelineId)) if (client !== own) whenGone(client, () => take(client));
  return {
    stop() {
      isStopped = true;
    },
  };
}
