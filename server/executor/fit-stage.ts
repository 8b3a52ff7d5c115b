import type { FitAggregate } from '@/nodes/kernel/define-node';
import { type LearnedValues, StageFailure } from '@/nodes/kernel/define-run';
import type { LearnedType } from '@/nodes/kernel/expr/expr';
import { sqlName } from '@/nodes/kernel/expr/sql-text';
import { renderFit } from '@/server/compiler/emit/duckdb';
import type { FitStage } from '@/server/compiler/emit/run-spec';
import type { DuckdbStageDatabase } from '@/server/engine/duckdb/stage-database';
import type { OpenedInputs } from './stage-inputs';
import type { StageOutputWriter } from './stage-outputs';

/** Learns values from training rows: one row of aggregates, on one thread, as JSON. */
export async function runFitStage(
  stage: FitStage,
  inputs: OpenedInputs,
  outputs: StageOutputWriter,
  database: DuckdbStageDatabase,
): Promise<void> {
  const names = Object.keys(stage.aggregates);
  const picked = names.map((name) => pick(name, stage.aggregates[name]!.type));
  const [row] =
    names.length === 0
      ? [{}]
      : await database.rows(`select ${picked.join(', ')} from (${renderFit(stage.rel, stage.aggregates, inputs)})`);
  const learned: Record<string, LearnedValues[string]> = {};
  for (const [name, aggregate] of Object.entries(stage.aggregates)) {
    const value = plainValue((row as Record<string, unknown>)[name], aggregate.type);
    refuse(aggregate, value);
    learned[name] = { type: aggregate.type, value };
  }
  const summary = Object.fromEntries(
    Object.entries(learned).flatMap(([name, { value }]) => (Array.isArray(value) ? [] : [[name, value]])),
  );
  for (const output of stage.outputs)
    await outputs.json(output.name, learned, summary as Record<string, string | number>);
}

/** Dates as ISO text, so that no engine's own date object is met. */
function pick(name: string, type: LearnedType): string {
  const column = sqlName(name);
  return type === 'date' || type === 'timestamp' ? `${column}::varchar as ${column}` : column;
}

function plainValue(value: unknown, type: LearnedType): unknown {
  if (value === null || value === undefined) return type.endsWith('-list') ? [] : null;
  if (Array.isArray(value)) return value.map((item) => plainScalar(item));
  return plainScalar(value);
}

/** JSON has neither NaN nor 64-bit integers: a NaN is no value, and a large integer travels as text. */
function plainScalar(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return value;
}

function refuse({ required, atMost }: FitAggregate, value: unknown): void {
  const isNothing = value === null || (Array.isArray(value) && value.length === 0);
  if (required !== undefined && isNothing) throw new StageFailure(required, { kind: 'data' });
  if (atMost !== undefined && Array.isArray(value) && value.length > atMost.count) {
    throw new StageFailure(atMost.message, { kind: 'data' });
  }
}
