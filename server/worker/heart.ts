import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@/server/db/client';
import { beat, reconcile, sweep } from '@/server/db/workers';
import { logProblem } from './log-problem';

export interface HeartSettings {
  readonly database: Database;
  readonly worker: string;
  /** Names under which the queue locks jobs for this worker; grows as it starts. */
  readonly queueIds: ReadonlySet<string>;
  /** Computations this worker believes it holds. */
  held(): readonly string[];
  /** Looks for work whose job went to a worker that was full. */
  wake(): Promise<void>;
  readonly heartbeatMs: number;
  readonly staleAfterMs: number;
  readonly sweepMs: number;
}

/** Beats, so that others know this worker lives, and sweeps after those that do not. */
export async function startHeart(settings: HeartSettings): Promise<{ stop(): Promise<void> }> {
  const { database, worker, queueIds, staleAfterMs } = settings;
  const stopping = new AbortController();
  await beat(database, worker, [...queueIds]);
  const every = async (periodMs: number, act: () => Promise<unknown>) => {
    while (!stopping.signal.aborted) {
      await sleep(periodMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      await act().catch((thrown) => logProblem('the heart skipped a beat', thrown));
    }
  };
  const loops = [
    every(settings.heartbeatMs, async () => {
      await beat(database, worker, [...queueIds]);
      await settings.wake();
    }),
    every(settings.sweepMs, async () => {
      await sweep(database, staleAfterMs);
      await reconcile(database, worker, settings.held());
    }),
  ];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
