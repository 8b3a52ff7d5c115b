import type { Database } from '../db/client';
import { DRAFT_CHANNEL, type EditBatch, editsSince } from '../db/pipelines';
import { signalQueue } from './signal-queue';

/** The batches of a draft after a revision, now and as they come, until the signal aborts. */
export async function* followDraft(
  database: Database,
  pipelineId: string,
  revision: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<EditBatch> {
  const changes = signalQueue<undefined>(signal);
  const listening = await database.sql.listen(
    DRAFT_CHANNEL,
    (payload) => payload.startsWith(`${pipelineId}:`) && changes.push(undefined),
    // Also after a lost connection: what was notified meanwhile is in the log.
    () => changes.push(undefined),
  );
  let seen = revision;
  try {
    for await (const _ of changes) {
      for (const batch of await editsSince(database, pipelineId, seen)) {
        seen = batch.revision;
        yield batch;
      }
    }
  } finally {
    await listening.unlisten();
  }
}
