import { z } from 'zod';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { type DocDiff, diffDocs } from '../compiler/diff/diff-docs';
import type { Database } from '../db/client';
import { type Appended, appendEdits, pipelineNotFound, readPipeline } from '../db/pipelines';
import { listVersions, readVersion, saveVersion, type Version, type VersionSummary } from '../db/versions';
import { document } from './inputs';
import { procedure, router } from './trpc';

/** One side of a comparison: a version's id, `draft:<pipelineId>`, or a document itself. */
const side = z.union([z.uuid(), z.templateLiteral(['draft:', z.uuid()]), z.object({ document })]);
type Side = z.infer<typeof side>;

export interface ComparedSide {
  /** “version 3”, “draft” or “document”. */
  readonly label: string;
  readonly document: GraphDoc;
}

export interface Comparison {
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  readonly diff: DocDiff;
}

export const versionsRouter = router({
  save: procedure
    .input(z.object({ pipelineId: z.uuid(), message: z.string().max(2000).default('') }))
    .mutation(({ ctx, input }): Promise<VersionSummary> => saveVersion(ctx.database, input.pipelineId, input.message)),

  list: procedure
    .input(z.object({ pipelineId: z.uuid() }))
    .query(({ ctx, input }): Promise<VersionSummary[]> => listVersions(ctx.database, input.pipelineId)),

  get: procedure
    .input(z.object({ id: z.uuid() }))
    .query(({ ctx, input }): Promise<Version> => readVersion(ctx.database, input.id)),

  /** An edit of the draft like any other: nothing is lost, and undo takes it back. */
  restore: procedure.input(z.object({ id: z.uuid() })).mutation(async ({ ctx, input }): Promise<Appended> => {
    const version = await readVersion(ctx.database, input.id);
    return appendEdits(ctx.database, {
      pipelineId: version.pipelineId,
      client: 'server',
      batch: crypto.randomUUID(),
      edits: [{ kind: 'replace-document', document: version.document }],
    });
  }),

  diff: procedure.input(z.object({ a: side, b: side })).query(async ({ ctx, input }): Promise<Comparison> => {
    const [a, b] = await Promise.all([readSide(ctx.database, input.a), readSide(ctx.database, input.b)]);
    return { a, b, diff: diffDocs(a.document, b.document, registry) };
  }),
});

async function readSide(database: Database, side: Side): Promise<ComparedSide> {
  if (typeof side !== 'string') return { label: 'document', document: side.document };
  if (side.startsWith('draft:')) {
    const id = side.slice('draft:'.length);
    const pipeline = await readPipeline(database, id);
    if (pipeline === undefined) throw pipelineNotFound(id);
    return { label: 'draft', document: pipeline.document };
  }
  const version = await readVersion(database, side);
  return { label: `version ${version.number}`, document: version.document };
}
