import type { LinearModel } from '../training/model';
import { NotExplainable } from './not-explainable';

/** SHAP values of a linear model with features taken as independent: coefficient × (value − mean of the training rows). */
export class LinearShap {
  readonly base: Float64Array;
  private readonly means: readonly number[];

  constructor(private readonly model: LinearModel) {
    if (!model.means) {
      throw new NotExplainable('The model does not know the means of its training rows. Train it again.');
    }
    this.means = model.means;
    this.base = Float64Array.from(model.intercepts, (intercept, output) =>
      model.coefficients[output]!.reduce(
        (sum, coefficient, feature) => sum + coefficient * this.means[feature]!,
        intercept,
      ),
    );
  }

  /** As `TreeShap.add`. */
  add(columns: readonly Float64Array[], rowCount: number, values: Float64Array): void {
    const [outputs, features] = [this.base.length, columns.length];
    for (const [output, coefficients] of this.model.coefficients.entries()) {
      for (const [feature, coefficient] of coefficients.entries()) {
        // A feature that does not count may be missing.
        if (coefficient === 0) continue;
        const [column, mean] = [columns[feature]!, this.means[feature]!];
        for (let row = 0; row < rowCount; row++) {
          values[(row * outputs + output) * features + feature]! += coefficient * (column[row]! - mean);
        }
      }
    }
  }
}
