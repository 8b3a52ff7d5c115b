import { type EvaluationReport, evaluateClassification, evaluateRegression } from '@/server/evaluation';
import { type Model, predict } from '@/server/training';
import { type RunContext, StageFailure } from '../kernel';
import { readFeatures } from '../kernel/read-features';
import { readTarget } from '../kernel/read-target';
import type { TrainedModel } from '../kernel/trained-model';
import type { Config } from './definition';
import type { ModelReport } from './evaluation-report';

/** Predicts the rows and compares with the truth; rows of classes the model does not know are dropped and counted. */
export async function judgeModel(
  { config, database }: RunContext<Config>,
  { model, signature }: TrainedModel<Model>,
  rows: string,
  unseen: ModelReport['unseenClasses'],
): Promise<{ evaluation: EvaluationReport; dropped: number }> {
  const target = { name: signature.target, type: signature.targetType, nullable: false };
  const columns = await readFeatures(database, signature.columns, rows);
  const truth = await readTarget(database, target, signature, rows);
  const prediction = predict(model, columns, truth.length);
  if (signature.task === 'regression') {
    return { evaluation: evaluateRegression({ truth, predicted: prediction.values! }), dropped: 0 };
  }
  const classes = [...signature.classes!];
  if (config.positive && !classes.includes(config.positive) && classes.length === 2) {
    throw new StageFailure(`“${config.positive}” is not a class of ${signature.target}.`, {
      kind: 'data',
      hint: `Choose ${classes.map((name) => `“${name}”`).join(' or ')} as the positive class.`,
    });
  }
  const known = unseen.length === 0 ? truth : truth.filter((value) => value >= 0);
  if (known.length === 0) {
    throw new StageFailure(`None of the ${config.part} rows has a class that the model knows.`, {
      kind: 'data',
      hint: `The model knows ${classes
        .slice(0, 5)
        .map((name) => `“${name}”`)
        .join(', ')}.`,
    });
  }
  const width = classes.length;
  const probabilities =
    known.length === truth.length
      ? prediction.probabilities!
      : prediction.probabilities!.filter((_, at) => truth[Math.floor(at / width)]! >= 0);
  const evaluation = evaluateClassification({
    classes,
    truth: Int32Array.from(known),
    probabilities,
    threshold: config.threshold,
    ...(config.positive ? { positive: config.positive } : {}),
  });
  return { evaluation, dropped: truth.length - known.length };
}
