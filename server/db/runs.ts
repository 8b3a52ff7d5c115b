import type { Sql, TransactionSql } from 'postgres';
import type { PortCount, RunState, StageState } from '@/drizzle/schema/execution';
import type { StageProgress, StageSummary } from '@/nodes/kernel/define-run';
import type { GraphDoc, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { RunSpec, Stage } from '@/server/compiler/emit/run-spec';
import type { WantedStage } from '@/server/executor/work-of';
import type { Database } from './client';

type AnySql = Sql | TransactionSql;

export interface StageError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly blame: 'user' | 'environment' | 'bug';
  /** `gate`, `validation` or `data` when the stage itself refused. */
  readonly kind?: string;
}

export interface StageView {
  readonly id: string;
  readonly node: string;
  readonly nodes: readonly string[];
  readonly kind: Stage['kind'];
  readonly computationId: string;
  readonly state: StageState;
  /** In words: why it ran, was reused or skipped. */
  readonly reason: string;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly summary: StageSummary | null;
  readonly error: StageError | null;
  readonly progress: StageProgress | null;
  /** What was expected of it when the run began; null or absent: nothing to go by. */
  readonly expectedMs?: number | null;
  /** How many times it was begun for this run or the run it shares; retries and lost workers count. */
  readonly attempt: number;
}

export interface RunSummary {
  readonly id: string;
  readonly number: number;
  readonly pipelineId: string | null;
  readonly versionId: string | null;
  readonly publish: boolean;
  readonly state: RunState;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  /** How many stages are in each state. */
  readonly stageCounts: Readonly<Partial<Record<StageState, number>>>;
}

export interface RunView extends Omit<RunSummary, 'stageCounts'> {
  readonly document: GraphDoc;
  readonly spec: RunSpec;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** In the spec's order. */
  readonly stages: readonly StageView[];
  readonly portCounts: Readonly<Record<string, PortCount>> | null;
}

export interface StageLog {
  readonly id: number;
  readonly attempt: number;
  readonly level: string;
  readonly message: string;
  readonly createdAt: Date;
}

/** A run with all its stages as they are now. */
export async function readRun({ sql }: Pick<Database, 'sql'>, runId: string): Promise<RunView | undefined> {
  const [run] = await sql<Omit<RunView, 'stages'>[]>`
    select id, number, pipeline_id as "pipelineId", version_id as "versionId", publish, state,
      created_at as "createdAt", ended_at as "endedAt", document, spec, parameters, port_counts as "portCounts"
    from runs where id = ${runId}`;
  if (run === undefined) return undefined;
  const rows = await sql<(Omit<StageView, 'node' | 'nodes' | 'kind'> & { id: string })[]>`
    select s.stage_id as id, s.computation_id as "computationId", s.state, s.reason, s.started_at as "startedAt",
      s.expected_ms as "expectedMs", s.ended_at as "endedAt", s.summary, coalesce(s.error, case when s.state = 'queued' then c.error end) as error,
      case when s.state in ('running', 'done') then c.progress end as progress,
      -- Of this life only: work that ended is wanted again with tries and losses at zero.
      coalesce(least(c.attempt, c.tries + c.losses + 1), 0) as attempt
    from run_stages s left join computations c on c.id = s.computation_id
    where s.run_id = ${runId}`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  const stages = run.spec.stages.flatMap((stage) => {
    const row = byId.get(stage.id);
    return row === undefined ? [] : [{ ...row, node: stage.node, nodes: stage.nodes, kind: stage.kind }];
  });
  return { ...run, stages };
}

/** The latest runs first. */
export async function readRuns(
  { sql }: Pick<Database, 'sql'>,
  options: { pipelineId?: string; limit?: number; beforeNumber?: number } = {},
): Promise<RunSummary[]> {
  const { pipelineId, limit = 50, beforeNumber } = options;
  return sql<RunSummary[]>`
    select r.id, r.number, r.pipeline_id as "pipelineId", r.version_id as "versionId", r.publish, r.state,
      r.created_at as "createdAt", r.ended_at as "endedAt", coalesce((
        select jsonb_object_agg(n.state, n.stages)
        from (select s.state, count(*) as stages from run_stages s where s.run_id = r.id group by s.state) n
      ), '{}') as "stageCounts"
    from runs r
    where r.pipeline_id is not null
      ${pipelineId === undefined ? sql`` : sql`and r.pipeline_id = ${pipelineId}`}
      ${beforeNumber === undefined ? sql`` : sql`and r.number < ${beforeNumber}`}
    order by r.number desc limit ${limit}`;
}

/** What a stage of a run said, oldest first, from after a log entry on. */
export async function readStageLogs(
  { sql }: Pick<Database, 'sql'>,
  runId: string,
  stageId: string,
  afterId = 0,
): Promise<StageLog[]> {
  return sql<StageLog[]>`
    select l.id::float8 as id, l.attempt, l.level, l.message, l.created_at as "createdAt"
    from stage_logs l join run_stages s on s.computation_id = l.computation_id
    where s.run_id = ${runId} and s.stage_id = ${stageId} and l.id > ${afterId}
    order by l.id limit 1000`;
}

/** How many lines of a run are read at once. */
export const logPage = 2_000;

/** What all stages of a run said for it, oldest first; what was reused said its lines in an earlier run. */
export async function readRunLogs(
  { sql }: Pick<Database, 'sql'>,
  runId: string,
  afterId = 0,
): Promise<(StageLog & { readonly stageId: string })[]> {
  return sql<(StageLog & { readonly stageId: string })[]>`
    select l.id::float8 as id, s.stage_id as "stageId", l.attempt, l.level, l.message, l.created_at as "createdAt"
    from run_stages s join runs r on r.id = s.run_id join stage_logs l on l.computation_id = s.computation_id
    where s.run_id = ${runId} and s.state not in ('reused', 'skipped') and l.id > ${afterId}
      and l.created_at >= coalesce(least(s.started_at, r.created_at), r.created_at) - interval '5 milliseconds'
      and l.created_at <= coalesce(s.ended_at, 'infinity'::timestamptz) + interval '1 second'
    order by l.id limit ${logPage}`;
}

/** Until the transaction ends no other run starts, and no work changes state. */
export async function lockStarting(sql: TransactionSql): Promise<void> {
  await sql`select sluice_lock(true)`;
}

export interface PreviousRunRow {
  readonly number: number;
  readonly document: GraphDoc;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly stages: readonly Stage[];
  readonly states: Readonly<Record<string, StageState>>;
}

/** The pipeline's latest run, with how its stages ended. */
export async function readPreviousRun(sql: AnySql, pipelineId: string): Promise<PreviousRunRow | undefined> {
  const [row] = await sql<PreviousRunRow[]>`
    select r.number, r.document, r.parameters, r.spec -> 'stages' as stages,
      (select coalesce(jsonb_object_agg(s.stage_id, s.state), '{}') from run_stages s where s.run_id = r.id) as states
    from runs r where r.pipeline_id = ${pipelineId} order by r.number desc limit 1`;
  return row;
}

export interface NewRun {
  readonly run: {
    readonly document: GraphDoc;
    readonly spec: RunSpec;
    readonly parameters: Readonly<Record<string, ParameterValue>>;
    readonly pipelineId: string | null;
    readonly versionId: string | null;
    readonly publish: boolean;
  };
  readonly stages: readonly { stageId: string; computationId: string; state: string; reason: string }[];
  readonly wanted: readonly { id: string; stage: WantedStage }[];
  readonly waits: readonly { parent: string; child: string }[];
}

export async function insertRun(sql: TransactionSql, { run, stages, wanted, waits }: NewRun) {
  const [row] = await sql<{ id: string; number: number }[]>`
    select id, number from sluice_start_run(
      ${JSON.stringify(run)}::text::jsonb, ${JSON.stringify(stages)}::text::jsonb,
      ${JSON.stringify(wanted)}::text::jsonb, ${JSON.stringify(waits)}::text::jsonb)`;
  return row!;
}

/** Writes beside stages how long they are expected to take. */
export async function saveExpectations(
  sql: AnySql,
  runId: string,
  expected: readonly { readonly stageId: string; readonly ms: number }[],
): Promise<void> {
  if (expected.length === 0) return;
  await sql`
    update run_stages s set expected_ms = e.ms
    from unnest(${expected.map(({ stageId }) => stageId)}::text[], ${expected.map(({ ms }) => Math.round(ms))}::int[])
      as e(stage_id, ms)
    where s.run_id = ${runId} and s.stage_id = e.stage_id`;
}

/** Row counts of fused ports, once they are known. */
export async function savePortCounts(
  { sql }: Pick<Database, 'sql'>,
  runId: string,
  counts: Readonly<Record<string, PortCount>>,
): Promise<void> {
  await sql`update runs set port_counts = ${JSON.stringify(counts)}::text::jsonb where id = ${runId}`;
  await sql`select pg_notify('sluice_run', ${JSON.stringify({ runId, portCounts: true })})`;
}

/** Counts of fused ports that earlier runs have made, by port key. */
export async function readCountedPorts(
  { sql }: Pick<Database, 'sql'>,
  keys: readonly string[],
): Promise<Map<string, PortCount>> {
  if (keys.length === 0) return new Map();
  const rows = await sql<{ key: string; count: PortCount }[]>`
    select p.value ->> 'key' as key, r.port_counts -> p.key as count
    from (select * from runs where port_counts is not null order by number desc limit 20) r,
      jsonb_each(r.spec -> 'ports') p
    where r.port_counts ? p.key and p.value ->> 'key' = any(${[...keys]})`;
  return new Map(rows.map((row) => [row.key, row.count]));
}

/** The pipeline and version a run was started from. */
export async function readRunOrigin(
  { sql }: Pick<Database, 'sql'>,
  runId: string,
): Promise<{ pipelineId?: string; versionId?: string }> {
  const [row] = await sql<{ pipelineId: string | null; versionId: string | null }[]>`
    select pipeline_id as "pipelineId", version_id as "versionId" from runs where id = ${runId}`;
  return { pipelineId: row?.pipelineId ?? undefined, versionId: row?.versionId ?? undefined };
}
