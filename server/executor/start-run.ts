import { contentKey } from '@/nodes/kernel/canonical';
import type { GraphDoc, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { RunSpec, Stage } from '@/server/compiler/emit/run-spec';
import { readKnownKeys, touchArtifacts } from '@/server/db/catalogue';
import type { Database } from '@/server/db/client';
import { insertRun, lockStarting, readPreviousRun, saveExpectations } from '@/server/db/runs';
import { AppError } from '@/server/errors';
import { estimateRun } from './estimate-run';
import { type PlannedStage, type PreviousRun, planRun } from './plan-run';
import { type WantedStage, workOf } from './work-of';

export interface RunRequest {
  readonly document: GraphDoc;
  readonly spec: RunSpec;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Absent for imports of datasets. */
  readonly pipelineId?: string;
  readonly versionId?: string;
  /** Stages that publish act; only a saved version may. */
  readonly publish: boolean;
  /** `node` or `node.port`: run only what these need. */
  readonly targets?: readonly string[];
  /** Nodes that run anew with all that follows them, although their results are known. */
  readonly from?: readonly string[];
}

export interface StartedRun {
  readonly runId: string;
  readonly number: number;
}

/**
 * Writes a run, its stages and the computations they want, and wakes those that are ready: one transaction. Starting
 * is serialised in the database, so that two runs that want the same work see each other's.
 */
export async function startRun(database: Database, request: RunRequest): Promise<StartedRun> {
  if (request.publish && request.versionId === undefined) {
    throw new AppError({
      code: 'publish_needs_version',
      blame: 'user',
      message: 'Only a saved version can be published.',
      hint: 'Save a version and run that one with Publish.',
    });
  }
  const { started, plan, previous } = await database.sql.begin(async (sql) => {
    await lockStarting(sql);
    const keys = request.spec.stages.flatMap((stage) => stage.outputs.map((output) => output.key));
    const catalogue = await readKnownKeys(sql, keys);
    const previous = request.pipelineId === undefined ? undefined : await readPreviousRun(sql, request.pipelineId);
    const { document, parameters, targets, from } = request;
    const plan = planRun(request.spec, { catalogue, document, parameters, previous, targets, from });
    await touchArtifacts(sql, [...catalogue.keys()]);
    const ids = computationIds(plan);
    const waiting = plan.filter((planned) => planned.state === 'waiting');
    const { id, number } = await insertRun(sql, {
      run: {
        document: request.document,
        spec: request.spec,
        parameters: request.parameters,
        pipelineId: request.pipelineId ?? null,
        versionId: request.versionId ?? null,
        publish: request.publish,
      },
      stages: plan.map(({ stage, state, reason }) => ({
        stageId: stage.id,
        computationId: ids.get(stage.id)!,
        state,
        reason,
      })),
      wanted: uniqueBy(
        waiting.map(({ stage, anew }) => ({ id: ids.get(stage.id)!, stage: wantedStage(stage, anew) })),
        (computation) => computation.id,
      ),
      waits: waiting.flatMap(({ stage, waitsFor }) =>
        waitsFor.map((parent) => ({ parent: ids.get(parent)!, child: ids.get(stage.id)! })),
      ),
    });
    return { started: { runId: id, number }, plan, previous };
  });
  await expectTimes(database, started.runId, plan, previous);
  return started;
}

/** Outside of the transaction, which keeps all others from starting. Nothing depends on it but what is shown. */
async function expectTimes(
  { sql }: Database,
  runId: string,
  plan: readonly PlannedStage[],
  previous: PreviousRun | undefined,
): Promise<void> {
  const estimates = await estimateRun(sql, plan, previous);
  await saveExpectations(
    sql,
    runId,
    [...estimates].map(([stageId, { ms }]) => ({ stageId, ms })),
  );
}

const wantedStage = (stage: Stage, anew: boolean): WantedStage => ({
  ...stage,
  work: workOf(stage),
  ...(anew && !stage.publishes ? { anew } : {}),
});

/**
 * A computation is known by its stage's key. Gates it waits for belong to it, or a run without the gate would be held
 * up by another run's; and what publishes is never shared.
 */
function computationIds(plan: readonly PlannedStage[]): Map<string, string> {
  const ids = new Map<string, string>();
  const publication = crypto.randomUUID();
  for (const { stage, gates } of plan) {
    const behind = gates.length === 0 ? '' : `~${contentKey(gates.map((gate) => ids.get(gate)))}`;
    ids.set(stage.id, stage.publishes ? `${stage.key}@${publication}` : `${stage.key}${behind}`);
  }
  return ids;
}

function uniqueBy<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}
