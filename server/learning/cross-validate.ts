import { type FoldUse, foldRounds, type RunContext, StageFailure } from '@/nodes/kernel';
import { taskOf } from '@/nodes/kernel/learning/find-target';
import type { LearningTable } from '@/nodes/kernel/learning/learning-table';
import { type RoundData, readRounds } from '@/nodes/kernel/learning/read-rounds';
import type { CrossValidation } from '@/nodes/kernel/trained-model';
import { type ModelConfig, stopsEarly } from '@/nodes/kernel/trainer-settings';
import { findMetric } from '@/server/evaluation';
import type { TrainingData } from '@/server/training';
import { fitModel } from './fit-model';
import { judgeModel, METRICS_OF, spreadOf } from './judge-model';

export interface JudgeOptions {
  /** By name, the first that of the headline; those of the task when left out. */
  readonly metrics?: readonly string[];
  /** Which of a round's rows are learned from: all of them when left out. */
  readonly ofRows?: (data: TrainingData) => TrainingData;
}

/**
 * Learns once per round of the split's folds and judges the rows that the round left out. A round that cannot be learned
 * or judged says why, and does not count.
 */
export async function crossValidate(
  context: RunContext<ModelConfig>,
  learning: LearningTable,
  folds: FoldUse,
  { metrics: names = METRICS_OF[taskOf(learning.found)], ofRows = (data) => data }: JudgeOptions = {},
): Promise<CrossValidation> {
  const count = foldRounds(folds.plan).length;
  const rounds: CrossValidation['rounds'][number][] = [];
  for await (const round of readRounds(context, learning, folds)) {
    context.progress(rounds.length, count + 1, round.title.toLowerCase());
    rounds.push(await judgeRound(context, learning, { ...round, fit: ofRows(round.fit) }, names));
  }
  const metrics = names.map((name) => {
    const values = rounds.flatMap(({ metrics: measured }) => measured?.[name] ?? []);
    return { name, title: findMetric(name)?.title ?? name, ...spreadOf(values) };
  });
  const told = metrics.map(({ title, mean, deviation }) =>
    mean === null
      ? `${title} unknown`
      : `${title} ${figure(mean)}${deviation === null ? '' : ` ± ${figure(deviation)}`}`,
  );
  context.log(`On ${rounds.length} rounds of folds: ${told.join(', ')}.`);
  return { plan: folds.plan, metrics, rounds, learnedTogether: folds.learnedTogether };
}

async function judgeRound(
  context: RunContext<ModelConfig>,
  { found, data }: LearningTable,
  { title, fit, judged }: RoundData,
  names: readonly string[],
): Promise<CrossValidation['rounds'][number]> {
  const size = { title, fit: fit.rowCount, judged: judged.rowCount };
  if (fit.rowCount === 0 || judged.rowCount === 0)
    return { ...size, problem: `there are no rows to ${fit.rowCount === 0 ? 'learn from' : 'judge'}` };
  try {
    // The loss on validation rows is of use only to stop by: nobody sees the curves of a round.
    const { validation: _, ...alone } = fit;
    const rows = stopsEarly(context.config) ? fit : alone;
    const model = await fitModel({ ...context, progress: () => {} }, rows, found, slugOf(title));
    return { ...size, metrics: judgeModel(model, judged, names, data.classes) };
  } catch (error) {
    if (!(error instanceof StageFailure)) throw error;
    return { ...size, problem: error.message };
  }
}

/** Its unfinished training is kept by this name. */
const slugOf = (title: string): string => title.toLowerCase().replaceAll(' ', '-');

const figure = (value: number): string => String(Number(value.toPrecision(4)));
