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

/** What the loss is called, by what was minimised. */
export function lossWords({ model, record }: Pick<ModelView, 'model' | 'record'>): string {
  if (model.task !== 'regression') return 'Log loss';
  const objective = record?.settings.objective ?? (model.family === 'poisson' ? 'poisson' : 'squared');
  return (
    {
      squared: 'Mean squared error',
      absolute: 'Mean absolute error',
      quantile: 'Quantile loss',
      poisson: model.family === 'poisson' ? 'Mean Poisson deviance' : 'Poisson loss',
      huber: 'Huber loss',
    }[String(objective)] ?? 'Loss'
  );
}
