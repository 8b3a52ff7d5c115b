import { z } from 'zod';
import { listFiles, type StoredFile } from '../db/files';
import { browseDataFolder, type DataFolder, importDataFile } from './data-folder';
import { procedure, router } from './trpc';

/** Uploads go to `PUT /api/files?name=…` instead: their bytes do not fit in JSON. */
export const filesRouter = router({
  list: procedure.query(({ ctx }): Promise<StoredFile[]> => listFiles(ctx.database)),

  /** A folder below SLUICE_DATA_DIR; the empty path is the data folder itself. */
  browse: procedure
    .input(z.object({ path: z.string().max(4000).default('') }))
    .query(({ ctx, input }): Promise<DataFolder> => browseDataFolder(ctx.env.dataDir, input.path)),

  /** Copies a file from the data folder into the store. */
  importPath: procedure
    .input(z.object({ path: z.string().min(1).max(4000) }))
    .mutation(({ ctx, input }): Promise<StoredFile> => importDataFile(ctx, input.path)),
});
