import { evaluateClassification, evaluateRegression, findMetric } from '@/server/evaluation';
import { type JudgedPart, readPart } from '@/server/learning/judged-rows';
import {
  type Model,
  predict,
  type TrainerSettings,
  type TrainingData,
  TrainingError,
  trainModel,
} from '@/server/training';
import type { RunContext } from '../kernel';
import { categoryCounts } from '../kernel/learning/read-categories';
import { expandedNames, type TrainedModel } from '../kernel/trained-model';
import type { Config } from './definition';
import type { LearningCurve } from './evaluation-report';

/** Shares of the training rows, each holding the one before it. */
const SHARES = [0.1, 0.25, 0.5, 1] as const;

const METRIC = { binary: 'auc', multiclass: 'accuracy', regression: 'rmse' } as const;

/**
 * Trains again on growing shares of the training rows, with the settings the model was trained with, and measures each on the
 * judged rows and on its own. Whether more rows would help is where the two lines are heading. Undefined for a model
 * that does not say how it was trained.
 */
export async function learningCurve(
  context: RunContext<Config>,
  trained: TrainedModel<Model>,
  judged: JudgedPart,
): Promise<LearningCurve | undefined> {
  if (!trained.record) {
    context.log('The model does not say how it was trained, so there is no learning curve. Train it anew.');
    return undefined;
  }
  const settings = trained.record.settings as unknown as TrainerSettings;
  const table = context.inputs.table('table');
  const all = await readPart(context.database, table, trained, { part: 'train' });
  const validation = await readPart(context.database, table, trained, { part: 'validation' });
  const order = shuffled(all.count, context.config.intervals.seed);
  const metric = METRIC[trained.model.task];
  const points: LearningCurve['points'][number][] = [];
  for (const [index, share] of SHARES.entries()) {
    context.signal.throwIfAborted();
    context.progress(index, SHARES.length, `learning from ${Math.round(share * 100)} % of the training rows`);
    const part = subset(all, order.subarray(0, Math.max(1, Math.round(share * all.count))));
    const size = { share, rows: part.count };
    try {
      const model = await trainModel(trainingData(trained, part, validation), settings, {
        signal: context.signal,
        threads: context.threads,
        onProgress: () => {},
      });
      points.push({
        ...size,
        judged: scoreOf(trained, model, judged, metric),
        training: scoreOf(trained, model, part, metric),
      });
    } catch (error) {
      if (!(error instanceof TrainingError)) throw error;
      points.push({ ...size, judged: null, training: null, problem: error.message });
    }
  }
  return { metric, points };
}

function trainingData({ signature }: TrainedModel<Model>, part: JudgedPart, validation: JudgedPart): TrainingData {
  const categories = categoryCounts(signature.columns);
  return {
    columns: part.columns,
    featureNames: expandedNames(signature.columns),
    rowCount: part.count,
    target: part.truth,
    ...(signature.classes ? { classes: [...signature.classes] } : {}),
    ...(categories ? { categories } : {}),
    ...(validation.count > 0
      ? { validation: { columns: validation.columns, target: validation.truth, rowCount: validation.count } }
      : {}),
  };
}

function scoreOf({ signature }: TrainedModel<Model>, model: Model, part: JudgedPart, metric: string): number | null {
  const { values, probabilities } = predict(model, part.columns, part.count);
  const report = signature.classes
    ? evaluateClassification({
        classes: [...signature.classes],
        truth: Int32Array.from(part.truth),
        probabilities: probabilities!,
      })
    : evaluateRegression({ truth: part.truth, predicted: values! });
  return findMetric(metric)!.get(report).value;
}

/** Some rows of a part, in their order in it. */
function subset(part: JudgedPart, chosen: Int32Array): JudgedPart {
  const rows = Int32Array.from(chosen).sort();
  const take = (values: Float64Array) => {
    const taken = new Float64Array(rows.length);
    for (let at = 0; at < rows.length; at++) taken[at] = values[rows[at]!]!;
    return taken;
  };
  return { ...part, count: rows.length, truth: take(part.truth), columns: part.columns.map(take) };
}

/** Row numbers in an order that only the seed decides (Fisher and Yates, with the generator mulberry32). */
function shuffled(count: number, seed: number): Int32Array {
  const order = new Int32Array(count);
  for (let row = 0; row < count; row++) order[row] = row;
  let state = seed >>> 0;
  for (let last = count - 1; last > 0; last--) {
    state = (state + 0x6d2b_79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    const other = Math.floor((((word ^ (word >>> 14)) >>> 0) / 2 ** 32) * (last + 1));
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
  return order;
}
