import type { FitStage } from '@/server/compiler/emit/run-spec';
import type { DuckdbStageDatabase } from '@/server/engine/duckdb/stage-database';
import { AppError } from '@/server/errors';
import { learnFrom } from './learn';
import type { OpenedInputs } from './stage-inputs';
import type { StageOutputWriter } from './stage-outputs';
import type { Runtime, StageListener } from './stage-work';

/** Learns values from training rows, on one thread, as JSON. */
export async function runFitStage(
  stage: FitStage,
  parts: {
    readonly runtime: Runtime;
    readonly inputs: OpenedInputs;
    readonly outputs: StageOutputWriter;
    readonly database: DuckdbStageDatabase;
    readonly listener: StageListener;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { runtime, inputs, outputs, database, listener, signal } = parts;
  const { values: learned, from } = await learnFrom(stage, {
    sources: inputs,
    database,
    signal,
    progress: listener.progress,
    loadFit: () => loadFit(stage.task!.type, runtime),
  });
  const summary = Object.fromEntries(
    Object.entries(learned).flatMap(([name, { value }]) => (isFigure(value) ? [[name, value]] : [])),
  );
  for (const output of stage.outputs) await outputs.json(output.name, learned, summary, { learnedFrom: from });
}

async function loadFit(type: string, runtime: Runtime) {
  const fit = (await runtime[type]?.())?.fit;
  if (fit !== undefined) return fit;
  throw new AppError({
    code: 'no_such_task',
    blame: 'bug',
    message: `Nodes of type ${type} learn by code, and their run.ts exports no fit.`,
  });
}

const isFigure = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
