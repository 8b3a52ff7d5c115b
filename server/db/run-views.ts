import type { PortCount, RunState, StageState } from '@/drizzle/schema/execution';
import type { StageSummary } from '@/nodes/kernel/define-run';
import type { GraphDoc, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { PortType } from '@/nodes/kernel/ports';
import type { RunSpec, Stage } from '@/server/compiler/emit/run-spec';
import { AppError } from '../errors';
import { findArtifacts } from './catalogue';
import type { Database } from './client';
import { type RunView, readRun, type StageError, type StageView } from './runs';

export type { PortCount };

export interface RunHead {
  readonly id: string;
  /** Counts over all pipelines: “run 12”. */
  readonly number: number;
  readonly pipelineId: string | null;
  readonly versionId: string | null;
  readonly versionNumber: number | null;
  readonly publish: boolean;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly state: RunState;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly stageCount: number;
  /** Stages that have not ended. */
  readonly remaining: number;
  readonly stageStates: Readonly<Partial<Record<StageState, number>>>;
  /** Figures of what it made, by `node.figure`; empty while it runs. */
  readonly results: Readonly<Record<string, number>>;
}

export interface RunListEntry extends RunHead {
  readonly pipelineName: string | null;
  /** What was run, as its document is called: a run from a shell, and an import, have no pipeline here. */
  readonly documentName: string;
  /** What the first failed stage said. */
  readonly error: StageError | null;
}

/** A stage as the browser gets it. */
export interface StageDetail extends Omit<StageView, 'startedAt' | 'endedAt' | 'computationId'> {
  readonly dependsOn: readonly string[];
  readonly publishes: boolean;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly durationMs: number | null;
}

/** What a wire or an opened port says. */
export interface PortView {
  readonly type: PortType;
  readonly key: string;
  /** The stage that writes it; absent for a table inside a fused query. */
  readonly stage?: string;
  /** Its bytes are in the store. */
  readonly isMaterialised: boolean;
  /** Null: not known yet. */
  readonly rowCount: number | null;
  readonly columnCount: number | null;
  readonly partitionCounts: Readonly<Record<string, number>> | null;
  readonly unparsedCount: number | null;
  readonly sizeBytes: number | null;
  readonly summary: StageSummary | null;
}

export interface RunDetail extends RunHead {
  readonly document: GraphDoc;
  readonly specHash: string;
  /** In the order of the spec. */
  readonly stages: readonly StageDetail[];
  /** Every output port, by `node.port`. */
  readonly ports: Readonly<Record<string, PortView>>;
}

interface HeadRow extends Omit<RunHead, 'createdAt' | 'endedAt'> {
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

const headOf = (row: HeadRow): RunHead => ({
  id: row.id,
  number: row.number,
  pipelineId: row.pipelineId,
  versionId: row.versionId,
  versionNumber: row.versionNumber,
  publish: row.publish,
  parameters: row.parameters,
  state: row.state,
  createdAt: row.createdAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  stageCount: row.stageCount,
  remaining: row.remaining,
  stageStates: row.stageStates,
  results: row.results,
});

const headColumns = ({ sql }: Database) => sql`
  r.id, r.number, r.pipeline_id as "pipelineId", r.version_id as "versionId", v.number as "versionNumber",
  r.publish, r.parameters, r.state, r.created_at as "createdAt", r.ended_at as "endedAt", r.remaining, r.results,
  (select count(*)::int from run_stages s where s.run_id = r.id) as "stageCount",
  (select coalesce(json_object_agg(each.state, each.n), '{}') from
    (select s.state, count(*) as n from run_stages s where s.run_id = r.id group by s.state) each) as "stageStates"`;

type EntryRow = HeadRow & Pick<RunListEntry, 'pipelineName' | 'documentName' | 'error'>;

const entryOf = (row: EntryRow): RunListEntry => ({
  ...headOf(row),
  pipelineName: row.pipelineName,
  documentName: row.documentName,
  error: row.error,
});

const entries = (database: Database) => database.sql`
  select ${headColumns(database)}, p.name as "pipelineName", r.document ->> 'name' as "documentName",
    (select s.error from run_stages s where s.run_id = r.id and s.state = 'failed'
      order by s.ended_at limit 1) as error
  from runs r left join versions v on v.id = r.version_id left join pipelines p on p.id = r.pipeline_id`;

/** Newest first; a run without a pipeline (an import, a shell) is listed only when no pipeline is named. */
export async function listRuns(
  database: Database,
  { pipelineId, limit = 50, before }: { pipelineId?: string; limit?: number; before?: number } = {},
): Promise<RunListEntry[]> {
  const { sql } = database;
  const rows = await sql<EntryRow[]>`
    ${entries(database)}
    where true
      ${pipelineId === undefined ? sql`` : sql`and r.pipeline_id = ${pipelineId}`}
      ${before === undefined ? sql`` : sql`and r.number < ${before}`}
    order by r.number desc limit ${limit}`;
  return rows.map(entryOf);
}

/** These runs, in this order; those that are gone are left out. */
export async function listRunsById(database: Database, ids: readonly string[]): Promise<RunListEntry[]> {
  if (ids.length === 0) return [];
  const rows = await database.sql<EntryRow[]>`
    ${entries(database)} where r.id = any(${ids as string[]}::uuid[])
    order by array_position(${ids as string[]}::uuid[], r.id)`;
  return rows.map(entryOf);
}

/** The spec that a run executes. */
export async function readRunSpec({ sql }: Database, runId: string): Promise<RunSpec> {
  const [row] = await sql<{ spec: RunSpec }[]>`select spec from runs where id = ${runId}`;
  if (row === undefined) throw runNotFound(runId);
  return row.spec;
}

export async function readRunDetail(database: Database, runId: string): Promise<RunDetail> {
  const [[head], run] = await Promise.all([
    database.sql<HeadRow[]>`
      select ${headColumns(database)} from runs r left join versions v on v.id = r.version_id where r.id = ${runId}`,
    readRun(database, runId),
  ]);
  if (head === undefined || run === undefined) throw runNotFound(runId);
  return {
    ...headOf(head),
    document: run.document,
    specHash: run.spec.hash,
    stages: run.stages.map((stage) => stageDetail(run, stage)),
    ports: await portViews(database, run.spec, run.portCounts ?? {}),
  };
}

function stageDetail({ spec }: RunView, { startedAt, endedAt, computationId: _, ...view }: StageView): StageDetail {
  const stage = spec.stages.find((candidate) => candidate.id === view.id) as Stage;
  return {
    ...view,
    dependsOn: stage.dependsOn,
    publishes: stage.publishes,
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    durationMs: startedAt !== null && endedAt !== null ? endedAt.getTime() - startedAt.getTime() : null,
  };
}

/** What the catalogue knows of each port of a spec; `counts` are of tables fused into a query. */
export async function portViews(
  database: Database,
  spec: RunSpec,
  counts: Readonly<Record<string, PortCount>> = {},
): Promise<Record<string, PortView>> {
  const known = await findArtifacts(
    database,
    Object.values(spec.ports).map((port) => port.key),
  );
  const view = (id: string, port: RunSpec['ports'][string]): PortView => {
    const found = known.get(port.key);
    const schema = found?.meta.schema ?? port.schema;
    return {
      type: port.type,
      key: port.key,
      ...(port.stage === undefined ? {} : { stage: port.stage }),
      isMaterialised: found !== undefined,
      rowCount: found?.meta.rowCount ?? counts[id]?.rowCount ?? null,
      columnCount: schema === undefined || schema.open ? null : schema.columns.length,
      partitionCounts: found?.meta.partitionCounts ?? counts[id]?.partitionCounts ?? null,
      unparsedCount: found?.meta.unparsedCount ?? null,
      sizeBytes: found?.sizeBytes ?? null,
      summary: found?.meta.summary ?? null,
    };
  };
  return Object.fromEntries(Object.entries(spec.ports).map(([id, port]) => [id, view(id, port)]));
}

export function runNotFound(id: string): AppError {
  return new AppError({ code: 'not_found', blame: 'user', message: 'There is no such run.', place: { run: id } });
}
