/** The metrics that two models can be held against each other by; a test holds the names against server/evaluation. */
export const METRIC_CHOICES = [
  { value: 'auto', label: 'The task’s own', help: 'ROC AUC for two classes, log loss for more, RMSE for numbers.' },
  { value: 'auc', label: 'ROC AUC' },
  { value: 'average_precision', label: 'Average precision' },
  { value: 'log_loss', label: 'Log loss' },
  { value: 'brier', label: 'Brier score' },
  { value: 'accuracy', label: 'Accuracy' },
  { value: 'balanced_accuracy', label: 'Balanced accuracy' },
  { value: 'f1', label: 'F1' },
  { value: 'macro_f1', label: 'Macro F1' },
  { value: 'mcc', label: 'Matthews correlation' },
  { value: 'rmse', label: 'RMSE' },
  { value: 'mae', label: 'MAE' },
  { value: 'medae', label: 'Median absolute error' },
  { value: 'r2', label: 'R²' },
] as const;

export const METRICS = METRIC_CHOICES.map(({ value }) => value) as unknown as readonly [
  'auto',
  ...(typeof METRIC_CHOICES)[number]['value'][],
];
