import { z } from 'zod';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import { FIGURE_OPERATORS, listFigures, type RunPage, searchRuns } from '../db/run-search';
import { listRuns, type RunDetail, type RunListEntry, readRunDetail } from '../db/run-views';
import { readRunLogs, readStageLogs } from '../db/runs';
import { readSavedMs, readTries } from '../db/stage-attempts';
import { cancelRun } from '../executor/cancel-run';
import { type RunEvent, subscribeRun } from '../executor/events';
import { defaultConcurrency } from '../worker/concurrency';
import { nodeId, parameterValues } from './inputs';
import { signalQueue } from './signal-queue';
import { type PlannedRun, planPipelineRun, retryPipelineRun, startPipelineRun } from './start-pipeline-run';
import { procedure, router } from './trpc';

/** Refused for what is drawn: the diagnostics say what, and where. */
export type StartedOrRefused =
  | {
      readonly kind: 'started';
      readonly runId: string;
      readonly number: number;
      /** Nodes that did not run, for errors of their own or above them. */
      readonly leftOut: readonly string[];
    }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

export interface StageLogEntry {
  readonly id: number;
  readonly attempt: number;
  readonly level: string;
  readonly message: string;
  readonly createdAt: string;
}

export interface RunLogEntry extends StageLogEntry {
  readonly stageId: string;
}

export interface RunTimes {
  readonly tries: readonly {
    readonly stageId: string;
    readonly attempt: number;
    readonly startedAt: string;
    readonly endedAt: string;
    /** `ran`, `failed`, `cancelled`, `again`: another try followed. */
    readonly outcome: string;
  }[];
  /** By stage: what its reused results took when they were made. */
  readonly savedMs: Readonly<Record<string, number>>;
  readonly slots: number;
}

const runId = z.object({ runId: z.uuid() });
const wanted = z.object({
  pipelineId: z.uuid(),
  /** Absent: the draft as it is on the server. */
  versionId: z.uuid().optional(),
  parameters: parameterValues.optional(),
  upTo: nodeId.optional(),
  /** This node and what follows it run anew, although their results are known. */
  from: nodeId.optional(),
});

export const runsRouter = router({
  start: procedure
    .input(
      wanted.extend({
        publish: z.boolean().default(false),
        /** What has errors, and what follows it, is left out instead of refusing the run. Never with `publish`. */
        leaveOut: z.boolean().default(false),
      }),
    )
    .mutation(({ ctx, input, signal }): Promise<StartedOrRefused> => startPipelineRun(ctx, input, signal)),

  /** What a run did, once more: the same drawing and parameters. What it got done is reused. */
  retry: procedure
    .input(runId)
    .mutation(({ ctx, input }): Promise<StartedOrRefused> => retryPipelineRun(ctx.database, input.runId)),

  /** What Run would do, stage by stage, and how long that may take: for its button. */
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

  /** What all stages of a run said while it was under way, oldest first, a page from after `afterId`. */
  allLogs: procedure
    .input(runId.extend({ afterId: z.int().min(0).default(0) }))
    .query(async ({ ctx, input }): Promise<RunLogEntry[]> => {
      const logs = await readRunLogs(ctx.database, input.runId, input.afterId);
      return logs.map((entry) => ({ ...entry, createdAt: entry.createdAt.toISOString() }));
    }),

  /** When each stage was tried, and what was saved by reusing: for the timeline. */
  times: procedure.input(runId).query(async ({ ctx, input }): Promise<RunTimes> => {
    const [tries, saved] = await Promise.all([
      readTries(ctx.database, input.runId),
      readSavedMs(ctx.database, input.runId),
    ]);
    return {
      tries: tries.map(({ startedAt, endedAt, ...entry }) => ({
        ...entry,
        startedAt: startedAt.toISOString(),
        endedAt: endedAt.toISOString(),
      })),
      savedMs: Object.fromEntries(saved),
      slots: ctx.env.workerConcurrency ?? defaultConcurrency(),
    };
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
