import { z } from 'zod';
import type { StoredFile } from '../db/files';
import { createPipeline } from '../db/pipelines';
import {
  type ExampleTile,
  importSample,
  listExamples,
  openExample,
  readCatalogue,
  type SampleTable,
} from './example-catalogue';
import { pipelineName } from './inputs';
import { procedure, router } from './trpc';

const id = z.object({ id: z.string().max(100) });

/** What is shipped: tables to begin with, and finished pipelines over them. */
export const examplesRouter = router({
  tables: procedure.query((): Promise<SampleTable[]> => readCatalogue().then(({ tables }) => tables)),

  list: procedure.query((): Promise<ExampleTile[]> => listExamples()),

  /** Puts a shipped table into the store. */
  importTable: procedure.input(id).mutation(({ ctx, input }): Promise<StoredFile> => importSample(ctx, input.id)),

  /** Makes a copy of an example that is one's own. */
  copy: procedure
    .input(id.extend({ name: pipelineName.optional() }))
    .mutation(async ({ ctx, input }): Promise<{ id: string }> => {
      const document = await openExample(ctx, input.id);
      const name = input.name ?? document.name;
      return { id: await createPipeline(ctx.database, { name, document: { ...document, name } }) };
    }),
});
