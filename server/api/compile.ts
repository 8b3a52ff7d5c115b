import { z } from 'zod';
import type { DatasetFact, DatasetRequest } from '@/nodes/kernel/facts';
import type { Analysis } from '../compiler/analysis';
import { findArtifacts } from '../db/catalogue';
import type { Database } from '../db/client';
import { findFile } from '../db/files';
import { pipelineNotFound, readPipeline } from '../db/pipelines';
import { factsFor } from '../executor/facts';
import { analyzeDocument } from './compile-document';
import { importDataset, type PendingImport } from './import-dataset';
import { datasetRequest, document, parameterValues } from './inputs';
import { procedure, router } from './trpc';

/** What is known of a dataset; while it is imported, ask again (or follow the run). */
export type DatasetAnswer =
  | ({ readonly kind: 'known' } & DatasetFact)
  | { readonly kind: 'error'; readonly error: string; readonly hint?: string }
  | ({ readonly kind: 'pending' } & PendingImport);

export interface FactAnswers {
  /** By request key. */
  readonly datasets: Readonly<Record<string, DatasetAnswer>>;
  /** Those of `keys` that are in the catalogue. */
  readonly has: readonly string[];
}

export const compileRouter = router({
  analyze: procedure
    .input(
      z.union([
        z.object({ document, parameters: parameterValues.optional() }),
        z.object({ pipelineId: z.uuid(), parameters: parameterValues.optional() }),
      ]),
    )
    .query(async ({ ctx, input }): Promise<Analysis> => {
      if ('document' in input) return analyzeDocument(ctx.database, input.document, input);
      const pipeline = await readPipeline(ctx.database, input.pipelineId);
      if (pipeline === undefined) throw pipelineNotFound(input.pipelineId);
      return analyzeDocument(ctx.database, pipeline.document, input);
    }),

  /** A mutation: a dataset that nobody imported yet starts being imported. */
  facts: procedure
    .input(
      z.object({
        requests: z.array(datasetRequest).max(200),
        keys: z.array(z.string()).max(20_000).default([]),
        /** Import again what failed. */
        retry: z.boolean().default(false),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<FactAnswers> => {
      const [known, artifacts] = await Promise.all([
        factsFor(ctx.database, input.requests),
        findArtifacts(ctx.database, input.keys),
      ]);
      const answers = input.requests.map(async (request): Promise<[string, DatasetAnswer]> => {
        const fact = known.get(request.key);
        if (fact !== undefined && !('error' in fact)) return [request.key, { kind: 'known', ...fact }];
        if (fact !== undefined && !input.retry) return [request.key, { kind: 'error', ...fact }];
        return [request.key, await beginImport(ctx.database, request)];
      });
      return { datasets: Object.fromEntries(await Promise.all(answers)), has: [...artifacts.keys()] };
    }),
});

async function beginImport(database: Database, request: DatasetRequest): Promise<DatasetAnswer> {
  if ((await findFile(database, request.fileHash)) === undefined) {
    return {
      kind: 'error',
      error: `The file “${request.fileName}” is not in this Sluice.`,
      hint: 'Upload it again, or choose another file.',
    };
  }
  return { kind: 'pending', ...(await importDataset(database, request)) };
}
