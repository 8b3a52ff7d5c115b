/** What a form offers, as server/fairness computes it. A test holds the lists together. */
export const SLICE_METRICS = [
  { value: 'selection_rate', label: 'Selection rate' },
  { value: 'base_rate', label: 'Base rate' },
  { value: 'recall', label: 'True positive rate' },
  { value: 'false_positive_rate', label: 'False positive rate' },
  { value: 'precision', label: 'Precision' },
  { value: 'accuracy', label: 'Accuracy' },
  { value: 'auc', label: 'ROC AUC' },
  { value: 'f1', label: 'F1' },
  { value: 'balanced_accuracy', label: 'Balanced accuracy' },
  { value: 'average_precision', label: 'Average precision' },
  { value: 'log_loss', label: 'Log loss' },
  { value: 'brier', label: 'Brier score' },
  { value: 'calibration_gap', label: 'Calibration gap' },
  { value: 'mae', label: 'MAE' },
  { value: 'rmse', label: 'RMSE' },
  { value: 'bias', label: 'Bias' },
  { value: 'r2', label: 'R²' },
] as const;

export const MEASURES = [
  { value: 'demographic_parity_difference', label: 'Demographic parity difference' },
  { value: 'demographic_parity_ratio', label: 'Demographic parity ratio' },
  { value: 'equal_opportunity_difference', label: 'Equal opportunity difference' },
  { value: 'equal_opportunity_ratio', label: 'Equal opportunity ratio' },
  { value: 'equalized_odds_difference', label: 'Equalized odds difference' },
  { value: 'equalized_odds_difference_mean', label: 'Equalized odds difference, mean' },
  { value: 'equalized_odds_ratio', label: 'Equalized odds ratio' },
  { value: 'demographic_parity_difference_to_overall', label: 'Demographic parity difference to overall' },
  { value: 'demographic_parity_ratio_to_overall', label: 'Demographic parity ratio to overall' },
  { value: 'equal_opportunity_difference_to_overall', label: 'Equal opportunity difference to overall' },
  { value: 'equal_opportunity_ratio_to_overall', label: 'Equal opportunity ratio to overall' },
  { value: 'equalized_odds_difference_to_overall', label: 'Equalized odds difference to overall' },
  { value: 'equalized_odds_ratio_to_overall', label: 'Equalized odds ratio to overall' },
  { value: 'statistical_parity_difference', label: 'Statistical parity difference' },
  { value: 'disparate_impact', label: 'Disparate impact' },
  { value: 'equal_opportunity_difference_to_reference', label: 'Equal opportunity difference to reference' },
  { value: 'average_odds_difference', label: 'Average odds difference' },
  { value: 'average_absolute_odds_difference', label: 'Average absolute odds difference' },
  { value: 'mae_difference', label: 'MAE difference' },
  { value: 'mae_ratio', label: 'MAE ratio' },
  { value: 'rmse_difference', label: 'RMSE difference' },
  { value: 'bias_difference', label: 'Bias difference' },
  { value: 'bias_difference_to_reference', label: 'Bias difference to reference' },
] as const;

/** They compare with a reference group, which a slice must name. */
export const AGAINST_REFERENCE: ReadonlySet<string> = new Set([
  'statistical_parity_difference',
  'disparate_impact',
  'equal_opportunity_difference_to_reference',
  'average_odds_difference',
  'average_absolute_odds_difference',
  'bias_difference_to_reference',
]);

/** A ratio explodes where a rate is near 0, and is undefined at 0. */
export const isRatio = (measure: string): boolean => measure.includes('ratio') || measure === 'disparate_impact';

export const valuesOf = <const T extends readonly { readonly value: string }[]>(list: T) =>
  list.map(({ value }) => value) as unknown as [T[number]['value'], ...T[number]['value'][]];
