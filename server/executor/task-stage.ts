import type { RunContext } from '@/nodes/kernel/define-run';
import type { TaskStage } from '@/server/compiler/emit/run-spec';
import type { DuckdbStageDatabase } from '@/server/engine/duckdb/stage-database';
import { AppError } from '@/server/errors';
import { checkpointOf } from './checkpoints';
import type { OpenedInputs } from './stage-inputs';
import type { StageOutputWriter } from './stage-outputs';
import type { Publication, Runtime, StageListener, StageWork } from './stage-work';

/** A node's own `run.ts`. */
export async function runTaskStage(
  stage: TaskStage,
  parts: {
    readonly work: StageWork;
    readonly runtime: Runtime;
    readonly inputs: OpenedInputs;
    readonly outputs: StageOutputWriter;
    readonly database: DuckdbStageDatabase;
    readonly listener: StageListener;
    readonly signal: AbortSignal;
    readonly datasetPath: string | undefined;
    readonly scratchFolder: string;
  },
): Promise<void> {
  const { work, inputs, outputs, database, listener } = parts;
  const known = await parts.runtime[stage.type]?.();
  const task = stage.step === undefined ? known?.default : known?.steps?.[stage.step];
  if (task === undefined) {
    const missing = stage.step === undefined ? 'has no default export' : `exports no step ${stage.step}`;
    throw new AppError({
      code: 'no_such_task',
      blame: 'bug',
      message: `No task is known for nodes of type ${stage.type}: their run.ts ${missing}.`,
    });
  }
  const context: RunContext<unknown> & { readonly publication?: Publication } = {
    config: stage.config,
    nodeId: stage.node,
    title: work.title,
    inputs,
    inputKeys: Object.fromEntries(stage.inputs.map(({ name, key }) => [name, key])),
    outputs: {
      table: (port, sql) => outputs.table(port, sql, inputs.allComponents()),
      tableFile: (port, path) => outputs.tableFile(port, path),
      json: (port, value, summary) => outputs.json(port, value, summary),
      binary: (port, name, bytes) => outputs.binary(port, name, bytes),
    },
    database,
    plan: stage.plan,
    ...(stage.folds ? { folds: stage.folds } : {}),
    taughtBy: (stage.taughtBy ?? []).map((step) => ({ ...step, ...inputs.taught(step.key) })),
    ...(stage.dataset && parts.datasetPath !== undefined
      ? { dataset: { request: stage.dataset, filePath: parts.datasetPath } }
      : {}),
    scratchFolder: parts.scratchFolder,
    threads: work.threads,
    memoryLimitBytes: work.memoryLimitBytes,
    signal: parts.signal,
    publish: work.publish,
    checkpoint: (name) => checkpointOf(work, name),
    publication: work.publication,
    progress: listener.progress,
    log: listener.log,
  };
  await task.run(context);
}
