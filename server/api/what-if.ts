import { z } from 'zod';
import type { TrainedModel } from '@/nodes/kernel/trained-model';
import { findReport } from '../db/catalogue';
import { AppError } from '../errors';
import { columnGroups, type Explainer, explainColumns, openExplainer, outputAnswers } from '../explanation';
import type { Model } from '../training/model';
import { predict } from '../training/predict';
import type { Services } from './context';
import { procedure, router } from './trpc';

/** What a model makes of a row that someone changed. By output as in the report of an explain node. */
export interface WhatIfAnswer {
  readonly outputs: readonly {
    readonly margin: number;
    readonly answer: number;
    /** By column, in the order the model reads them. */
    readonly contributions: readonly number[];
  }[];
}

interface OpenedModel {
  readonly hash: string;
  readonly trained: TrainedModel<Model>;
  readonly explainer: Explainer;
}

/** Reading a larger one would hold up everybody else's pages. */
const MOST_MODEL_BYTES = 100_000_000;

/** One model, the last that was asked: a person changes one row at a time. Kept over the bundles of Next's routes. */
const shared = globalThis as { sluiceWhatIf?: Promise<OpenedModel> & { hash?: string } };

export const whatIfRouter = router({
  /** Predicts and explains one row of features, as the model of that content key reads them; null = missing. */
  answer: procedure
    .input(
      z.object({
        modelKey: z.string(),
        features: z.array(z.number().nullable()).max(100_000),
        positive: z.int().min(0).max(1).default(1),
      }),
    )
    .query(async ({ ctx, input }): Promise<WhatIfAnswer> => {
      const { trained, explainer } = await openModel(ctx, input.modelKey);
      const { model, signature } = trained;
      if (input.features.length !== model.featureNames.length) {
        throw new AppError({
          code: 'invalid_input',
          blame: 'user',
          message: `The model reads ${model.featureNames.length} numbers of a row; ${input.features.length} came.`,
          hint: 'The report and the model are of different runs. Run the pipeline again.',
        });
      }
      const columns = input.features.map((x) => Float64Array.of(x ?? Number.NaN));
      const groups = columnGroups(signature.columns);
      const answers = outputAnswers(model, predict(model, columns, 1), input.positive);
      const explained = explainColumns(model, explainer, groups, { columns, rowCount: 1 }, input.positive);
      return {
        outputs: explained.map((output, at) => ({
          margin: output.margins[0]!,
          answer: answers[at]!,
          contributions: [...output.values],
        })),
      };
    }),
});

async function openModel({ database, store }: Services, key: string): Promise<OpenedModel> {
  const artifact = await findReport(database, key);
  if (artifact === undefined || artifact.kind !== 'json') {
    throw new AppError({
      code: 'not_found',
      blame: 'user',
      message: 'The model of this report is not there any more.',
      place: { key },
      hint: 'Run the pipeline again.',
    });
  }
  const { hash, sizeBytes } = artifact;
  if (sizeBytes > MOST_MODEL_BYTES) {
    throw new AppError({
      code: 'too_large',
      blame: 'user',
      message: `The model takes ${Math.round(sizeBytes / 1e6)} MB: too many to be asked from a page.`,
      hint: 'Publish it and ask its endpoint, or train fewer or smaller trees.',
    });
  }
  if (shared.sluiceWhatIf?.hash === hash) return shared.sluiceWhatIf;
  const opening = store.readJson<TrainedModel<Model>>(hash).then((trained) => ({
    hash,
    trained,
    explainer: openExplainer(trained.model),
  }));
  shared.sluiceWhatIf = Object.assign(opening, { hash });
  opening.catch(() => {
    shared.sluiceWhatIf = undefined;
  });
  return opening;
}
