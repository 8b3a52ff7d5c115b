import { z } from 'zod';
import { listModels, type ModelListEntry, type ModelVersion, readModelVersion } from '../db/models';
import { procedure, router } from './trpc';

/** Trained models by pipeline and node; what one holds is the report of its key (`data.report`). */
export const modelsRouter = router({
  list: procedure.query(({ ctx }): Promise<ModelListEntry[]> => listModels(ctx.database)),
  get: procedure
    .input(z.object({ id: z.uuid() }))
    .query(({ ctx, input }): Promise<ModelVersion> => readModelVersion(ctx.database, input.id)),
});
