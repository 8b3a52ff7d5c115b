import {
  type BootstrapSettings,
  type Decisions,
  decideAtThreshold,
  decideMostProbable,
  decisionsOf,
  type EvaluationReport,
  evaluateClassification,
  evaluateRegression,
  rank,
  scoresOfClass,
} from '@/server/evaluation';
import { answersFor, type JudgedPart } from '@/server/learning/judged-rows';
import type { Model } from '@/server/training';
import { StageFailure } from '../kernel';
import type { TrainedModel } from '../kernel/trained-model';
import type { Config } from './definition';
import type { TrainingFacts } from './training-facts';

export interface Judgement {
  readonly evaluation: EvaluationReport;
  /** rows × classes, or one value per row. */
  readonly answers: Float64Array;
  /** Class decided for in each row; absent for values. */
  readonly decided?: Int32Array;
}

/** Predicts the rows and compares with the truth, with an interval on every metric. */
export function judgeModel(
  config: Config,
  trained: TrainedModel<Model>,
  judged: JudgedPart,
  training: TrainingFacts,
): Judgement {
  const { signature, model } = trained;
  const { truth } = judged;
  const shared = {
    intervals: bootstrapOf(config),
    ...(judged.weights ? { weights: judged.weights } : {}),
    ...(training.others ? { otherBaselines: training.others } : {}),
  };
  const { values, probabilities } = answersFor(trained, judged);
  if (signature.task === 'regression') {
    const mean = training.mean === undefined ? {} : { trainingMean: training.mean };
    return { evaluation: evaluateRegression({ ...shared, ...mean, truth, predicted: values! }), answers: values! };
  }
  const evaluation = evaluateClassification({
    ...shared,
    classes: [...signature.classes!],
    truth: Int32Array.from(truth),
    probabilities: probabilities!,
    threshold: config.threshold,
    ...(config.positive ? { positive: config.positive } : {}),
    ...(training.classCounts ? { trainingCounts: training.classCounts } : {}),
    ...(model.calibration ? { uncalibrated: answersFor(trained, judged, false).probabilities! } : {}),
  });
  return { evaluation, answers: probabilities!, decided: decide(config, evaluation, probabilities!) };
}

function decide(
  { threshold }: Config,
  { classes, positive }: Extract<EvaluationReport, { task: 'classification' }>,
  probabilities: Float64Array,
): Int32Array {
  if (positive === null) return decideMostProbable(probabilities, classes.length);
  const at = classes.indexOf(positive);
  return decideAtThreshold(scoresOfClass(probabilities, classes.length, at), threshold, at);
}

const bootstrapOf = ({ intervals }: Config): BootstrapSettings => ({
  resamples: intervals.resamples,
  level: intervals.confidence / 100,
  seed: intervals.seed,
});

/** Refuses a positive class that is none of two, before anything is measured. */
export function checkPositive({ positive }: Config, { signature }: TrainedModel<Model>): void {
  const { classes } = signature;
  if (!positive || !classes || classes.length !== 2 || classes.includes(positive)) return;
  throw new StageFailure(`“${positive}” is not a class of ${signature.target}.`, {
    kind: 'data',
    hint: `Choose ${classes.map((name) => `“${name}”`).join(' or ')} as the positive class.`,
  });
}

/** What every threshold would decide on the rows of another part: the ones to choose a threshold by. */
export function decisionsOn(config: Config, trained: TrainedModel<Model>, part: JudgedPart): Decisions {
  const classes = trained.signature.classes!;
  const positive = config.positive ? classes.indexOf(config.positive) : 1;
  const { probabilities } = answersFor(trained, part);
  const scores = part.truth.map((_, row) => probabilities![2 * row + positive]!);
  return decisionsOf(
    rank(scores, (row) => part.truth[row] === positive),
    [config.threshold],
  );
}
