import type { Database } from '@/server/db/client';

/** Drops a run's claims on work; what nobody else wants stops within a second. False: it had ended. */
export async function cancelRun(database: Database, runId: string): Promise<boolean> {
  const [row] = await database.sql<{ cancelled: boolean }[]>`select sluice_cancel_run(${runId}) as cancelled`;
  return row!.cancelled;
}
