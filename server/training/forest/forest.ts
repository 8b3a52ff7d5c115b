import { findBins } from '../boosting/bins';
import { fingerprint } from '../boosting/saved-state';
import { Breather } from '../breather';
import { checkData, rowWeights } from '../check-data';
import type { TreesModel } from '../model';
import type { Task, TrainContext, TrainingData } from '../training-data';
import { TrainingError, throwIfCancelled } from '../training-error';
import { Crew } from '../wasm/crew';
import { fillBinnedTable } from './binned-table';
import { CollectedTrees } from './collected-trees';
import { growTrees } from './growers';
import { writeJob } from './job';
import { planForest } from './plan';
import { SavedForest } from './saved-forest';
import { type ForestSettings, type FullForestSettings, readSettings } from './settings';
import { withWeights } from './weighted-rows';

/** Raised whenever the same data and settings give another model. */
const VERSION = '1';
/** With fewer rows than this, waking further threads to place bins costs more than they save. */
const ROWS_WORTH_THREADS = 20_000;
const PAGE_BYTES = 65_536;
const MAX_PAGES = 65_536;

/**
 * Grows decision trees side by side, each on its own draw of rows and features, and averages them: Breiman, Random
 * Forests (2001); Geurts, Ernst, Wehenkel, Extremely randomized trees (2006). Splits lie between the bins of histograms;
 * missing values go to whichever side is better. The model is the same, bit by bit, for any number of threads. Losses
 * in training are out-of-bag where rows are drawn. A checkpoint keeps the trees that are done. Rejects with a `TrainingError` for data or settings it cannot use,
 * with an `AbortError` when cancelled.
 */
export async function trainForest(
  given: TrainingData,
  settings: ForestSettings,
  context: TrainContext,
): Promise<TreesModel> {
  throwIfCancelled(context.signal);
  const full = readSettings(settings);
  checkData(given, full.task);
  const data = withWeights(given, rowWeights(given, full.task, full.classWeights));
  const threads = Math.max(1, Math.floor(context.threads));
  const breather = new Breather(context.signal);
  const bins = await placeBins(data, full, threads, breather);

  const classes = full.task === 'multiclass' ? data.classes!.length : 1;
  const allRows = data.rowCount + (data.validation?.rowCount ?? 0);
  const shape = {
    rows: data.rowCount,
    allRows,
    features: data.columns.length,
    classes,
    hasCategories: bins.some(({ categories }) => categories !== undefined),
  };
  const plan = planForest(shape, full, threads);
  const memory = allocate(plan.bytes);
  const { buffer } = memory;
  await fillBinnedTable(buffer, breather, plan.table, data, bins);
  const rowStats = new Float64Array(buffer, plan.rowStatsAt, data.rowCount * 2);
  const answer = fillRowStats(rowStats, data, data.weights, full.task);
  for (const { at, job } of plan.jobs) writeJob(buffer, at, job);

  const saved = context.checkpoint && new SavedForest(context.checkpoint, fingerprint(data, full, bins));
  const collected = new CollectedTrees(
    { task: full.task, classes, count: full.trees, answer },
    data,
    bins,
    saved !== undefined,
    await saved?.load(),
  );
  await growTrees(memory, plan, { from: collected.size, to: full.trees }, context.signal, (raw) => {
    context.onProgress(collected.add(raw));
    saved?.saveNowAndThen(() => collected.state());
  });
  return {
    kind: 'trees',
    family: full.family,
    task: full.task,
    featureNames: [...data.featureNames],
    ...(full.task === 'regression' ? {} : { classes: [...data.classes!], link: 'probability' as const }),
    outputs: classes,
    init: new Array(classes).fill(0),
    trees: collected.trees,
    losses: collected.losses,
    importances: collected.importances,
    trainer: { name: `sluice-${full.family}`, version: VERSION },
  };
}

async function placeBins(data: TrainingData, settings: FullForestSettings, threads: number, breather: Breather) {
  const crew = await Crew.start(data.rowCount < ROWS_WORTH_THREADS ? 1 : threads);
  try {
    return await findBins(crew, breather, data, settings.maxBins, settings.seed);
  } finally {
    await crew.close();
  }
}

/**
 * Weight and weight × target by row, or weight and class. A regression's targets are in deviations from their mean, so
 * that squares of sums keep their digits; returned is what makes a target of them again.
 */
function fillRowStats(
  stats: Float64Array,
  { target }: TrainingData,
  weights: Float64Array,
  task: Task,
): (value: number) => number {
  const { mean, deviation } = task === 'regression' ? spread(target, weights) : { mean: 0, deviation: 1 };
  for (let row = 0; row < target.length; row++) {
    stats[2 * row] = weights[row]!;
    const value = (target[row]! - mean) / deviation;
    stats[2 * row + 1] = task === 'multiclass' ? value : weights[row]! * value;
  }
  return (value) => value * deviation + mean;
}

function spread(target: Float64Array, weights: Float64Array): { mean: number; deviation: number } {
  let total = 0;
  let sum = 0;
  for (let row = 0; row < target.length; row++) {
    total += weights[row]!;
    sum += weights[row]! * target[row]!;
  }
  const mean = sum / total;
  let squares = 0;
  for (let row = 0; row < target.length; row++) squares += weights[row]! * (target[row]! - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / total) || 1 };
}

function allocate(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  if (pages > MAX_PAGES) {
    throw new TrainingError(
      'too-large',
      `The trees need ${gigabytes(bytes)} of memory to grow; the trainer can use 4 GB. Take fewer rows, or fewer threads.`,
    );
  }
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch {
    throw new TrainingError('too-large', `There are no ${gigabytes(bytes)} of memory for the trees to grow in.`);
  }
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
