import { z } from 'zod';
import type { Facts } from '@/nodes/kernel/facts';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { analyze } from '../compiler/compile';
import { type EndpointSummary, listEndpoints } from '../db/endpoint-views';
import {
  type DayFigures,
  type EndpointDay,
  type RunBar,
  readDay,
  readDrifts,
  readEndpointDays,
  readFilesByName,
  readPipelineRuns,
} from '../db/home';
import { listDrafts, type PipelineSummary } from '../db/pipeline-list';
import type { Services } from './context';
import { type FoundInPipeline, findInPipelines } from './find-in-pipelines';
import { type Health, healthOf } from './pipeline-health';
import { Remembered } from './remembered';
import { procedure, router } from './trpc';

/** A line of the list of pipelines. */
export interface HomeRow {
  readonly pipeline: PipelineSummary;
  /** Newest first, at most fourteen. */
  readonly runs: readonly RunBar[];
  readonly endpoint: (EndpointSummary & { readonly day: EndpointDay | null }) | null;
  readonly health: Health;
}

export interface HomeOverview {
  readonly rows: readonly HomeRow[];
  readonly day: DayFigures & { readonly published: number; readonly requests: number; readonly refused: number };
}

/** The first page: every pipeline, how it is, and what a person should look at. */
export const homeRouter = router({
  overview: procedure.query(({ ctx }): Promise<HomeOverview> => readOverview(ctx)),

  /** Nodes and columns that are called so, by pipeline. */
  find: procedure
    .input(z.object({ find: z.string().trim().min(2).max(100) }))
    .query(({ ctx, input }): Promise<FoundInPipeline[]> => findInPipelines(ctx, input.find)),
});

async function readOverview({ database }: Services): Promise<HomeOverview> {
  const [drafts, runs, endpoints, days, drifts, day] = await Promise.all([
    listDrafts(database),
    readPipelineRuns(database),
    listEndpoints(database),
    readEndpointDays(database),
    readDrifts(database),
    readDay(database),
  ]);
  const newer = await findNewerFiles(database, drafts);
  const rows: HomeRow[] = [];
  for (const { summary, draft } of drafts) {
    const endpoint = endpoints.find((each) => each.pipelineId === summary.id);
    const own = runs.get(summary.id);
    const dayOf = endpoint && days.get(endpoint.id);
    const health = healthOf({
      pipelineId: summary.id,
      nodeCount: summary.nodeCount,
      unset: await unsetCounts.of(`${summary.id}:${summary.revision}`, () => countUnset(draft)),
      runs: own,
      endpoint,
      day: dayOf,
      drift: endpoint && drifts.get(endpoint.id),
      newerFile: newer.get(summary.id),
    });
    rows.push({
      pipeline: summary,
      runs: own?.bars ?? [],
      endpoint: endpoint ? { ...endpoint, day: dayOf ?? null } : null,
      health,
    });
  }
  return {
    rows,
    day: {
      ...day,
      published: new Set(endpoints.flatMap(({ current, pipelineId }) => (current ? [pipelineId] : []))).size,
      requests: endpoints.reduce((sum, { requestCount }) => sum + requestCount, 0),
      refused: endpoints.reduce((sum, { errorCount }) => sum + errorCount, 0),
    },
  };
}

const noFacts: Facts = { dataset: () => undefined, has: () => false };
const unsetCounts = new Remembered<Promise<number>>(2_000);

/** Nodes that something is wrong with as far as can be told without data. */
async function countUnset(draft: GraphDoc): Promise<number> {
  await new Promise((resolve) => setImmediate(resolve));
  const { diagnostics } = analyze(draft, { registry, facts: noFacts });
  return new Set(diagnostics.filter(({ severity }) => severity === 'error').map(({ place }) => place.node)).size;
}

type Drafts = Awaited<ReturnType<typeof listDrafts>>;

async function findNewerFiles(database: Services['database'], drafts: Drafts) {
  const read = drafts.flatMap(({ summary, draft }) =>
    Object.values(draft.nodes).flatMap(({ config }) => {
      const { file } = config as { file?: { hash?: string; name?: string } };
      return file?.hash && file.name ? [{ pipeline: summary.id, hash: file.hash, name: file.name }] : [];
    }),
  );
  const files = await readFilesByName(database, [...new Set(read.map(({ name }) => name))]);
  const found = new Map<string, { name: string; days: number }>();
  for (const { pipeline, hash, name } of read) {
    const used = files.find((file) => file.hash === hash);
    const newest = files.find((file) => file.name === name);
    if (!used || !newest || newest.createdAt <= used.createdAt) continue;
    found.set(pipeline, {
      name,
      days: Math.floor((newest.createdAt.getTime() - used.createdAt.getTime()) / 86_400_000),
    });
  }
  return found;
}
