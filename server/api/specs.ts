import { z } from 'zod';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { EXPORT_TARGETS, type Exported, exportPipeline } from '../cli/export-pipeline';
import type { Database } from '../db/client';
import { pipelineNotFound, readPipeline } from '../db/pipelines';
import { readVersion } from '../db/versions';
import { AppError } from '../errors';
import { compileWithImports } from './compile-document';
import { graphJsonSchema, specJsonSchema } from './json-schemas';
import { procedure, router } from './trpc';

const to = z.enum(EXPORT_TARGETS);

export const specsRouter = router({
  /** A file to download: the compiled spec, the document, or a CI workflow that runs it. */
  export: procedure
    .input(z.union([z.object({ pipelineId: z.uuid(), to }), z.object({ versionId: z.uuid(), to })]))
    .query(async ({ ctx, input }): Promise<Exported> => {
      const document = await documentOf(ctx.database, input);
      if (input.to !== 'spec') return exportPipeline(document, { to: input.to });
      const { spec, diagnostics } = await compileWithImports(ctx, document);
      if (spec === undefined) {
        throw new AppError({
          code: 'invalid',
          blame: 'user',
          message: `The pipeline does not compile: ${diagnostics.find((each) => each.severity === 'error')?.message}`,
          hint: 'The problems panel lists every problem.',
        });
      }
      return exportPipeline(document, { to: 'spec', spec });
    }),

  schemas: procedure.query((): { graph: Record<string, unknown>; spec: Record<string, unknown> } => ({
    graph: graphJsonSchema(),
    spec: specJsonSchema(),
  })),
});

async function documentOf(
  database: Database,
  input: { pipelineId: string } | { versionId: string },
): Promise<GraphDoc> {
  if ('versionId' in input) return (await readVersion(database, input.versionId)).document;
  const pipeline = await readPipeline(database, input.pipelineId);
  if (pipeline === undefined) throw pipelineNotFound(input.pipelineId);
  return pipeline.document;
}
