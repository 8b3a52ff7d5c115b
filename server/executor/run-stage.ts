import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StageFailure } from '@/nodes/kernel/define-run';
import type { Stage } from '@/server/compiler/emit/run-spec';
import type { Finished } from '@/server/db/computations';
import { DuckdbStageDatabase } from '@/server/engine/duckdb/stage-database';
import { AppError } from '@/server/errors';
import { openStore } from '@/server/store/disk-store';
import { removeCheckpoints } from './checkpoints';
import { runFitStage } from './fit-stage';
import { needsOneThread, runQueryStage } from './query-stage';
import { OpenedInputs } from './stage-inputs';
import { StageOutputWriter } from './stage-outputs';
import type { Runtime, StageListener, StageResult, StageWork } from './stage-work';
import { runTaskStage } from './task-stage';

/** A stage that refused, with what it had written to say why. */
export class StageRefused extends Error {
  constructor(
    readonly failure: StageFailure,
    readonly artifacts: Finished['artifacts'],
  ) {
    super(failure.message);
  }
}

/** Runs one stage from opened inputs to durable artifacts; whatever goes wrong, nothing half-written stays. */
export async function runStage(
  work: StageWork,
  { runtime, signal, listener }: { runtime: Runtime; signal: AbortSignal; listener: StageListener },
): Promise<StageResult> {
  const store = openStore(work.home);
  const { stage } = work;
  const { workFolder } = work;
  const scratchFolder = join(workFolder, 'scratch');
  const datasetPath = stage.kind === 'task' && stage.dataset ? store.filePath(stage.dataset.fileHash) : undefined;
  if (datasetPath !== undefined) await requireFile(store, stage);
  const database = new DuckdbStageDatabase(
    {
      memoryLimitBytes: work.memoryLimitBytes,
      threads: threadsOf(stage, work.threads),
      temporaryFolder: join(workFolder, 'spill'),
      allowedPaths: [store.artifacts, store.uploads],
    },
    signal,
    // A task says itself how far it is.
    stage.kind === 'query' ? (share) => listener.progress(Math.round(share * 1000), 1000) : undefined,
  );
  const outputs = new StageOutputWriter(stage, () => store.draft(workFolder), database);
  try {
    const inputs = await OpenedInputs.open(work, store);
    if (stage.kind === 'query') await runQueryStage(stage, inputs, outputs);
    else if (stage.kind === 'fit') await runFitStage(stage, { runtime, inputs, outputs, database, listener, signal });
    else {
      mkdirSync(scratchFolder, { recursive: true });
      await runTaskStage(stage, {
        work,
        scratchFolder,
        runtime,
        inputs,
        outputs,
        database,
        listener,
        signal,
        datasetPath,
      });
    }
    signal.throwIfAborted();
    const result = await outputs.publish(false);
    await removeCheckpoints(work);
    return result;
  } catch (error) {
    if (error instanceof StageFailure) {
      await removeCheckpoints(work);
      throw new StageRefused(error, (await outputs.publish(true)).artifacts);
    }
    await outputs.discard();
    throw error;
  } finally {
    await database.close();
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/** From here on a thread's buffers, one per column, would take a gigabyte where rows are sorted or matched. */
const MANY_COLUMNS = 2000;

function threadsOf(stage: Stage, threads: number): number {
  if (stage.kind === 'fit') return 1;
  const isWide = stage.outputs.some(({ schema }) => (schema?.columns.length ?? 0) > MANY_COLUMNS);
  return stage.kind === 'query' && (isWide || needsOneThread(Object.values(stage.relations))) ? 1 : threads;
}

async function requireFile(store: ReturnType<typeof openStore>, stage: Stage): Promise<void> {
  if (stage.kind !== 'task' || !stage.dataset || (await store.hasFile(stage.dataset.fileHash))) return;
  throw new AppError({
    code: 'file_missing',
    blame: 'user',
    message: `The file “${stage.dataset.fileName}” is not in the store of this machine.`,
    place: { file: stage.dataset.fileName, hash: stage.dataset.fileHash },
    hint: 'Upload it again, or name it with --data source=path.',
  });
}
