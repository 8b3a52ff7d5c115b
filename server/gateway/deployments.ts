import type { Database } from '../db/client';
import { DEPLOYMENTS_CHANNEL, readServingDeployments, type ServingDeployment } from '../db/endpoints';
import { openBatchPredictor } from '../engine/onnx';
import { toAppError } from '../errors';
import { openExplaining } from './explaining/open-explaining';
import { type ArtifactFolder, loadPackage } from './load-model';
import { openServingModel, type ServingModel } from './serving-model';

/** What answers at a slug. `model` is absent while nothing was published, or when its package cannot be opened. */
export interface Served {
  readonly endpointId: string;
  readonly slug: string;
  readonly title: string;
  readonly model?: ServingModel;
  /** Why the current deployment does not answer; an earlier one may still. */
  readonly trouble?: string;
}

export interface Deployments {
  find(slug: string): Served | undefined;
  /** As `find`; what is not there is looked for in the database first, at most once a second: it may be brand-new. */
  seek(slug: string): Promise<Served | undefined>;
  all(): Served[];
  /** Reads the database again now. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

/** A missed notice is made up for by then. */
const POLL_MS = 10_000;
const SEEK_AGAIN_MS = 1_000;

/**
 * Keeps every endpoint's current deployment in memory. A new one is opened aside, warmed and then put in place at once:
 * a request is answered by the one or the other, and the old one leaves after its last answer.
 */
export async function openDeployments(
  database: Database,
  folderOf: ArtifactFolder,
  log: (message: string) => void,
): Promise<Deployments> {
  const served = new Map<string, Served>();
  const threads = { batches: openBatchPredictor(), explaining: openExplaining() };
  let refreshing: Promise<void> = Promise.resolve();
  let soughtAt = 0;

  async function bring(current: ServingDeployment): Promise<void> {
    const before = served.get(current.slug);
    const { endpointId, slug, title } = current;
    if (before?.model?.deployment.deploymentId === current.deploymentId && before.endpointId === endpointId) return;
    if (current.deploymentId === null || current.artifactHash === null) {
      before?.model?.retire();
      served.set(slug, { endpointId, slug, title });
      return;
    }
    try {
      const model = await openServingModel(current, await loadPackage(folderOf, current.artifactHash), threads);
      served.set(slug, { endpointId, slug, title, model });
      before?.model?.retire();
      log(`${slug}: version ${current.number} answers`);
    } catch (error) {
      const trouble = `Version ${current.number} could not be opened: ${toAppError(error).message}`;
      if (before?.trouble !== trouble) log(`${slug}: ${trouble} ${String(error)}`);
      served.set(slug, { ...before, endpointId, slug, title, trouble });
    }
  }

  async function readAll(): Promise<void> {
    const current = await readServingDeployments(database);
    for (const endpoint of current) await bring(endpoint);
    const slugs = new Set(current.map((endpoint) => endpoint.slug));
    for (const [slug, gone] of served) {
      if (slugs.has(slug)) continue;
      served.delete(slug);
      gone.model?.retire();
    }
  }

  /** One at a time, and every caller waits for a reading that began after its call. */
  function refresh(): Promise<void> {
    const next = refreshing.catch(() => {}).then(readAll);
    refreshing = next;
    return next;
  }
  const refreshQuietly = () =>
    void refresh().catch((error: unknown) => log(`Endpoints could not be read: ${String(error)}`));

  await refresh();
  // The second function also runs after a lost connection is back, when notices may have been missed.
  const listening = await database.sql.listen(DEPLOYMENTS_CHANNEL, refreshQuietly, refreshQuietly);
  const poll = setInterval(refreshQuietly, POLL_MS);
  return {
    find: (slug) => served.get(slug),
    async seek(slug) {
      if (served.get(slug)?.model === undefined && Date.now() - soughtAt > SEEK_AGAIN_MS) {
        soughtAt = Date.now();
        await refresh();
      }
      return served.get(slug);
    },
    all: () => [...served.values()],
    refresh,
    async stop() {
      clearInterval(poll);
      await listening.unlisten().catch(() => {});
      await refreshing.catch(() => {});
      await Promise.all([threads.batches.close(), threads.explaining.close()]);
    },
  };
}
