import { evaluateClassification, evaluateRegression, findMetric } from '@/server/evaluation';
import { predict, type TrainingData } from '@/server/training';
import { type FoldPlan, type FoldRound, foldRounds, foldRows, type RunContext, StageFailure } from '../kernel';
import type { Target } from '../kernel/learning/find-target';
import type { CrossValidation } from '../kernel/trained-model';
import type { Config } from './definition';
import { fitModel } from './fit-model';

const METRICS = {
  binary: ['auc', 'accuracy', 'log_loss'],
  multiclass: ['accuracy', 'macro_f1', 'log_loss'],
  regression: ['rmse', 'mae', 'r2'],
} as const;

/**
 * Learns once per round of the split's folds and judges the rows that the round left out. `rows` are those of `data`,
 * in its order. A round that cannot be learned or judged says why, and does not count.
 */
export async function crossValidate(
  context: RunContext<Config>,
  { data, found, plan, rows }: { data: TrainingData; found: Target; plan: FoldPlan; rows: string },
): Promise<CrossValidation> {
  const rounds = foldRounds(plan);
  const judged: CrossValidation['rounds'][number][] = [];
  for (const [index, round] of rounds.entries()) {
    context.signal.throwIfAborted();
    context.progress(index, rounds.length + 1, round.title.toLowerCase());
    judged.push(await judgeRound(context, { data, found, plan, rows, round }));
  }
  const metrics = metricsOf(found).map((name) => {
    const values = judged.flatMap(({ metrics: measured }) => measured?.[name] ?? []);
    return { name, title: findMetric(name)?.title ?? name, ...spreadOf(values) };
  });
  const told = metrics.map(({ title, mean, deviation }) =>
    mean === null
      ? `${title} unknown`
      : `${title} ${figure(mean)}${deviation === null ? '' : ` ± ${figure(deviation)}`}`,
  );
  context.log(`On ${rounds.length} rounds of folds: ${told.join(', ')}.`);
  return { plan, metrics, rounds: judged, learnedTogether: context.taughtBy.map(({ title }) => title) };
}

type Round = Parameters<typeof crossValidate>[1] & { readonly round: FoldRound };

async function judgeRound(context: RunContext<Config>, given: Round): Promise<CrossValidation['rounds'][number]> {
  const { data, found, plan, rows, round } = given;
  const learned = subset(data, await isIn(context, rows, foldRows(plan, round, 'fit')));
  const left = subset(data, await isIn(context, rows, foldRows(plan, round, 'judge')));
  const size = { title: round.title, fit: learned.rowCount, judged: left.rowCount };
  if (learned.rowCount === 0 || left.rowCount === 0)
    return { ...size, problem: `there are no rows to ${learned.rowCount === 0 ? 'learn from' : 'judge'}` };
  const silent: RunContext<Config> = { ...context, progress: () => {} };
  try {
    const prediction = predict(await fitModel(silent, learned, found), left.columns, left.rowCount);
    const report =
      found.task === 'regression'
        ? evaluateRegression({ truth: left.target, predicted: prediction.values! })
        : evaluateClassification({
            classes: [...found.classes],
            truth: Int32Array.from(left.target),
            probabilities: prediction.probabilities!,
          });
    return {
      ...size,
      metrics: Object.fromEntries(metricsOf(found).map((name) => [name, findMetric(name)!.get(report).value])),
    };
  } catch (error) {
    if (!(error instanceof StageFailure)) throw error;
    return { ...size, problem: error.message };
  }
}

const metricsOf = (found: Target) =>
  METRICS[found.task === 'regression' ? 'regression' : found.classes.length === 2 ? 'binary' : 'multiclass'];

/** 1 for each row of `rows` that is in, in their order. */
async function isIn({ database }: RunContext<Config>, rows: string, condition: string): Promise<Float64Array> {
  const [flags] = await database.doubles(`select coalesce(${condition}, false)::int::double as v from ${rows}`, ['v']);
  return flags!;
}

function subset(data: TrainingData, flags: Float64Array): TrainingData {
  const keep = (values: Float64Array) => values.filter((_, row) => flags[row] === 1);
  const target = keep(data.target);
  return { ...data, columns: data.columns.map(keep), target, rowCount: target.length };
}

/** Mean and sample deviation; the deviation of one value is not defined. */
function spreadOf(values: readonly number[]): { mean: number | null; deviation: number | null } {
  if (values.length === 0) return { mean: null, deviation: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null };
}

const figure = (value: number): string => String(Number(value.toPrecision(4)));
