import { integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns';
import { runs } from './execution';
import { pipelines } from './pipelines';

/** A model that a node of a pipeline made: a new one whenever it was learned from other rows or by other settings. */
export const modelVersions = pgTable(
  'model_versions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** What its numbers count in: the pipeline, or the document's name for runs from a shell. */
    line: text('line').notNull(),
    pipelineId: uuid('pipeline_id').references(() => pipelines.id, { onDelete: 'cascade' }),
    node: text('node').notNull(),
    number: integer('number').notNull(),
    /** Content key of the artifact. */
    key: text('key').notNull(),
    /** The first run that had it. */
    runId: uuid('run_id').references(() => runs.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('model_versions_key').on(table.line, table.node, table.key),
    uniqueIndex('model_versions_number').on(table.line, table.node, table.number),
  ],
);
