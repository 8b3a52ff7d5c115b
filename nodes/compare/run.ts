import {
  type ClassificationInput,
  comparePaired,
  evaluateClassification,
  evaluateRegression,
  findMetric,
  type PairedMetric,
  type RegressionInput,
} from '@/server/evaluation';
import { defineRun, StageFailure } from '../kernel';
import type { ComparedModel, ComparisonReport } from './comparison-report';
import type { Config } from './definition';
import { type JudgedPair, judgePair, type Trained } from './read-pair';
import { compareSlices } from './slices';
import { verdictOn } from './verdict';

type Input = ClassificationInput | RegressionInput;

/** Judges both models on the same rows, writes the report, then holds the challenger against what is asked of it. */
export default defineRun<Config>(async (context) => {
  const { config, inputs, log } = context;
  const champion = await inputs.json<Trained>('champion');
  const challenger = await inputs.json<Trained>('model');
  const pair = await judgePair(context, champion, challenger);
  checkPositive(config, challenger);
  const [first, second] = [
    inputOf(config, challenger, pair, 'champion'),
    inputOf(config, challenger, pair, 'challenger'),
  ];
  const settings = { resamples: config.resamples, level: config.confidence / 100, seed: config.seed };
  context.progress(0, 2, 'measuring both');
  const metrics = comparePaired(first, second, settings).filter(({ first: one, second: other }) =>
    [one, other].some(({ value }) => value !== null),
  );
  const decidedBy = decidingMetric(config, metrics, challenger);
  const verdict = verdictOn(config, decidedBy, metrics.find(({ name }) => name === decidedBy.metric)!, pair.count);
  context.progress(1, 2, 'comparing by groups');
  const report: ComparisonReport = {
    part: config.part,
    target: challenger.signature.target,
    rows: pair.count,
    task: challenger.signature.task,
    positive: challenger.signature.classes?.length === 2 ? config.positive || challenger.signature.classes[1]! : null,
    level: settings.level,
    champion: modelFacts(champion, first),
    challenger: modelFacts(challenger, second),
    metrics,
    decidedBy,
    verdict,
    ...(config.slices === '' ? {} : { slices: await compareSlices(context, pair, first, second, decidedBy.metric) }),
    ...('classes' in first ? { disagreement: disagreement(config, first, second as ClassificationInput) } : {}),
  };
  log(verdict.reason);
  const decisive = metrics.find(({ name }) => name === decidedBy.metric)!;
  await context.outputs.json('report', report, {
    difference: decisive.difference,
    pValue: decisive.pValue,
    [`${decidedBy.metric}_champion`]: decisive.first.value,
    [decidedBy.metric]: decisive.second.value,
    rows: pair.count,
  });
  if (!verdict.passed) {
    throw new StageFailure(verdict.reason, {
      kind: 'gate',
      hint: 'Keep the champion, improve the challenger, or ask for less.',
    });
  }
});

function inputOf(
  { threshold, positive }: Config,
  { signature }: Trained,
  pair: JudgedPair,
  who: 'champion' | 'challenger',
): Input {
  if (signature.task === 'regression') return { truth: pair.truth, predicted: pair[who] };
  return {
    classes: [...signature.classes!],
    truth: Int32Array.from(pair.truth),
    probabilities: pair[who],
    threshold,
    ...(positive ? { positive } : {}),
  };
}

function checkPositive({ positive }: Config, { signature }: Trained): void {
  if (!positive || !signature.classes || signature.classes.includes(positive)) return;
  throw new StageFailure(`“${positive}” is not a class of ${signature.target}.`, {
    kind: 'data',
    hint: `Choose one of ${signature.classes
      .slice(0, 5)
      .map((name) => `“${name}”`)
      .join(', ')}.`,
  });
}

const OWN = { binary: 'auc', multiclass: 'log_loss', regression: 'rmse' } as const;

function decidingMetric(
  { metric }: Config,
  metrics: readonly PairedMetric[],
  { model }: Trained,
): ComparisonReport['decidedBy'] {
  const name = metric === 'auto' ? OWN[model.task] : metric;
  const found = findMetric(name)!;
  if (!metrics.some((measured) => measured.name === name)) {
    throw new StageFailure(`${found.title} is not defined for both models on these rows.`, {
      kind: 'data',
      hint: 'Choose another metric to decide by.',
    });
  }
  return { metric: name, title: found.title, direction: found.direction };
}

function modelFacts({ model, signature, trainedOn, proof, record }: Trained, input: Input): ComparedModel {
  const base = {
    trainer: `${model.trainer.name} ${model.trainer.version}`,
    features: signature.features,
    trainingRows: trainedOn.rows,
    learnedFrom: proof?.steps.at(-1)?.from.hash ?? null,
    settings: record?.settings ?? {},
  };
  if (!('classes' in input)) {
    const { sample } = evaluateRegression(input);
    return { ...base, sample: sample.map(({ predicted, actual }) => ({ predicted, actual })) };
  }
  const { binary } = evaluateClassification(input);
  return binary ? { ...base, roc: binary.roc, precisionRecall: binary.precisionRecall } : base;
}

function disagreement(config: Config, first: ClassificationInput, second: ClassificationInput) {
  const width = first.classes.length;
  const positive = config.positive ? first.classes.indexOf(config.positive) : 1;
  const decide = (probabilities: Float64Array, row: number): number => {
    const at = row * width;
    if (width === 2) return probabilities[at + positive]! >= config.threshold ? positive : 1 - positive;
    let best = 0;
    for (let each = 1; each < width; each++) if (probabilities[at + each]! > probabilities[at + best]!) best = each;
    return best;
  };
  let [onlyChampion, onlyChallenger, bothWrong] = [0, 0, 0];
  first.truth.forEach((actual, row) => {
    const [one, other] = [decide(first.probabilities, row) === actual, decide(second.probabilities, row) === actual];
    if (one && !other) onlyChampion++;
    else if (other && !one) onlyChallenger++;
    else if (!one) bothWrong++;
  });
  return { onlyChampion, onlyChallenger, bothWrong };
}
