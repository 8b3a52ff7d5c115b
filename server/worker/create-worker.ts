import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { availableParallelism, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type Runner, run as runQueue, type WorkerEvents } from 'graphile-worker';
import { openDatabase } from '@/server/db/client';
import { releaseWorker } from '@/server/db/workers';
import { openStore } from '@/server/store/disk-store';
import { defaultConcurrency } from './concurrency';
import { startHeart } from './heart';
import { logProblem } from './log-problem';
import { Reports } from './reports';
import { ComputationRunner } from './run-computation';
import { StagePool } from './stage-pool';
import { tasks as allTasks, type TaskContext, type WorkerTask } from './tasks';

export interface WorkerOptions {
  readonly databaseUrl: string;
  readonly home: string;
  /** Stages at once; one warm process each. */
  readonly concurrency?: number;
  /** What one stage may use. */
  readonly stageMemoryBytes?: number;
  readonly stageTimeMs?: number;
  /** A module that exports `runtime`, in place of nodes/runtime.gen.ts. */
  readonly runtimeModule?: string;
  readonly tasks?: readonly WorkerTask[];
  readonly heartbeatMs?: number;
  readonly staleAfterMs?: number;
  readonly sweepMs?: number;
}

export interface Worker {
  readonly id: string;
  /** Takes no more, lets short work end, gives the rest back. */
  stop(): Promise<void>;
}

const cancelGraceMs = 700;
const stopGraceMs = 1_500;

/** A worker inside this process; stages run in processes that it forks. */
export async function createWorker(options: WorkerOptions): Promise<Worker> {
  const id = randomUUID();
  const cores = availableParallelism();
  const concurrency = options.concurrency ?? defaultConcurrency();
  const stageMemoryBytes = options.stageMemoryBytes ?? defaultStageMemory(concurrency);
  const database = openDatabase(options.databaseUrl, { maxConnections: 6, applicationName: 'sluice-worker' });
  const store = openStore(options.home);
  const limits = { memoryBytes: stageMemoryBytes, timeMs: options.stageTimeMs ?? 6 * 3_600_000, cancelGraceMs };
  // A node that publishes writes to the same database and home.
  const environment = { DATABASE_URL: options.databaseUrl, SLUICE_HOME: options.home };
  const pool = new StagePool(concurrency, limits, { environment, runtimeModule: options.runtimeModule });
  const reports = new Reports(database, id);
  const settings = { home: options.home, stageMemoryBytes, cores };
  const runner = new ComputationRunner({ database, worker: id, pool, reports, settings });

  const queueIds = new Set<string>();
  const heart = await startHeart({
    database,
    worker: id,
    queueIds,
    held: () => runner.held,
    wake: () => runner.wake(),
    heartbeatMs: options.heartbeatMs ?? 1_000,
    staleAfterMs: options.staleAfterMs ?? 5_000,
    sweepMs: options.sweepMs ?? 2_000,
  });
  const stops = await database.sql.listen('sluice_work', (payload) => {
    const { stop, attempt } = JSON.parse(payload) as { stop?: string; attempt?: number };
    if (stop !== undefined && attempt !== undefined) runner.cancel(stop, attempt);
  });

  const context: TaskContext = {
    database,
    store,
    home: options.home,
    count: (work) => countInPool(pool, { ...work, home: options.home, memoryLimitBytes: stageMemoryBytes * 0.7 }),
  };
  const queue = await startQueue(options.databaseUrl, queueIds, runner, options.tasks ?? allTasks, context);
  return {
    id,
    async stop() {
      runner.stop();
      const drained = Promise.all([queue.stop().catch(() => {}), runner.idle()]);
      await Promise.race([drained, sleep(stopGraceMs)]);
      pool.stop();
      await Promise.race([drained, sleep(stopGraceMs)]);
      await heart.stop();
      await stops.unlisten();
      await reports.flush();
      await releaseWorker(database, id).catch((thrown) => logProblem('held work could not be given back', thrown));
      await database.close();
    },
  };
}

async function startQueue(
  connectionString: string,
  queueIds: Set<string>,
  runner: ComputationRunner,
  tasks: readonly WorkerTask[],
  context: TaskContext,
): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => queueIds.add(workerPool.id));
  events.on('worker:create', ({ worker }) => queueIds.add(worker.workerId));
  return runQueue({
    connectionString,
    noHandleSignals: true,
    events,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') logProblem('the queue', message);
    }),
    crontab: tasks.flatMap(({ cron, name }) => (cron === undefined ? [] : [`${cron} ${name}`])).join('\n'),
    taskList: {
      // A job only says that there is work: it does not wait for it, and which it names does not matter.
      computation: () => {
        void runner.wake();
      },
      ...Object.fromEntries(tasks.map((task) => [task.name, (payload: unknown) => task.handle(payload, context)])),
    },
    preset: {
      worker: {
        concurrentJobs: 4,
        localQueue: { size: 100 },
        // Without batches a job that ends while the queue stops stays locked and runs again hours later.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        maxPoolSize: 4,
      },
    },
  });
}

async function countInPool(
  pool: StagePool,
  work: Parameters<TaskContext['count']>[0] & { home: string; memoryLimitBytes: number },
) {
  const process = pool.take();
  const ending = await process.perform({ type: 'count', work }, 'Counting rows', { progress: () => {}, log: () => {} });
  pool.giveBack(process);
  if (ending.type === 'failed') logProblem('rows could not be counted', ending.stack);
  return ending.type === 'counted' ? ending.counts : undefined;
}

/** Most of the machine, shared among the stages that may run at once; containers have limits of their own. */
function defaultStageMemory(concurrency: number): number {
  const given = Number(process.env.SLUICE_STAGE_MEMORY_MB);
  if (given > 0) return given * 1e6;
  const constrained = process.constrainedMemory?.() ?? 0;
  const machine = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return Math.max(1e9, (machine * 0.7) / Math.min(concurrency, 2));
}
