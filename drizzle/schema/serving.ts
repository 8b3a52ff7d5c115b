import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, json, moment } from './columns';
import { runs } from './execution';
import { pipelines, versions } from './pipelines';

/** A URL. Its current deployment answers. */
export const endpoints = pgTable('endpoints', {
  id: uuid('id').primaryKey().defaultRandom(),
  slug: text('slug').notNull().unique(),
  title: text('title').notNull(),
  pipelineId: uuid('pipeline_id').references(() => pipelines.id, { onDelete: 'set null' }),
  currentDeploymentId: uuid('current_deployment_id'),
  createdAt: createdAt(),
});

/** A model version behind an endpoint: immutable. `artifactKey` is the packaged ONNX file with its serve spec. */
export const deployments = pgTable(
  'deployments',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    endpointId: uuid('endpoint_id')
      .notNull()
      .references(() => endpoints.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    artifactKey: text('artifact_key').notNull(),
    artifactHash: text('artifact_hash').notNull(),
    runId: uuid('run_id').references(() => runs.id, { onDelete: 'set null' }),
    versionId: uuid('version_id').references(() => versions.id, { onDelete: 'set null' }),
    metrics: json<Record<string, number | null>>('metrics'),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('deployments_number').on(table.endpointId, table.number)],
);

/** Shown once, stored as SHA-256. */
export const apiKeys = pgTable('api_keys', {
  id: uuid('id').primaryKey().defaultRandom(),
  endpointId: uuid('endpoint_id')
    .notNull()
    .references(() => endpoints.id, { onDelete: 'cascade' }),
  label: text('label').notNull(),
  prefix: text('prefix').notNull(),
  hash: text('hash').notNull().unique(),
  createdAt: createdAt(),
  revokedAt: moment('revoked_at'),
});

/** One row of one request. Written in batches after the answer. */
export const requestLog = pgTable(
  'request_log',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    endpointId: uuid('endpoint_id')
      .notNull()
      .references(() => endpoints.id, { onDelete: 'cascade' }),
    deploymentId: uuid('deployment_id').notNull(),
    requestId: uuid('request_id').notNull(),
    rowIndex: integer('row_index').notNull(),
    rowKey: text('row_key'),
    features: json<Record<string, unknown>>('features').notNull(),
    /** Probability of the positive class, or the predicted number; null for a rejected row. */
    score: doublePrecision('score'),
    prediction: text('prediction'),
    rejected: text('rejected'),
    latencyMs: doublePrecision('latency_ms').notNull(),
    truth: text('truth'),
    labelledAt: moment('labelled_at'),
    createdAt: createdAt(),
  },
  (table) => [
    index('request_log_endpoint').on(table.endpointId, table.createdAt),
    index('request_log_request').on(table.requestId, table.rowIndex),
    index('request_log_key').on(table.endpointId, table.rowKey),
  ],
);

/** Refused calls, counted per minute by status, so that errors have a rate. */
export const requestErrors = pgTable(
  'request_errors',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    endpointId: uuid('endpoint_id').references(() => endpoints.id, { onDelete: 'cascade' }),
    status: integer('status').notNull(),
    message: text('message').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('request_errors_endpoint').on(table.endpointId, table.createdAt)],
);

/** What a monitor node registered for an endpoint: reference, limits, schedule. */
export const monitors = pgTable('monitors', {
  endpointId: uuid('endpoint_id')
    .primaryKey()
    .references(() => endpoints.id, { onDelete: 'cascade' }),
  settings: json<{ threshold: number; minRows: number; everyMinutes: number; windowHours: number }>(
    'settings',
  ).notNull(),
  /** Reference per feature and for the score, as server/monitoring/drift builds it. */
  reference: json<Record<string, unknown>>('reference').notNull(),
  enabled: boolean('enabled').notNull().default(true),
  nextCheckAt: moment('next_check_at').notNull().defaultNow(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
});

export const driftChecks = pgTable(
  'drift_checks',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    endpointId: uuid('endpoint_id')
      .notNull()
      .references(() => endpoints.id, { onDelete: 'cascade' }),
    windowStart: moment('window_start').notNull(),
    windowEnd: moment('window_end').notNull(),
    rowCount: integer('row_count').notNull(),
    /** By hand or by schedule. */
    trigger: text('trigger').notNull(),
    status: text('status').notNull(),
    /** Per feature and for the score: psi, floor, status, sentence, bin counts. */
    results: json<Record<string, unknown>[]>('results').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('drift_checks_endpoint').on(table.endpointId, table.id)],
);
