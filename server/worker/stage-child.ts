import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { AppError } from '@/server/errors';
import { stageError } from '@/server/executor/blame';
import { countPorts } from '@/server/executor/count-ports';
import { runStage, StageRefused } from '@/server/executor/run-stage';
import type { Runtime, StageWork } from '@/server/executor/stage-work';
import type { FromChild, ToChild } from './messages';

/** A process that runs stages, one at a time, until its worker lets it go. Its first argument names the runtime module. */
const runtimeModule = process.argv[2];
const progressEveryMs = 200;
let stop: AbortController | undefined;

/** A worker that is gone hears nothing, and that is no error here. */
function tell(message: FromChild): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

async function loadRuntime(): Promise<Runtime> {
  const loaded: unknown = runtimeModule
    ? await import(pathToFileURL(runtimeModule).href)
    : await import('@/nodes/runtime.gen');
  return (loaded as { runtime: Runtime }).runtime;
}

async function run(work: StageWork, signal: AbortSignal): Promise<FromChild> {
  let toldAt = 0;
  const result = await runStage(work, {
    runtime: await loadRuntime(),
    signal,
    listener: {
      progress(done, total, words, curves) {
        const now = performance.now();
        if (now - toldAt < progressEveryMs && done < total) return;
        toldAt = now;
        tell({
          type: 'progress',
          done,
          total,
          ...(words === undefined ? {} : { words }),
          ...(curves ? { curves } : {}),
        });
      },
      log: (message) => tell({ type: 'log', message }),
    },
  });
  return { type: 'done', result };
}

function failed(thrown: unknown): FromChild {
  if (thrown instanceof StageRefused) {
    return { type: 'failed', error: stageError(thrown.failure), stack: '', artifacts: thrown.artifacts };
  }
  const damaged = thrown instanceof AppError && thrown.code === 'artifact_damaged' ? thrown.place?.artifact : undefined;
  return {
    type: 'failed',
    error: stageError(thrown),
    stack: stackOf(thrown),
    artifacts: [],
    ...(damaged === undefined ? {} : { damagedArtifact: String(damaged) }),
  };
}

/** With its causes: they hold the SQL, or what really broke. */
function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const own = thrown.stack ?? thrown.message;
  return thrown.cause === undefined ? own : `${own}\ncaused by ${stackOf(thrown.cause)}`;
}

async function work(message: Exclude<ToChild, { type: 'cancel' }>): Promise<void> {
  const controller = new AbortController();
  stop = controller;
  try {
    const answer =
      message.type === 'run'
        ? await run(message.work, controller.signal)
        : ({ type: 'counted', counts: await countPorts(message.work, controller.signal) } as const);
    tell(answer);
  } catch (thrown) {
    tell(controller.signal.aborted ? { type: 'cancelled' } : failed(thrown));
  } finally {
    stop = undefined;
  }
}

process.on('message', (message: ToChild) => {
  if (message.type === 'cancel') stop?.abort();
  else void work(message);
});
// The worker is gone: nobody waits for what this process does.
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});
tell({ type: 'ready' });
// Warm: the engine takes longer to load than most stages to run.
void sleep(50).then(() => import('../engine/duckdb/open-duckdb'));
