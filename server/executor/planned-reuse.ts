import type { RunSpec } from '@/server/compiler/emit/run-spec';
import { readKnownKeys } from '@/server/db/catalogue';
import type { Database } from '@/server/db/client';
import { planRun } from './plan-run';

/** What a run started now would do with each stage, for the canvas. */
export async function plannedReuse(
  database: Database,
  spec: RunSpec,
): Promise<Record<string, 'reused' | 'runs' | 'skipped'>> {
  const keys = spec.stages.flatMap((stage) => stage.outputs.map((output) => output.key));
  const plan = planRun(spec, { catalogue: await readKnownKeys(database.sql, keys) });
  return Object.fromEntries(plan.map(({ stage, state }) => [stage.id, state === 'waiting' ? 'runs' : state]));
}
