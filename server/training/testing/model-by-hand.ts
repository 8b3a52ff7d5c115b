import type { LinearModel } from '../model';

type ByHand = Partial<LinearModel> & Pick<LinearModel, 'featureNames' | 'coefficients' | 'intercepts'>;

/** A linear model whose coefficients a test writes down; binary when it has two classes, else a regression. */
export const linearByHand = (parts: ByHand): LinearModel => ({
  kind: 'linear',
  task: !parts.classes ? 'regression' : parts.classes.length > 2 ? 'multiclass' : 'binary',
  outputs: parts.coefficients.length,
  iterations: 1,
  converged: true,
  losses: { train: [] },
  importances: parts.featureNames.map(() => 1),
  trainer: { name: 'by hand', version: '1' },
  ...parts,
});
