/** All metrics that forms and gates name, as server/evaluation computes them. A test holds the two lists together. */
export const METRIC_TITLES = [
  { name: 'auc', title: 'ROC AUC' },
  { name: 'average_precision', title: 'Average precision' },
  { name: 'accuracy', title: 'Accuracy' },
  { name: 'balanced_accuracy', title: 'Balanced accuracy' },
  { name: 'f1', title: 'F1' },
  { name: 'precision', title: 'Precision' },
  { name: 'recall', title: 'Recall' },
  { name: 'macro_f1', title: 'Macro F1' },
  { name: 'macro_precision', title: 'Macro precision' },
  { name: 'macro_recall', title: 'Macro recall' },
  { name: 'micro_f1', title: 'Micro F1' },
  { name: 'micro_precision', title: 'Micro precision' },
  { name: 'micro_recall', title: 'Micro recall' },
  { name: 'weighted_f1', title: 'Weighted F1' },
  { name: 'weighted_precision', title: 'Weighted precision' },
  { name: 'weighted_recall', title: 'Weighted recall' },
  { name: 'mcc', title: 'Matthews correlation' },
  { name: 'kappa', title: 'Cohen kappa' },
  { name: 'log_loss', title: 'Log loss' },
  { name: 'brier', title: 'Brier score' },
  { name: 'ece', title: 'Calibration error' },
  { name: 'rmse', title: 'RMSE' },
  { name: 'mae', title: 'MAE' },
  { name: 'mse', title: 'MSE' },
  { name: 'r2', title: 'R²' },
  { name: 'mape', title: 'MAPE' },
  { name: 'medae', title: 'Median absolute error' },
] as const;

type MetricName = (typeof METRIC_TITLES)[number]['name'];

/** Some of them, in this order, for a form. */
export const metricChoices = <N extends MetricName>(names: readonly N[]): { value: N; label: string }[] =>
  names.map((name) => ({ value: name, label: METRIC_TITLES.find((metric) => metric.name === name)!.title }));

const DECIDING = [
  'auc',
  'average_precision',
  'log_loss',
  'brier',
  'accuracy',
  'balanced_accuracy',
  'f1',
  'macro_f1',
  'mcc',
  'rmse',
  'mae',
  'medae',
  'r2',
] as const;

/** The metrics that a difference is told by, of two models or of a column: the task's own, or one of these. */
export const METRICS = ['auto', ...DECIDING] as const;

export const METRIC_CHOICES = [
  {
    value: 'auto' as const,
    label: 'The task’s own',
    help: 'ROC AUC for two classes, log loss for more, RMSE for numbers.',
  },
  ...metricChoices(DECIDING),
];
