import { z } from 'zod';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import { FIGURE_OPERATORS, listFigures, type RunPage, searchRuns } from '../db/run-search';
import { listRuns, type RunDetail, type RunListEntry, readRunDetail } from '../db/run-views';
import { readStageLogs } from '../db/runs';
import { cancelRun } from '../executor/cancel-run';
import { type RunEvent, subscribeRun } from '../executor/events';
import { nodeId, parameterValues } from './inputs';
import { signalQueue } from './signal-queue';
import { type PlannedRun, planPipelineRun, startPipelineRun } from './start-pipeline-run';
import { procedure, router } from './trpc';

/** Refused for what is drawn: the diagnostics say what, and where. */
export type StartedOrRefused =
  | { readonly kind: 'started'; readonly runId: string; readonly number: number }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

export interface StageLogEntry {
  readonly id: number;
  readonly attempt: number;
  readonly level: string;
  readonly message: string;
  readonly createdAt: string;
}

const runId = z.object({ runId: z.uuid() });
const wanted = z.object({
  pipelineId: z.uuid(),
  /** Absent: the draft as it is on the server. */
  versionId: z.uuid().optional(),
  parameters: parameterValues.optional(),
  upTo: nodeId.optional(),
});

export const runsRouter = router({
  start: procedure
    .input(wanted.extend({ publish: z.boolean().default(false) }))
    .mutation(({ ctx, input, signal }): Promise<StartedOrRefused> => startPipelineRun(ctx, input, signal)),

  /** What Run would do, for its button. */
  plan: procedure.input(wanted).query(({ ctx, input }): Promise<PlannedRun> => planPipelineRun(ctx, input)),

  get: procedure.input(runId).query(({ ctx, input }): Promise<RunDetail> => readRunDetail(ctx.database, input.runId)),

  list: procedure
    .input(
      z
        .object({
          pipelineId: z.uuid().optional(),
          limit: z.int().min(1).max(200).default(50),
          /** Runs with a smaller number: the next page. */
          before: z.int().optional(),
        })
        .default({ limit: 50 }),
    )
    .query(({ ctx, input }): Promise<RunListEntry[]> => listRuns(ctx.database, input)),

  /** A page of the runs that match, sorted; `total` is how many match. */
  search: procedure
    .input(
      z
        .object({
          pipelineId: z.uuid().optional(),
          states: z.array(z.enum(['running', 'done', 'failed', 'cancelled'])).optional(),
          find: z.string().max(200).optional(),
          where: z
            .array(z.object({ figure: z.string().max(200), op: z.enum(FIGURE_OPERATORS), value: z.number() }))
            .max(10)
            .optional(),
          by: z.union([z.enum(['started', 'took', 'pipeline']), z.object({ figure: z.string().max(200) })]).optional(),
          direction: z.enum(['up', 'down']).optional(),
          offset: z.int().min(0).optional(),
          limit: z.int().min(1).max(200).optional(),
        })
        .default({}),
    )
    .query(({ ctx, input }): Promise<RunPage> => searchRuns(ctx.database, input)),

  /** What runs can be filtered and sorted by: `node.figure`, the most frequent first. */
  figures: procedure
    .input(z.object({ pipelineId: z.uuid().optional() }).default({}))
    .query(({ ctx, input }): Promise<string[]> => listFigures(ctx.database, input.pipelineId)),

  cancel: procedure.input(runId).mutation(
    async ({ ctx, input }): Promise<{ cancelled: boolean }> => ({
      cancelled: await cancelRun(ctx.database, input.runId),
    }),
  ),

  logs: procedure
    .input(runId.extend({ stageId: z.string(), afterId: z.int().min(0).default(0) }))
    .query(async ({ ctx, input }): Promise<StageLogEntry[]> => {
      const logs = await readStageLogs(ctx.database, input.runId, input.stageId, input.afterId);
      return logs.map((entry) => ({ ...entry, createdAt: entry.createdAt.toISOString() }));
    }),

  /** Says that something changed; `runs.get` is the truth. The first event comes at once, as `resync`. */
  onEvents: procedure.input(runId).subscription(async function* ({ ctx, input, signal }): AsyncGenerator<RunEvent> {
    const events = signalQueue<RunEvent>(signal);
    const unsubscribe = await subscribeRun(ctx.database.sql, input.runId, events.push);
    try {
      yield { runId: input.runId, resync: true };
      yield* events;
    } finally {
      await unsubscribe();
    }
  }),
});
