import { metricChoices } from '../kernel/learning/metrics';

/** What a search can be judged by. */
export const METRIC_CHOICES = [
  { value: 'auto', label: 'By the target', help: 'ROC AUC for two classes, accuracy for more, RMSE for numbers.' },
  ...metricChoices([
    'auc',
    'average_precision',
    'log_loss',
    'accuracy',
    'balanced_accuracy',
    'f1',
    'macro_f1',
    'mcc',
    'rmse',
    'mae',
    'r2',
  ]),
];
