import { z } from 'zod';
import type { BindingFact, DatasetFact, DatasetRequest, FactError } from '@/nodes/kernel/facts';
import type { Analysis } from '../compiler/analysis';
import { findArtifacts } from '../db/catalogue';
import type { Database } from '../db/client';
import { findFile } from '../db/files';
import { pipelineNotFound, readPipeline } from '../db/pipelines';
import { factsFor } from '../executor/facts';
import { analyzeDocument } from './compile-document';
import { importDataset, type PendingImport } from './import-dataset';
import { document, factRequest, parameterValues } from './inputs';
import { procedure, router } from './trpc';

/** What is known of a dataset; while it is imported, ask again (or follow the run). */
export type DatasetAnswer =
  | ({ readonly kind: 'known' } & DatasetFact)
  | { readonly kind: 'error'; readonly error: string; readonly hint?: string }
  | ({ readonly kind: 'pending' } & PendingImport);

/** What is known of a query. */
export type BindingAnswer = ({ readonly kind: 'bound' } & BindingFact) | ({ readonly kind: 'error' } & FactError);

export interface FactAnswers {
  /** By request key. */
  readonly facts: Readonly<Record<string, DatasetAnswer | BindingAnswer>>;
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
      if ('document' in input) return analyzeDocument(ctx, input.document, input);
      const pipeline = await readPipeline(ctx.database, input.pipelineId);
      if (pipeline === undefined) throw pipelineNotFound(input.pipelineId);
      return analyzeDocument(ctx, pipeline.document, input);
    }),

  /** A mutation: a dataset that nobody imported yet starts being imported. */
  facts: procedure
    .input(
      z.object({
        requests: z.array(factRequest).max(200),
        keys: z.array(z.string()).max(20_000).default([]),
        /** Import again what failed. */
        retry: z.boolean().default(false),
      }),
    )
    .mutation(async ({ ctx, input, signal }): Promise<FactAnswers> => {
      const datasets = input.requests.filter((request) => request.kind === 'dataset');
      const [known, artifacts] = await Promise.all([
        factsFor(ctx.database, datasets),
        findArtifacts(ctx.database, input.keys),
      ]);
      const answers = input.requests.map(async (request): Promise<[string, DatasetAnswer | BindingAnswer]> => {
        if (request.kind === 'binding') {
          const bound = await ctx.bindQuery(request, signal);
          return [request.key, { kind: 'error' in bound ? 'error' : 'bound', ...bound } as BindingAnswer];
        }
        const fact = known.get(request.key);
        if (fact !== undefined && !('error' in fact)) return [request.key, { kind: 'known', ...fact }];
        if (fact !== undefined && !input.retry) return [request.key, { kind: 'error', ...fact }];
        return [request.key, await beginImport(ctx.database, request)];
      });
      return { facts: Object.fromEntries(await Promise.all(answers)), has: [...artifacts.keys()] };
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
