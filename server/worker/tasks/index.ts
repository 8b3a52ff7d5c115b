import type { PortCount } from '@/drizzle/schema/execution';
import type { Database } from '@/server/db/client';
import type { CountWork } from '@/server/executor/count-ports';
import type { ArtifactStore } from '@/server/store/artifact-store';
import { countPortsTask } from './count-ports';
import { monitorCheck } from './monitor-check';

export interface TaskContext {
  readonly database: Database;
  readonly store: ArtifactStore;
  readonly home: string;
  /** Counts rows in a stage process; undefined when it could not. */
  count(work: Omit<CountWork, 'home' | 'memoryLimitBytes'>): Promise<Record<string, PortCount> | undefined>;
}

/** A job of the queue beside computations. It may be run twice; what it throws is retried as graphile-worker does. */
export interface WorkerTask {
  readonly name: string;
  /** Five cron fields, in UTC. */
  readonly cron?: string;
  handle(payload: unknown, context: TaskContext): Promise<void>;
}

const monitorCheckTask: WorkerTask = {
  ...monitorCheck,
  handle: (payload, { database }) => monitorCheck.handle(database, payload),
};

export const tasks: readonly WorkerTask[] = [countPortsTask, monitorCheckTask];
