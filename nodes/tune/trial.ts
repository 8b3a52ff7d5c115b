import { findMetric } from '@/server/evaluation';
import { refuseTooLarge } from '@/server/learning/check-memory';
import { crossValidate } from '@/server/learning/cross-validate';
import { fitModel } from '@/server/learning/fit-model';
import { judgeModel, METRICS_OF } from '@/server/learning/judge-model';
import type { Task, TrainingData } from '@/server/training';
import { defineRun, type RunContext, StageFailure, type StageInputs, type StageSummary } from '../kernel';
import { taskOf } from '../kernel/learning/find-target';
import { type LearningTable, readLearningTable } from '../kernel/learning/learning-table';
import { subset } from '../kernel/learning/read-rounds';
import { type ModelConfig, stopsEarly } from '../kernel/trainer-settings';
import { best } from './search/halving';
import { randomOf } from './search/random';
import type { Point } from './search/space';
import { propose } from './search/tpe';
import type { RankConfig, TrialConfig } from './search-plan';
import { settingsAt, shortName } from './search-space';
import { asModelConfig } from './settings';
import type { KnownTrial, Ranking, TrialResult } from './tune-report';

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

/** Learns once with the settings of a trial and judges: on the folds, else on the validation part. */
export const trial = defineRun<TrialConfig>(async (context) => {
  const { config, inputs, outputs } = context;
  const started = performance.now();
  const { from } = config;
  const ranking = from.kind === 'promoted' ? await inputs.json<Ranking>(from.ranking) : undefined;
  const known = await readKnown(config.after, inputs);
  let measured: StageSummary = {};
  const write = (result: Pick<TrialResult, 'point' | 'crossValidation' | 'problem' | 'skipped'> & Partial<Judged>) => {
    const { score = null, loss = null, deviation = null } = result;
    const seconds = Math.round(performance.now() - started) / 1000;
    const told = result.problem ?? result.skipped;
    const written: TrialResult = {
      ...{ ...result, score, loss, deviation, share: config.share, seconds },
      ...(config.after.length > 0 ? { known } : {}),
    };
    return outputs.json('result', written, {
      score,
      ...(told === undefined ? {} : { problem: told }),
      ...(config.share < 1 ? { share: config.share } : {}),
      ...measured,
      ...Object.fromEntries(Object.entries(result.point ?? {}).map(([path, value]) => [shortName(path), value])),
    });
  };
  const seconds = (ranking?.seconds ?? 0) + sum(Object.values(known).map((each) => each.seconds));
  if (config.budget && seconds / 60 / config.budget.parallel >= config.budget.minutes)
    return write({ skipped: `The budget of ${config.budget.minutes} minutes was used up before it.` });
  const base: RunContext<ModelConfig> = { ...context, config: asModelConfig(config.model) };
  const point = pointOf(from, known, ranking);
  const at = { ...base, config: asModelConfig(point ? settingsAt(config.model, point) : config.model) };
  // Ends the search, not the trial alone: a failed trial would be kept, and with more memory it might not fail.
  const learning = await readLearningTable(base, (size) => (point ? refuseTooLarge(at, size) : undefined));
  const task = taskOf(learning.found);
  const metric = metricOf(config.metric, task);
  const isLess = metric.direction === 'lower';
  measured = { metric: metric.title, ...(isLess ? { lessIsBetter: true } : {}) };
  if (!point) return write({ skipped: 'Fewer trials of the rung before came to an end.' });
  const judged = await judge(at, learning, {
    metric: metric.name,
    task,
    point,
    share: config.share,
  });
  const { score } = judged;
  return write({ point, ...judged, loss: score === null ? null : isLess ? score : -score });
});

type Judged = Pick<TrialResult, 'score' | 'loss' | 'deviation'>;

/** Chooses the trials that go on to the next rung. */
export const rank = defineRun<RankConfig>(async ({ config, inputs, outputs }) => {
  const results = await Promise.all(config.after.map((name) => inputs.json<TrialResult>(name)));
  const places = best(
    results.map(({ loss }) => loss),
    config.slots,
  );
  const points = places.flatMap((place): Point[] => {
    const { point } = results[place]!;
    return point ? [point] : [];
  });
  const earlier = config.earlier === undefined ? undefined : await inputs.json<Ranking>(config.earlier);
  const seconds = sum(results.map((result) => result.seconds)) + (earlier?.seconds ?? 0);
  await outputs.json('result', { points, seconds } satisfies Ranking, { promoted: points.length, of: results.length });
});

/** All trials before one, by name: what it reads, and what these knew when they began. */
async function readKnown(names: readonly string[], inputs: StageInputs): Promise<Record<string, KnownTrial>> {
  const known: Record<string, KnownTrial> = {};
  for (const name of names) {
    const { point, loss, seconds, known: earlier } = await inputs.json<TrialResult>(name);
    Object.assign(known, earlier, { [name]: { ...(point ? { point } : {}), loss, seconds } });
  }
  return known;
}

function pointOf(
  from: TrialConfig['from'],
  known: Readonly<Record<string, KnownTrial>>,
  ranking: Ranking | undefined,
): Point | undefined {
  if (from.kind === 'point') return from.point;
  if (from.kind === 'promoted') return ranking?.points[from.place];
  const numberOf = (name: string) => Number(name.split('-').at(-1));
  const inOrder = Object.entries(known).sort(([a], [b]) => numberOf(a) - numberOf(b));
  const observed = inOrder.flatMap(([, { point, loss }]) => (point ? [{ point, loss }] : []));
  return propose(from.space, observed, from);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

interface Judging {
  readonly metric: string;
  readonly task: Task;
  readonly point: Point;
  readonly share: number;
}

async function judge(
  context: RunContext<ModelConfig>,
  learning: LearningTable,
  { metric, task, point, share }: Judging,
): Promise<Pick<TrialResult, 'score' | 'deviation' | 'crossValidation' | 'problem'>> {
  const metrics = [...new Set([metric, ...METRICS_OF[task]])];
  const reduced = { ...context, config: withTrees(context.config, point, share) };
  // What grows so many trees grows fewer, everything else gets fewer rows.
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

/** Fewer trees, where their number is not itself what is searched; the same settings otherwise. */
function withTrees(config: ModelConfig, point: Point, share: number): ModelConfig {
  if (share === 1 || 'trees.rounds' in point || 'forestSize' in point) return config;
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
