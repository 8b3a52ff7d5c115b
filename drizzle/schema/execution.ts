import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { StageProgress, StageSummary } from '@/nodes/kernel/define-run';
import type { GraphDoc, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { LearnedFrom } from '@/nodes/kernel/learned-from';
import type { TableSchema } from '@/nodes/kernel/schema';
import type { ArtifactKind, RunSpec, Stage } from '@/server/compiler/emit/run-spec';
import { createdAt, json, moment } from './columns';
import { pipelines, versions } from './pipelines';

/** What is known of an artifact without opening it. */
export interface ArtifactMeta {
  readonly rowCount?: number;
  readonly partitionCounts?: Readonly<Record<string, number>>;
  readonly schema?: TableSchema;
  /** Component names of vector columns. */
  readonly components?: Readonly<Record<string, readonly string[]>>;
  /** Rows per vector column that fall into none of its learned categories. */
  readonly uncategorised?: Readonly<Record<string, number>>;
  readonly summary?: StageSummary;
  readonly unparsedCount?: number;
  /** Of learned values: the rows they were learned from. */
  readonly learnedFrom?: LearnedFrom;
}

/** Content key → artifact. A row appears only after the bytes are durable. */
export const catalogue = pgTable(
  'catalogue',
  {
    key: text('key').primaryKey(),
    kind: text('kind').$type<ArtifactKind>().notNull(),
    /** SHA-256 of the artifact's bytes. */
    hash: text('hash').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    meta: json<ArtifactMeta>('meta').notNull(),
    /** The run that made it, for “reused from run n”. */
    runNumber: integer('run_number'),
    createdAt: createdAt(),
    usedAt: moment('used_at').notNull().defaultNow(),
  },
  (table) => [index('catalogue_hash').on(table.hash)],
);

export type ComputationState = 'waiting' | 'ready' | 'running' | 'done' | 'failed' | 'cancelled' | 'skipped';

/** What runs: a stage's work by content. Stages of runs subscribe to it; the queue only wakes it. */
export const computations = pgTable(
  'computations',
  {
    id: text('id').primaryKey(),
    stage: json<Stage>('stage').notNull(),
    state: text('state').$type<ComputationState>().notNull(),
    /** Fences publishing: a zombie holds an older attempt. */
    attempt: integer('attempt').notNull().default(0),
    /** Parents that have not ended: rows of computation_dependencies with this child. */
    pending: integer('pending').notNull().default(0),
    worker: uuid('worker'),
    /** Failures of the environment since it was last wanted. */
    tries: integer('tries').notNull().default(0),
    /** Workers that died over it since it was last wanted. */
    losses: integer('losses').notNull().default(0),
    runAt: moment('run_at'),
    startedAt: moment('started_at'),
    endedAt: moment('ended_at'),
    progress: json<StageProgress>('progress'),
    error: json<{ code: string; message: string; hint?: string; blame: 'user' | 'environment' | 'bug'; kind?: string }>(
      'error',
    ),
    /** Why it ended as it did: `ran`, `equal inputs` (early stop). */
    outcome: text('outcome'),
  },
  (table) => [
    index('computations_state').on(table.state, table.runAt),
    index('computations_worker').on(table.worker),
    index('computations_dataset').on(sql`(${table.stage} #>> '{dataset,key}')`).where(sql`${table.stage} ? 'dataset'`),
  ],
);

/** A child waits for a parent; the row goes when the parent ends. */
export const computationDependencies = pgTable(
  'computation_dependencies',
  { parent: text('parent').notNull(), child: text('child').notNull() },
  (table) => [
    primaryKey({ columns: [table.parent, table.child] }),
    index('computation_dependencies_child').on(table.child),
  ],
);

export interface PortCount {
  readonly rowCount: number;
  readonly partitionCounts?: Readonly<Record<string, number>>;
}

export type RunState = 'running' | 'done' | 'failed' | 'cancelled';

export const runs = pgTable(
  'runs',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    number: integer('number').generatedAlwaysAsIdentity().unique(),
    pipelineId: uuid('pipeline_id').references(() => pipelines.id, { onDelete: 'cascade' }),
    versionId: uuid('version_id').references(() => versions.id, { onDelete: 'set null' }),
    document: json<GraphDoc>('document').notNull(),
    spec: json<RunSpec>('spec').notNull(),
    parameters: json<Record<string, ParameterValue>>('parameters').notNull(),
    publish: boolean('publish').notNull().default(false),
    state: text('state').$type<RunState>().notNull(),
    /** Stages that have not ended; the run ends when it reaches 0. */
    remaining: integer('remaining').notNull(),
    /** Rows of tables that were fused into a query, by `node.port`; counted after the run. */
    portCounts: json<Record<string, PortCount>>('port_counts'),
    /** Figures of what it made, by `node.figure`: written when it ends, for lists that filter and sort by them. */
    results: json<Record<string, number>>('results').notNull().default({}),
    createdAt: createdAt(),
    endedAt: moment('ended_at'),
  },
  (table) => [
    index('runs_pipeline').on(table.pipelineId, table.number),
    index('runs_state').on(table.state, table.number),
  ],
);

export type StageState = 'waiting' | 'queued' | 'running' | 'done' | 'reused' | 'failed' | 'skipped' | 'cancelled';

/** A stage of a run; while it has not ended it is a subscription to its computation. */
export const runStages = pgTable(
  'run_stages',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    stageId: text('stage_id').notNull(),
    computationId: text('computation_id').notNull(),
    state: text('state').$type<StageState>().notNull(),
    /** In words: why it ran, was reused or skipped. */
    reason: text('reason').notNull(),
    /** How long it was expected to take when the run began, from earlier work of its kind; null: nothing to go by. */
    expectedMs: integer('expected_ms'),
    startedAt: moment('started_at'),
    endedAt: moment('ended_at'),
    summary: json<StageSummary>('summary'),
    error: json<{ code: string; message: string; hint?: string; blame: string; kind?: string }>('error'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.stageId] }),
    index('run_stages_computation').on(table.computationId),
  ],
);

/** Each try of a computation, written by a trigger when it ends: when it worked, and on how much. Estimates read it. */
export const stageAttempts = pgTable(
  'stage_attempts',
  {
    computationId: text('computation_id').notNull(),
    attempt: integer('attempt').notNull(),
    /** The key of its stage: one computation may be known by several ids, by the gates it waited for. */
    key: text('key').notNull(),
    /** `server/executor/work-of.ts`: what kind of work, and a hash of its settings. */
    work: text('work'),
    settings: text('settings'),
    /** Rows it read, over all tables; null: none was a table. */
    rows: bigint('rows', { mode: 'number' }),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at').notNull(),
    /** `ran`, `equal inputs`, `already there`, `failed`, `cancelled`, or `again` when another try followed. */
    outcome: text('outcome').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.computationId, table.attempt] }),
    index('stage_attempts_key').on(table.key, table.endedAt).where(sql`${table.outcome} = 'ran'`),
    index('stage_attempts_work').on(table.work, table.endedAt).where(sql`${table.outcome} = 'ran'`),
    index('stage_attempts_settings').on(table.work, table.settings, table.endedAt).where(sql`${table.outcome} = 'ran'`),
  ],
);

export const stageLogs = pgTable(
  'stage_logs',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    computationId: text('computation_id').notNull(),
    attempt: integer('attempt').notNull(),
    level: text('level').notNull(),
    message: text('message').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('stage_logs_computation').on(table.computationId, table.id)],
);

export const workers = pgTable('workers', {
  id: uuid('id').primaryKey(),
  heartbeatAt: moment('heartbeat_at').notNull().defaultNow(),
  startedAt: createdAt(),
  /** Under which names it locks jobs of the queue. */
  queueIds: text('queue_ids').array().notNull().default([]),
});
