import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { RunSpec } from '@/server/compiler/emit/run-spec';
import { readKnownKeys } from '@/server/db/catalogue';
import type { Database } from '@/server/db/client';
import { readPreviousRun } from '@/server/db/runs';
import { estimateRun } from './estimate-run';
import type { Estimate } from './estimate-stage';
import { planRun } from './plan-run';

/** What a run started now would do with a stage. */
export interface PlannedWork {
  readonly what: 'reused' | 'runs' | 'skipped';
  /** In words: why. */
  readonly reason: string;
  /** Every node whose work it does. */
  readonly nodes: readonly string[];
  /** Stages it waits for, of those that run. */
  readonly waitsFor: readonly string[];
  /** Of what runs; absent: nothing like it ran yet. */
  readonly estimate?: Estimate;
}

export interface ReuseOptions {
  readonly pipelineId?: string;
  /** For the words of the reasons. */
  readonly document?: GraphDoc;
  readonly from?: readonly string[];
}

/** What a run started now would do with each stage, by stage id: for the canvas, before anything runs. */
export async function plannedReuse(
  { sql }: Database,
  spec: RunSpec,
  { pipelineId, document, from }: ReuseOptions = {},
): Promise<Record<string, PlannedWork>> {
  const keys = spec.stages.flatMap((stage) => stage.outputs.map((output) => output.key));
  const [catalogue, previous] = await Promise.all([
    readKnownKeys(sql, keys),
    pipelineId === undefined ? undefined : readPreviousRun(sql, pipelineId),
  ]);
  const plan = planRun(spec, { catalogue, document, parameters: spec.parameters, previous, from });
  const estimates = await estimateRun(sql, plan, previous);
  return Object.fromEntries(
    plan.map(({ stage, state, reason, waitsFor }): [string, PlannedWork] => {
      const estimate = estimates.get(stage.id);
      const what = state === 'waiting' ? 'runs' : state;
      return [stage.id, { what, reason, nodes: stage.nodes, waitsFor, ...(estimate ? { estimate } : {}) }];
    }),
  );
}
