import type { Sql, TransactionSql } from 'postgres';
import { readRowCounts, readSamples } from '@/server/db/stage-attempts';
import { type Estimate, estimateStage, type Sample } from './estimate-stage';
import type { PlannedStage, PreviousRun } from './plan-run';
import { workOf } from './work-of';

/**
 * How long each stage that runs is likely to take, from earlier work of its kind. Rows are those of its inputs; of an
 * input that is not made yet, what the same input had in the run before. Stages without anything to go by are left out.
 */
export async function estimateRun(
  sql: Sql | TransactionSql,
  plan: readonly PlannedStage[],
  previous: PreviousRun | undefined,
): Promise<Map<string, Estimate>> {
  const running = plan.filter(({ state }) => state === 'waiting').map(({ stage }) => ({ stage, work: workOf(stage) }));
  if (running.length === 0) return new Map();
  const before = new Map(previous?.stages.map((stage) => [stage.id, stage.inputs.map(({ key }) => key)]));
  const inputsOf = running.map(({ stage }) =>
    stage.inputs.map(({ key }, at) => [key, before.get(stage.id)?.[at] ?? key] as const),
  );
  const [found, counts] = await Promise.all([
    readSamples(
      sql,
      running.map(({ work }) => work),
    ),
    readRowCounts(sql, inputsOf.flat(2)),
  ]);
  const samples = new Map<string, Sample[]>();
  for (const { work, ...sample } of found) {
    const known = samples.get(work);
    if (known) known.push(sample);
    else samples.set(work, [sample]);
  }
  return new Map(
    running.flatMap(({ stage, work }, at) => {
      const rows = inputsOf[at]!.flatMap(([key, earlier]) => counts.get(key) ?? counts.get(earlier) ?? []);
      const total = rows.length === 0 ? null : rows.reduce((sum, count) => sum + count, 0);
      const estimate = estimateStage(samples.get(work.kind) ?? [], { settings: work.settings, rows: total });
      return estimate ? [[stage.id, estimate] as const] : [];
    }),
  );
}
