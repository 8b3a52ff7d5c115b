import { linkOf, type Model } from '../training/model';
import type { ColumnGroup } from './column-groups';
import type { Explainer } from './shap';

/** What the columns contribute to one output of a model: base + a row's contributions = its margin. */
export interface ExplainedOutput {
  /** The class it speaks for; absent in a regression. */
  readonly class?: string;
  readonly base: number;
  /** rows */
  readonly margins: Float64Array;
  /** rows × columns, row-major: components of one column are added up. */
  readonly values: Float64Array;
}

/**
 * Explains rows by column. A model of two classes has one margin, of its second class: with `positive` 0 it is turned
 * round, so that it speaks for the first.
 */
export function explainColumns(
  model: Model,
  explainer: Explainer,
  groups: readonly ColumnGroup[],
  rows: { readonly columns: Float64Array[]; readonly rowCount: number },
  positive = 1,
): ExplainedOutput[] {
  const { base, values, margins } = explainer.explain(rows.columns, rows.rowCount);
  const [outputs, features, width] = [model.outputs, rows.columns.length, groups.length];
  const sign = model.task === 'binary' && positive === 0 ? -1 : 1;
  // Probabilities of two classes sum to 1; log-odds to 0.
  const offset = sign < 0 && linkOf(model) === 'probability' ? 1 : 0;
  return Array.from(base, (expected, output) => {
    const ofColumns = new Float64Array(rows.rowCount * width);
    for (let row = 0; row < rows.rowCount; row++) {
      const from = (row * outputs + output) * features;
      for (const [at, group] of groups.entries()) {
        for (const feature of group.features) ofColumns[row * width + at]! += sign * values[from + feature]!;
      }
    }
    const className = model.task === 'binary' ? model.classes?.[positive] : model.classes?.[output];
    return {
      ...(className === undefined ? {} : { class: className }),
      base: offset + sign * expected,
      margins: Float64Array.from(
        { length: rows.rowCount },
        (_, row) => offset + sign * margins[row * outputs + output]!,
      ),
      values: ofColumns,
    };
  });
}
