import type { StageSummary } from '@/nodes/kernel/define-run';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { RunSpec } from '../compiler/emit/run-spec';
import { AppError } from '../errors';
import type { Database } from './client';

export interface ModelHead {
  readonly id: string;
  /** Counts per node of a pipeline. */
  readonly number: number;
  readonly pipelineId: string | null;
  /** The pipeline's name, or the document's where it came from a shell. */
  readonly pipelineName: string;
  readonly node: string;
  /** Title of its node, where a person gave one. */
  readonly nodeTitle: string | null;
  /** Null when the run that learned it is gone. */
  readonly nodeType: string | null;
  readonly createdAt: string;
  readonly runId: string | null;
  readonly runNumber: number | null;
  /** What training said of it: rows, features, losses. */
  readonly summary: StageSummary;
}

export interface ModelListEntry extends ModelHead {
  readonly versionCount: number;
}

/** A report of the run that judged or explained the model. */
export interface ModelReportPort {
  /** `node.port` */
  readonly port: string;
  readonly node: string;
  readonly key: string;
  readonly type: string;
  readonly title: string | null;
}

export interface ModelVersion extends ModelHead {
  readonly key: string;
  readonly document: GraphDoc;
  readonly reports: readonly ModelReportPort[];
  readonly deployments: readonly { readonly slug: string; readonly number: number; readonly isCurrent: boolean }[];
  /** The other versions of the same node, newest first. */
  readonly others: readonly { readonly id: string; readonly number: number; readonly createdAt: string }[];
}

interface HeadRow extends Omit<ModelHead, 'createdAt' | 'summary'> {
  readonly createdAt: Date;
  readonly summary: StageSummary | null;
}

const headOf = ({ createdAt, summary, ...row }: HeadRow): ModelHead => ({
  ...row,
  createdAt: createdAt.toISOString(),
  summary: summary ?? {},
});

const headColumns = ({ sql }: Database) => sql`
  m.id, m.number, m.pipeline_id as "pipelineId", m.node, m.created_at as "createdAt", m.run_id as "runId",
  coalesce(p.name, r.document ->> 'name', m.line) as "pipelineName", r.number as "runNumber",
  r.document #>> array['nodes', m.node, 'title'] as "nodeTitle", r.document #>> array['nodes', m.node, 'type'] as "nodeType",
  (select c.meta -> 'summary' from catalogue c where c.key = m.key) as summary`;

const sources = ({ sql }: Database) => sql`
  from model_versions m left join runs r on r.id = m.run_id left join pipelines p on p.id = m.pipeline_id`;

/** The newest version of every model, newest first. */
export async function listModels(database: Database): Promise<ModelListEntry[]> {
  const rows = await database.sql<(HeadRow & { versionCount: number })[]>`
    select ${headColumns(database)}, m.number as "versionCount" ${sources(database)}
    where m.number = (select max(o.number) from model_versions o where o.line = m.line and o.node = m.node)
    order by m.created_at desc limit 500`;
  return rows.map(({ versionCount, ...row }) => ({ ...headOf(row), versionCount }));
}

export async function readModelVersion(database: Database, id: string): Promise<ModelVersion> {
  const { sql } = database;
  const [row] = await sql<(HeadRow & { key: string; line: string; document: GraphDoc | null; spec: RunSpec | null })[]>`
    select ${headColumns(database)}, m.key, m.line, r.document, r.spec ${sources(database)} where m.id = ${id}`;
  if (row === undefined || row.document === null || row.spec === null) throw modelNotFound(id);
  const { key, line, document, spec, ...head } = row;
  const [others, deployments] = await Promise.all([
    sql<{ id: string; number: number; createdAt: Date }[]>`
      select o.id, o.number, o.created_at as "createdAt" from model_versions o
      where o.line = ${line} and o.node = ${head.node} and o.id <> ${id} order by o.number desc limit 100`,
    sql<{ slug: string; number: number; isCurrent: boolean }[]>`
      select e.slug, d.number, e.current_deployment_id = d.id as "isCurrent"
      from deployments d join endpoints e on e.id = d.endpoint_id join runs r on r.id = d.run_id
      where exists (select 1 from jsonb_each(r.spec -> 'ports') p where p.value ->> 'key' = ${key})
      order by e.slug, d.number desc`,
  ]);
  return {
    ...headOf(head),
    key,
    document,
    reports: reportsOf(spec, document, key),
    deployments,
    others: others.map((other) => ({ ...other, createdAt: other.createdAt.toISOString() })),
  };
}

/** Reports of stages that read the model, in the order of the spec. */
function reportsOf(spec: RunSpec, document: GraphDoc, model: string): ModelReportPort[] {
  return spec.stages.flatMap((stage) => {
    if (!stage.inputs.some(({ key }) => key === model)) return [];
    return stage.outputs.flatMap(({ name, key }): ModelReportPort[] => {
      const port = `${stage.node}.${name}`;
      if (spec.ports[port]?.type !== 'report') return [];
      const drawn = document.nodes[stage.node];
      return [{ port, node: stage.node, key, type: drawn?.type ?? '', title: drawn?.title ?? null }];
    });
  });
}

function modelNotFound(id: string): AppError {
  return new AppError({
    code: 'not_found',
    blame: 'user',
    message: 'There is no such model, or its first run was deleted.',
    place: { model: id },
  });
}
