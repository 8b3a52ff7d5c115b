import { findMetric } from '@/server/evaluation';
import { crossValidate } from '@/server/learning/cross-validate';
import { fitModel } from '@/server/learning/fit-model';
import { judgeModel, METRICS_OF } from '@/server/learning/judge-model';
import type { Task, TrainingData } from '@/server/training';
import { defineRun, type RunContext, StageFailure, type StageSummary } from '../kernel';
import { taskOf } from '../kernel/learning/find-target';
import { type LearningTable, readLearningTable } from '../kernel/learning/learning-table';
import { subset } from '../kernel/learning/read-rounds';
import { type ModelConfig, stopsEarly } from '../kernel/trainer-settings';
import { best } from './search/halving';
import { randomOf } from './search/random';
import type { Point } from './search/space';
import { propose } from './search/tpe';
import type { TrialConfig } from './search-plan';
import { settingsAt, shortName } from './search-space';
import { asModelConfig } from './settings';
import type { TrialResult } from './tune-report';

/** The metric that decides, of a task. Refuses one that the task does not have. */
export function metricOf(name: string, task: Task) {
  const metric = findMetric(name === 'auto' ? METRICS_OF[task][0]! : name)!;
  if (metric.tasks.includes(task)) return metric;
  const kind = task === 'regression' ? 'numbers are predicted' : `${task === 'binary' ? 'two' : 'many'} classes are`;
  throw new StageFailure(`${metric.title} is not measured where ${kind}.`, {
    hint: 'Choose another under “Best by”.',
    kind: 'data',
  });
}

/** The score as something of which less is better. */
export const lossOf = (score: number | null, direction: 'higher' | 'lower'): number | null =>
  score === null ? null : direction === 'higher' ? -score : score;

/** Learns once with the settings of a trial and judges: on the folds, else on the validation part. */
export const trial = defineRun<TrialConfig>(async (context) => {
  const { config, inputs, outputs } = context;
  const started = performance.now();
  const before = new Map<string, TrialResult>();
  for (const name of config.after) before.set(name, await inputs.json<TrialResult>(name));
  let measured: StageSummary = {};
  const write = (result: Omit<TrialResult, 'share' | 'seconds'>) => {
    const seconds = Math.round(performance.now() - started) / 1000;
    const told = result.problem ?? result.skipped;
    return outputs.json('result', { ...result, share: config.share, seconds } satisfies TrialResult, {
      score: result.score,
      ...(told === undefined ? {} : { problem: told }),
      ...(config.share < 1 ? { share: config.share } : {}),
      ...measured,
      ...Object.fromEntries(Object.entries(result.point ?? {}).map(([path, value]) => [shortName(path), value])),
    });
  };
  const failed = { score: null, deviation: null };
  const spent = spentMinutes(config, before);
  if (config.budget && spent >= config.budget.minutes)
    return write({ ...failed, skipped: `The budget of ${config.budget.minutes} minutes was used up before it.` });
  const base: RunContext<ModelConfig> = { ...context, config: asModelConfig(config.model) };
  const learning = await readLearningTable(base);
  const task = taskOf(learning.found);
  const metric = metricOf(config.metric, task);
  measured = { metric: metric.title, ...(metric.direction === 'lower' ? { lessIsBetter: true } : {}) };
  const point = pointOf(config, before, metric.direction);
  if (!point) return write({ ...failed, skipped: 'Fewer trials of the rung before came to an end.' });
  const settings = asModelConfig(settingsAt(config.model, point));
  return write({
    point,
    ...(await judge({ ...base, config: settings }, learning, { metric: metric.name, task, share: config.share })),
  });
});

function spentMinutes({ budget }: TrialConfig, before: ReadonlyMap<string, TrialResult>): number {
  const seconds = [...before.values()].reduce((sum, result) => sum + result.seconds, 0);
  return seconds / 60 / (budget?.parallel ?? 1);
}

function pointOf(
  { from }: TrialConfig,
  before: ReadonlyMap<string, TrialResult>,
  direction: 'higher' | 'lower',
): Point | undefined {
  const loss = ({ score }: TrialResult) => lossOf(score, direction);
  switch (from.kind) {
    case 'point':
      return from.point;
    case 'proposed': {
      const observed = [...before.values()].flatMap((result) =>
        result.point ? [{ point: result.point, loss: loss(result) }] : [],
      );
      return propose(from.space, observed, from);
    }
    case 'promoted': {
      const results = from.rung.map((name) => before.get(name)!);
      const [place] = best(results.map(loss), from.place + 1).slice(from.place);
      return place === undefined ? undefined : results[place]!.point;
    }
  }
}

interface Judging {
  readonly metric: string;
  readonly task: Task;
  readonly share: number;
}

async function judge(
  context: RunContext<ModelConfig>,
  learning: LearningTable,
  { metric, task, share }: Judging,
): Promise<Pick<TrialResult, 'score' | 'deviation' | 'crossValidation' | 'problem'>> {
  const metrics = [...new Set([metric, ...METRICS_OF[task]])];
  const reduced = { ...context, config: withTrees(context.config, share) };
  // Trees are given fewer rounds, everything else fewer rows.
  const rows = reduced.config === context.config ? share : 1;
  if (context.folds) {
    const crossValidation = await crossValidate(reduced, learning, context.folds, {
      metrics,
      ofRows: (data) => sampled(data, rows, context.config.seed),
    });
    const { mean, deviation } = crossValidation.metrics[0]!;
    const problem = crossValidation.rounds.find((round) => round.problem !== undefined)?.problem;
    return {
      score: mean,
      deviation,
      crossValidation,
      ...(mean === null ? { problem: problem ?? `${metric} is not defined on any fold.` } : {}),
    };
  }
  const { validation, ...data } = learning.data;
  if (!validation || validation.rowCount === 0) {
    throw new StageFailure('There is nothing to judge trials by: the split deals no folds, and no validation rows.', {
      kind: 'data',
      hint: 'Choose folds in the split, or give it a validation share.',
    });
  }
  try {
    const learned = stopsEarly(reduced.config) ? learning.data : data;
    const model = await fitModel(reduced, sampled(learned, rows, context.config.seed), learning.found);
    const score = judgeModel(model, validation, [metric], data.classes)[metric] ?? null;
    return { score, deviation: null, ...(score === null ? { problem: `${metric} is not defined there.` } : {}) };
  } catch (error) {
    if (!(error instanceof StageFailure)) throw error;
    return { score: null, deviation: null, problem: error.message };
  }
}

/** Models of many trees with a share of them; the same settings for those that have none. */
function withTrees(config: ModelConfig, share: number): ModelConfig {
  if (share === 1) return config;
  const { algorithm, trees, forestSize } = config;
  const fewer = (count: number) => Math.max(1, Math.round(count * share));
  if (algorithm === 'boosted-trees') return { ...config, trees: { ...trees, rounds: fewer(trees.rounds) } };
  if (algorithm === 'random-forest' || algorithm === 'extra-trees') return { ...config, forestSize: fewer(forestSize) };
  return config;
}

/** A share of the rows, drawn by the seed. */
function sampled(data: TrainingData, share: number, seed: number): TrainingData {
  if (share === 1) return data;
  const random = randomOf(`${seed}/rows`);
  return subset(
    data,
    Float64Array.from({ length: data.rowCount }, () => (random() < share ? 1 : 0)),
  );
}
