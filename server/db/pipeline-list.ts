import type { RunState } from '@/drizzle/schema/execution';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Database } from './client';
import type { Pipeline } from './pipelines';

/** A pipeline as the list shows it. */
export interface PipelineSummary extends Pipeline {
  readonly revision: number;
  readonly nodeCount: number;
  readonly versionCount: number;
  readonly latestVersion: { readonly id: string; readonly number: number; readonly createdAt: string } | null;
  readonly lastRun: {
    readonly id: string;
    readonly number: number;
    readonly state: RunState;
    readonly createdAt: string;
    readonly endedAt: string | null;
  } | null;
  readonly endpoint: { readonly slug: string; readonly title: string } | null;
  readonly sketch: Sketch;
}

/** A drawing in miniature. */
export interface Sketch {
  readonly nodes: readonly { readonly id: string; readonly type: string; readonly x: number; readonly y: number }[];
  readonly wires: readonly (readonly [from: string, to: string])[];
}

export const sketchOf = ({ nodes, layout, wires }: GraphDoc): Sketch => ({
  nodes: Object.entries(nodes).map(([id, { type }]) => ({ id, type, ...(layout[id] ?? { x: 0, y: 0 }) })),
  wires: wires.map(({ from, to }) => [from.node, to.node] as const),
});

interface Row extends Omit<PipelineSummary, 'createdAt' | 'updatedAt' | 'nodeCount' | 'sketch'> {
  readonly draft: GraphDoc;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The one worked on last comes first. */
export async function listPipelines(database: Database): Promise<PipelineSummary[]> {
  return (await listDrafts(database)).map(({ summary }) => summary);
}

/** The same list, each with its drawing. */
export async function listDrafts({ sql }: Database): Promise<{ summary: PipelineSummary; draft: GraphDoc }[]> {
  const rows = await sql<Row[]>`
    select p.id, p.name, p.description, p.example, p.forked_from as "forkedFrom", p.revision, p.draft,
      p.created_at as "createdAt", p.updated_at as "updatedAt",
      (select count(*)::int from versions v where v.pipeline_id = p.id) as "versionCount",
      (select json_build_object('id', v.id, 'number', v.number, 'createdAt', v.created_at)
        from versions v where v.pipeline_id = p.id order by v.number desc limit 1) as "latestVersion",
      (select json_build_object('id', r.id, 'number', r.number, 'state', r.state,
          'createdAt', r.created_at, 'endedAt', r.ended_at)
        from runs r where r.pipeline_id = p.id order by r.number desc limit 1) as "lastRun",
      (select json_build_object('slug', e.slug, 'title', e.title)
        from endpoints e where e.pipeline_id = p.id order by e.created_at desc limit 1) as "endpoint"
    from pipelines p
    order by p.updated_at desc, p.id`;
  return rows.map(({ draft, createdAt, updatedAt, ...row }) => ({
    draft,
    summary: {
      ...row,
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
      nodeCount: Object.keys(draft.nodes).length,
      sketch: sketchOf(draft),
    },
  }));
}
