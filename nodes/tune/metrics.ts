/** What a search can be judged by. */
const METRICS = [
  { name: 'auc', title: 'ROC AUC' },
  { name: 'average_precision', title: 'Average precision' },
  { name: 'log_loss', title: 'Log loss' },
  { name: 'accuracy', title: 'Accuracy' },
  { name: 'balanced_accuracy', title: 'Balanced accuracy' },
  { name: 'f1', title: 'F1' },
  { name: 'macro_f1', title: 'Macro F1' },
  { name: 'mcc', title: 'Matthews correlation' },
  { name: 'rmse', title: 'RMSE' },
  { name: 'mae', title: 'MAE' },
  { name: 'r2', title: 'R²' },
] as const;

export const METRIC_CHOICES = [
  { value: 'auto', label: 'By the target', help: 'ROC AUC for two classes, accuracy for more, RMSE for numbers.' },
  ...METRICS.map(({ name, title }) => ({ value: name, label: title })),
];
