import type { Sql } from 'postgres';
import type { RunState, StageState } from '@/drizzle/schema/execution';
import type { StageProgress } from '@/nodes/kernel/define-run';
import type { Database } from '@/server/db/client';
import { type RunView, readRun } from '@/server/db/runs';

export interface RunEvent {
  readonly runId: string;
  /** Absent: `state` is the run's own. */
  readonly stageId?: string;
  readonly state?: StageState | RunState;
  readonly progress?: StageProgress;
  /** Row counts of fused ports are there. */
  readonly portCounts?: true;
  /** The connection was lost for a while: read the run anew. */
  readonly resync?: true;
}

/** Follows a run until the returned function is called. Events say that something changed; the run itself is the truth. */
export async function subscribeRun(
  sql: Sql,
  runId: string,
  onEvent: (event: RunEvent) => void,
): Promise<() => Promise<void>> {
  let isFirst = true;
  const subscription = await sql.listen(
    'sluice_run',
    (payload) => {
      const event = JSON.parse(payload) as RunEvent;
      if (event.runId === runId) onEvent(event);
    },
    () => {
      if (!isFirst) onEvent({ runId, resync: true });
      isFirst = false;
    },
  );
  return () => subscription.unlisten();
}

/** Waits until a run has ended. */
export async function waitForRun(
  database: Database,
  runId: string,
  onEvent: (event: RunEvent) => void = () => {},
): Promise<RunView> {
  let wake = () => {};
  const unsubscribe = await subscribeRun(database.sql, runId, (event) => {
    onEvent(event);
    if (event.stageId === undefined) wake();
  });
  try {
    for (;;) {
      const ended = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const run = await readRun(database, runId);
      if (run === undefined) throw new Error(`there is no run ${runId}`);
      if (run.state !== 'running') return run;
      await ended;
    }
  } finally {
    await unsubscribe();
  }
}
