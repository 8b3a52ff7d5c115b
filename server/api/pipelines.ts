import { tracked } from '@trpc/server';
import { z } from 'zod';
import { editSchema } from '@/nodes/kernel/graph-doc/edit-schema';
import { listPipelines, type PipelineSummary } from '../db/pipeline-list';
import {
  type Appended,
  appendEdits,
  createPipeline,
  type Draft,
  type EditBatch,
  editsSince,
  type Pipeline,
  pipelineNotFound,
  readPipeline,
  removePipeline,
} from '../db/pipelines';
import { documentHash, findVersionByHash, listVersions, readVersion, type VersionSummary } from '../db/versions';
import { followDraft } from './follow-draft';
import { document, pipelineName } from './inputs';
import { procedure, router } from './trpc';

/** A pipeline opened for editing. */
export interface OpenedPipeline extends Draft {
  readonly pipeline: Pipeline;
  /** Newest first. */
  readonly versions: readonly VersionSummary[];
  /** The version that says the same as the draft; null while there are unsaved changes. */
  readonly savedAs: VersionSummary | null;
}

const id = z.object({ id: z.uuid() });

const edits = router({
  append: procedure
    .input(
      z.object({
        pipelineId: z.uuid(),
        baseRevision: z.int().min(0),
        client: z.string().min(1).max(64),
        batch: z.string().min(1).max(64),
        edits: z.array(editSchema).min(1).max(50_000),
      }),
    )
    .mutation(({ ctx, input }): Promise<Appended> => appendEdits(ctx.database, input)),

  since: procedure
    .input(z.object({ pipelineId: z.uuid(), revision: z.int().min(0) }))
    .query(({ ctx, input }): Promise<EditBatch[]> => editsSince(ctx.database, input.pipelineId, input.revision)),

  /** Batches after `revision`, as they are appended by anyone; a reconnecting client goes on where it was. */
  onEdits: procedure
    .input(z.object({ pipelineId: z.uuid(), revision: z.int().min(0), lastEventId: z.string().nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      const from = Number(input.lastEventId ?? input.revision);
      for await (const batch of followDraft(ctx.database, input.pipelineId, from, signal)) {
        yield tracked(String(batch.revision), batch);
      }
    }),
});

export const pipelinesRouter = router({
  list: procedure.query(({ ctx }): Promise<PipelineSummary[]> => listPipelines(ctx.database)),

  get: procedure.input(id).query(async ({ ctx, input }): Promise<OpenedPipeline> => {
    const found = await readPipeline(ctx.database, input.id);
    if (found === undefined) throw pipelineNotFound(input.id);
    const { document, revision, ...pipeline } = found;
    const [versions, savedAs] = await Promise.all([
      listVersions(ctx.database, input.id),
      findVersionByHash(ctx.database, input.id, documentHash(document)),
    ]);
    return { pipeline, document, revision, versions, savedAs: savedAs ?? null };
  }),

  create: procedure
    .input(z.object({ name: pipelineName, document: document.optional() }))
    .mutation(async ({ ctx, input }): Promise<{ id: string }> => ({ id: await createPipeline(ctx.database, input) })),

  rename: procedure.input(z.object({ id: z.uuid(), name: pipelineName })).mutation(
    ({ ctx, input }): Promise<Appended> =>
      appendEdits(ctx.database, {
        pipelineId: input.id,
        client: 'server',
        batch: crypto.randomUUID(),
        edits: [{ kind: 'set-name', name: input.name }],
      }),
  ),

  remove: procedure.input(id).mutation(async ({ ctx, input }): Promise<void> => {
    if (!(await removePipeline(ctx.database, input.id))) throw pipelineNotFound(input.id);
  }),

  fork: procedure
    .input(z.object({ versionId: z.uuid(), name: pipelineName }))
    .mutation(async ({ ctx, input }): Promise<{ id: string }> => {
      const version = await readVersion(ctx.database, input.versionId);
      const values = { name: input.name, document: version.document, forkedFrom: version.id };
      return { id: await createPipeline(ctx.database, values) };
    }),

  edits,
});
