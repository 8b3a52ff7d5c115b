import type { Model } from '../training/model';
import { predictRaw } from '../training/predict';
import { LinearShap } from './linear-shap';
import { TreeShap } from './tree-shap';

/** SHAP values of rows, in units of the margin: base + the sum of a row's values is its margin. */
export interface ShapValues {
  /** Expected margin of each output over the training rows. */
  readonly base: Float64Array;
  /** rows × outputs × features, row-major. */
  readonly values: Float64Array;
  /** rows × outputs, as `predictRaw`. */
  readonly margins: Float64Array;
}

/** Explains rows of one model. What can be prepared once is, so keep it for many rows. */
export interface Explainer {
  readonly base: Float64Array;
  /** `columns` are in the order of `model.featureNames`; NaN = missing. */
  explain(columns: Float64Array[], rowCount: number): ShapValues;
}

/** Whether the model knows its training rows: see `withCover`. */
export const isExplainable = (model: Model): boolean =>
  model.kind === 'trees' ? model.trees.every(({ nodes }) => nodes.cover !== undefined) : model.means !== undefined;

/** Throws NotExplainable for a model that does not know its training rows: see `withCover`. */
export function openExplainer(model: Model): Explainer {
  const shap = model.kind === 'trees' ? new TreeShap(model) : new LinearShap(model);
  return {
    base: shap.base,
    explain(columns, rowCount) {
      const values = new Float64Array(rowCount * model.outputs * columns.length);
      shap.add(columns, rowCount, values);
      return { base: shap.base, values, margins: predictRaw(model, columns, rowCount) };
    },
  };
}
