import type { SliceMetricName, SliceTask } from './slice-metrics';

/**
 * Fairness measures. Names and definitions are Fairlearn's (between groups, or to overall) and AIF360's (all other groups
 * together against a privileged reference, signed).
 */
export type MeasureDefinition = {
  name: string;
  title: string;
  tasks: readonly SliceTask[];
  /** The metrics it compares. */
  of: readonly SliceMetricName[];
  compares: 'groups' | 'overall' | 'reference';
  kind: 'difference' | 'ratio';
  /** How the comparisons of several metrics become one number. */
  combine: 'largest' | 'smallest' | 'mean';
  /** Below 0 where the others fare worse than the reference. */
  signed?: true;
  description: string;
};

const two = ['two-classes'] as const;
const numbers = ['regression'] as const;
const odds = ['recall', 'false_positive_rate'] as const;

export const measures = [
  {
    name: 'demographic_parity_difference',
    title: 'Demographic parity difference',
    tasks: two,
    of: ['selection_rate'],
    compares: 'groups',
    kind: 'difference',
    combine: 'largest',
    description: 'The largest selection rate less the smallest.',
  },
  {
    name: 'demographic_parity_ratio',
    title: 'Demographic parity ratio',
    tasks: two,
    of: ['selection_rate'],
    compares: 'groups',
    kind: 'ratio',
    combine: 'smallest',
    description: 'The smallest selection rate over the largest; the “80 % rule” asks for 0.8.',
  },
  {
    name: 'equal_opportunity_difference',
    title: 'Equal opportunity difference',
    tasks: two,
    of: ['recall'],
    compares: 'groups',
    kind: 'difference',
    combine: 'largest',
    description: 'The largest true positive rate less the smallest.',
  },
  {
    name: 'equal_opportunity_ratio',
    title: 'Equal opportunity ratio',
    tasks: two,
    of: ['recall'],
    compares: 'groups',
    kind: 'ratio',
    combine: 'smallest',
    description: 'The smallest true positive rate over the largest.',
  },
  {
    name: 'equalized_odds_difference',
    title: 'Equalized odds difference',
    tasks: two,
    of: odds,
    compares: 'groups',
    kind: 'difference',
    combine: 'largest',
    description: 'The larger of the gaps in true and in false positive rate.',
  },
  {
    name: 'equalized_odds_difference_mean',
    title: 'Equalized odds difference, mean',
    tasks: two,
    of: odds,
    compares: 'groups',
    kind: 'difference',
    combine: 'mean',
    description: 'The mean of the gaps in true and in false positive rate.',
  },
  {
    name: 'equalized_odds_ratio',
    title: 'Equalized odds ratio',
    tasks: two,
    of: odds,
    compares: 'groups',
    kind: 'ratio',
    combine: 'smallest',
    description: 'The smaller of the ratios of true and of false positive rates; 0 where a false positive rate is.',
  },
  {
    name: 'demographic_parity_difference_to_overall',
    title: 'Demographic parity difference to overall',
    tasks: two,
    of: ['selection_rate'],
    compares: 'overall',
    kind: 'difference',
    combine: 'largest',
    description: 'How far the selection rate of a group lies from that of all rows, at most.',
  },
  {
    name: 'demographic_parity_ratio_to_overall',
    title: 'Demographic parity ratio to overall',
    tasks: two,
    of: ['selection_rate'],
    compares: 'overall',
    kind: 'ratio',
    combine: 'smallest',
    description: 'The smallest ratio of a group’s selection rate and that of all rows, the smaller over the larger.',
  },
  {
    name: 'equal_opportunity_difference_to_overall',
    title: 'Equal opportunity difference to overall',
    tasks: two,
    of: ['recall'],
    compares: 'overall',
    kind: 'difference',
    combine: 'largest',
    description: 'How far the true positive rate of a group lies from that of all rows, at most.',
  },
  {
    name: 'equal_opportunity_ratio_to_overall',
    title: 'Equal opportunity ratio to overall',
    tasks: two,
    of: ['recall'],
    compares: 'overall',
    kind: 'ratio',
    combine: 'smallest',
    description:
      'The smallest ratio of a group’s true positive rate and that of all rows, the smaller over the larger.',
  },
  {
    name: 'equalized_odds_difference_to_overall',
    title: 'Equalized odds difference to overall',
    tasks: two,
    of: odds,
    compares: 'overall',
    kind: 'difference',
    combine: 'largest',
    description: 'How far the true or false positive rate of a group lies from that of all rows, at most.',
  },
  {
    name: 'equalized_odds_ratio_to_overall',
    title: 'Equalized odds ratio to overall',
    tasks: two,
    of: odds,
    compares: 'overall',
    kind: 'ratio',
    combine: 'smallest',
    description: 'The smaller of the ratios of true and of false positive rates of a group and of all rows.',
  },
  {
    name: 'statistical_parity_difference',
    title: 'Statistical parity difference',
    tasks: two,
    of: ['selection_rate'],
    compares: 'reference',
    kind: 'difference',
    combine: 'mean',
    signed: true,
    description: 'Selection rate of all others less that of the reference group.',
  },
  {
    name: 'disparate_impact',
    title: 'Disparate impact',
    tasks: two,
    of: ['selection_rate'],
    compares: 'reference',
    kind: 'ratio',
    combine: 'mean',
    description: 'Selection rate of all others over that of the reference group; may exceed 1.',
  },
  {
    name: 'equal_opportunity_difference_to_reference',
    title: 'Equal opportunity difference to reference',
    tasks: two,
    of: ['recall'],
    compares: 'reference',
    kind: 'difference',
    combine: 'mean',
    signed: true,
    description: 'True positive rate of all others less that of the reference group.',
  },
  {
    name: 'average_odds_difference',
    title: 'Average odds difference',
    tasks: two,
    of: odds,
    compares: 'reference',
    kind: 'difference',
    combine: 'mean',
    signed: true,
    description: 'Mean of the differences in true and false positive rate of all others and the reference group.',
  },
  {
    name: 'average_absolute_odds_difference',
    title: 'Average absolute odds difference',
    tasks: two,
    of: odds,
    compares: 'reference',
    kind: 'difference',
    combine: 'mean',
    description: 'The same, each difference without its sign.',
  },
  {
    name: 'mae_difference',
    title: 'MAE difference',
    tasks: numbers,
    of: ['mae'],
    compares: 'groups',
    kind: 'difference',
    combine: 'largest',
    description: 'The largest mean absolute error of a group less the smallest.',
  },
  {
    name: 'mae_ratio',
    title: 'MAE ratio',
    tasks: numbers,
    of: ['mae'],
    compares: 'groups',
    kind: 'ratio',
    combine: 'smallest',
    description: 'The smallest mean absolute error of a group over the largest.',
  },
  {
    name: 'rmse_difference',
    title: 'RMSE difference',
    tasks: numbers,
    of: ['rmse'],
    compares: 'groups',
    kind: 'difference',
    combine: 'largest',
    description: 'The largest root mean squared error of a group less the smallest.',
  },
  {
    name: 'bias_difference',
    title: 'Bias difference',
    tasks: numbers,
    of: ['bias'],
    compares: 'groups',
    kind: 'difference',
    combine: 'largest',
    description: 'The largest mean error of a group less the smallest: how unevenly groups are predicted too high.',
  },
  {
    name: 'bias_difference_to_reference',
    title: 'Bias difference to reference',
    tasks: numbers,
    of: ['bias'],
    compares: 'reference',
    kind: 'difference',
    combine: 'mean',
    signed: true,
    description: 'Mean error of all others less that of the reference group.',
  },
] as const satisfies readonly MeasureDefinition[];

export type MeasureName = (typeof measures)[number]['name'];

export const findMeasure = (name: string): (MeasureDefinition & { name: MeasureName }) | undefined =>
  measures.find((measure) => measure.name === name);
