import type { TrainedModel } from '@/nodes/kernel/trained-model';
import type { LinearModel, Model, TreesModel } from '@/server/training/model';

/** A model as data.report answers it: its trees are only counted. */
export type ModelView = TrainedModel<
  (Omit<TreesModel, 'trees'> & { readonly treeCount: number }) | Omit<LinearModel, 'trees'>
>;

const FAMILIES: Readonly<Record<NonNullable<Model['family']>, string>> = {
  'boosted-trees': 'gradient boosting',
  'random-forest': 'random forest',
  'extra-trees': 'extra trees',
  'decision-tree': 'decision tree',
  logistic: 'logistic regression',
  linear: 'least squares',
  ridge: 'ridge regression',
  lasso: 'lasso',
  'elastic-net': 'elastic net',
  poisson: 'Poisson regression',
  baseline: 'baseline',
};

/** Models of earlier versions say only of which kind they are. */
export const familyWords = ({ family, kind }: Pick<ModelView['model'], 'family' | 'kind'>): string =>
  family ? FAMILIES[family] : kind === 'trees' ? FAMILIES['boosted-trees'] : 'linear model';

/** What the loss is called, by what was minimised; of a squared error people read the root. */
export function lossWords({ model, record }: Pick<ModelView, 'model' | 'record'>): string {
  if (model.task !== 'regression') return 'Log loss';
  const objective = record?.settings.objective ?? (model.family === 'poisson' ? 'poisson' : 'squared');
  return (
    {
      squared: ROOT,
      absolute: 'Mean absolute error',
      quantile: 'Quantile loss',
      poisson: model.family === 'poisson' ? 'Mean Poisson deviance' : 'Poisson loss',
      huber: 'Huber loss',
    }[String(objective)] ?? 'Loss'
  );
}

const ROOT = 'Root mean squared error';

/** The losses as people read them, beside what the loss is called. */
export function readableLosses(trained: ModelView) {
  const title = lossWords(trained);
  const read = title === ROOT ? Math.sqrt : (loss: number) => loss;
  const { train, validation } = trained.losses;
  return {
    title,
    read,
    losses: { train: train.map(read), ...(validation ? { validation: validation.map(read) } : {}) },
    // Other losses were not measured for it.
    ...(title === ROOT || title === 'Log loss'
      ? { baseline: { ...trained.baseline, loss: read(trained.baseline.loss) } }
      : {}),
  };
}
