import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { createdAt, json, moment } from './columns';

/** A named thing people work on; `draft` is the document after edit number `revision`. */
export const pipelines = pgTable('pipelines', {
  id: uuid('id').primaryKey().defaultRandom(),
  name: text('name').notNull(),
  description: text('description'),
  draft: json<GraphDoc>('draft').notNull(),
  revision: integer('revision').notNull().default(0),
  /** The example folder it was made from. */
  example: text('example').unique(),
  /** The version a fork began from. */
  forkedFrom: uuid('forked_from'),
  createdAt: createdAt(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
});

/** The server-ordered log of a draft. */
export const draftEdits = pgTable(
  'draft_edits',
  {
    pipelineId: uuid('pipeline_id')
      .notNull()
      .references(() => pipelines.id, { onDelete: 'cascade' }),
    revision: integer('revision').notNull(),
    edits: json<Edit[]>('edits').notNull(),
    /** Which browser tab sent it, so that it knows its own. */
    client: text('client').notNull(),
    /** The client's number for this batch: the same batch sent twice is applied once. */
    batch: text('batch').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.pipelineId, table.revision] }),
    uniqueIndex('draft_edits_batch').on(table.pipelineId, table.client, table.batch),
  ],
);

/** Immutable, numbered, hashed. */
export const versions = pgTable(
  'versions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    pipelineId: uuid('pipeline_id')
      .notNull()
      .references(() => pipelines.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    document: json<GraphDoc>('document').notNull(),
    /** Content key of the document without its layout. */
    hash: text('hash').notNull(),
    message: text('message').notNull().default(''),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('versions_number').on(table.pipelineId, table.number)],
);

/** An uploaded or imported raw file, immutable, by content. The bytes are in the store. */
export const files = pgTable(
  'files',
  {
    hash: text('hash').primaryKey(),
    name: text('name').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('files_created').on(table.createdAt)],
);
