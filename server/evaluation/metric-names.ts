/**
 * The names of all metrics, as plain data: node definitions offer them in forms and gates, so this file imports
 * nothing and holds no functions. What a name measures is computed elsewhere in this folder.
 */
export type TaskKind = 'binary' | 'multiclass' | 'regression';

/** Whether a larger or a smaller value is the better model. */
export type MetricDirection = 'higher' | 'lower';

export type MetricDescription = {
  name: string;
  title: string;
  tasks: readonly TaskKind[];
  direction: MetricDirection;
  description: string;
};

const classification = ['binary', 'multiclass'] as const;
const binary = ['binary'] as const;
const regression = ['regression'] as const;

/** Metrics of a classification report, in the order people should read them. */
export const classificationMetricNames = [
  {
    name: 'auc',
    title: 'ROC AUC',
    tasks: classification,
    direction: 'higher',
    description:
      'How well the scores rank positives above negatives, ties counting one half; with more than two classes, the mean of each class against the rest.',
  },
  {
    name: 'average_precision',
    title: 'Average precision',
    tasks: classification,
    direction: 'higher',
    description:
      'Precision averaged over the steps in recall; a random model scores the share of positives. With more than two classes, the mean of each class against the rest.',
  },
  {
    name: 'accuracy',
    title: 'Accuracy',
    tasks: classification,
    direction: 'higher',
    description: 'Share of rows whose class is predicted correctly.',
  },
  {
    name: 'balanced_accuracy',
    title: 'Balanced accuracy',
    tasks: classification,
    direction: 'higher',
    description: 'Mean recall of the classes, so that a rare class weighs as much as a frequent one.',
  },
  {
    name: 'f1',
    title: 'F1',
    tasks: binary,
    direction: 'higher',
    description: 'Harmonic mean of precision and recall of the positive class.',
  },
  {
    name: 'precision',
    title: 'Precision',
    tasks: binary,
    direction: 'higher',
    description: 'Share of predicted positives that are positive.',
  },
  {
    name: 'recall',
    title: 'Recall',
    tasks: binary,
    direction: 'higher',
    description: 'Share of positives that are predicted positive.',
  },
  {
    name: 'macro_f1',
    title: 'Macro F1',
    tasks: classification,
    direction: 'higher',
    description: 'F1 averaged over the classes, each weighing the same.',
  },
  {
    name: 'macro_precision',
    title: 'Macro precision',
    tasks: classification,
    direction: 'higher',
    description: 'Precision averaged over the classes, each weighing the same.',
  },
  {
    name: 'macro_recall',
    title: 'Macro recall',
    tasks: classification,
    direction: 'higher',
    description: 'Recall averaged over the classes, each weighing the same.',
  },
  {
    name: 'micro_f1',
    title: 'Micro F1',
    tasks: classification,
    direction: 'higher',
    description: 'F1 of all decisions pooled; equal to accuracy where a row has one class.',
  },
  {
    name: 'micro_precision',
    title: 'Micro precision',
    tasks: classification,
    direction: 'higher',
    description: 'Precision of all decisions pooled; equal to accuracy where a row has one class.',
  },
  {
    name: 'micro_recall',
    title: 'Micro recall',
    tasks: classification,
    direction: 'higher',
    description: 'Recall of all decisions pooled; equal to accuracy where a row has one class.',
  },
  {
    name: 'weighted_f1',
    title: 'Weighted F1',
    tasks: classification,
    direction: 'higher',
    description: 'F1 averaged over the classes, weighted by how many rows each has.',
  },
  {
    name: 'weighted_precision',
    title: 'Weighted precision',
    tasks: classification,
    direction: 'higher',
    description: 'Precision averaged over the classes, weighted by how many rows each has.',
  },
  {
    name: 'weighted_recall',
    title: 'Weighted recall',
    tasks: classification,
    direction: 'higher',
    description: 'Recall averaged over the classes, weighted by how many rows each has.',
  },
  {
    name: 'mcc',
    title: 'Matthews correlation',
    tasks: classification,
    direction: 'higher',
    description: 'Correlation of predicted and actual class, from -1 to 1; 0 is chance.',
  },
  {
    name: 'kappa',
    title: 'Cohen kappa',
    tasks: classification,
    direction: 'higher',
    description: 'Agreement beyond what the class frequencies alone would give; 0 is chance.',
  },
  {
    name: 'log_loss',
    title: 'Log loss',
    tasks: classification,
    direction: 'lower',
    description: 'Mean negative log of the probability given to the actual class, in nats.',
  },
  {
    name: 'brier',
    title: 'Brier score',
    tasks: classification,
    direction: 'lower',
    description:
      'Mean squared distance between the score and the outcome (0 or 1); with more than two classes, summed over them (0 to 2).',
  },
  {
    name: 'ece',
    title: 'Calibration error',
    tasks: classification,
    direction: 'lower',
    description:
      'Expected calibration error over 10 equal-width score bins: mean gap between score and observed share of positives; with more than two classes, between the probability of the chosen class and how often it is right.',
  },
] as const satisfies readonly MetricDescription[];

/** Metrics of a regression report. */
export const regressionMetricNames = [
  {
    name: 'rmse',
    title: 'RMSE',
    tasks: regression,
    direction: 'lower',
    description: 'Root of the mean squared error, in the unit of the target.',
  },
  {
    name: 'mae',
    title: 'MAE',
    tasks: regression,
    direction: 'lower',
    description: 'Mean absolute error, in the unit of the target.',
  },
  {
    name: 'mse',
    title: 'MSE',
    tasks: regression,
    direction: 'lower',
    description: 'Mean squared error, in the squared unit of the target.',
  },
  {
    name: 'r2',
    title: 'R²',
    tasks: regression,
    direction: 'higher',
    description: 'Share of the variance explained; 0 is as good as always predicting the mean.',
  },
  {
    name: 'mape',
    title: 'MAPE',
    tasks: regression,
    direction: 'lower',
    description:
      'Mean absolute error relative to the actual value, as a fraction; explodes where actual values are near 0.',
  },
  {
    name: 'medae',
    title: 'Median absolute error',
    tasks: regression,
    direction: 'lower',
    description: 'Median absolute error, in the unit of the target; insensitive to outliers.',
  },
] as const satisfies readonly MetricDescription[];

export const metricNames = [...classificationMetricNames, ...regressionMetricNames] as const;

export type ClassificationMetricName = (typeof classificationMetricNames)[number]['name'];
export type RegressionMetricName = (typeof regressionMetricNames)[number]['name'];
export type MetricName = ClassificationMetricName | RegressionMetricName;
