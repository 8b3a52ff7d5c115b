import { Breather } from '../breather';
import { checkData, rowWeights } from '../check-data';
import type { Losses, TreesModel } from '../model';
import type { TrainContext, TrainingData } from '../training-data';
import { TrainingError, throwIfCancelled } from '../training-error';
import { Crew } from '../wasm/crew';
import { fillBinnedData } from './binned-data';
import { binCount, findBins } from './bins';
import { groupFeatures } from './feature-groups';
import { TreeGrower } from './grow-tree';
import { HeldOut } from './held-out';
import { checkTargetFits, Objective, outputCount } from './objective';
import { type BoostingState, fingerprint, type OutputTree, SavedState } from './saved-state';
import { type BoostedTreesSettings, checkSettings, type Settings, withDefaults } from './settings';
import type { GrowthLimits } from './split-search';
import { planTraining } from './training-plan';
import type { GrownTree } from './tree';
import { boostingWork, workOf } from './work';

export type { BoostedTreesSettings } from './settings';

/** Raised whenever the same data and settings give another model. */
const TRAINER = { name: 'sluice-boosted-trees', version: '2' };
/** With fewer rows than this, starting and waking threads costs more than they save. */
const ROWS_WORTH_THREADS = 20_000;

/**
 * Fits gradient-boosted decision trees on histograms, leaf by leaf. Missing values choose their side at every split;
 * features in `data.categories` are split by sets of categories. The model is the same, bit by bit, for any
 * number of threads. Rejects with a TrainingError for data or settings it cannot use, with an `AbortError` when
 * cancelled. After Ke et al., LightGBM (NeurIPS 2017); gradients are summed as integers after Shi et al., Quantized
 * Training of GBDT (NeurIPS 2022), here with 32 bits a half.
 */
export async function trainBoostedTrees(
  data: TrainingData,
  settings: BoostedTreesSettings,
  context: TrainContext,
): Promise<TreesModel> {
  throwIfCancelled(context.signal);
  const full = withDefaults(settings);
  checkSettings(full, data);
  checkData(data, full.task);
  checkTargetFits(full, data);
  checkRows(full, data.rowCount);
  const crew = await Crew.start(data.rowCount < ROWS_WORTH_THREADS ? 1 : Math.max(1, Math.floor(context.threads)));
  try {
    return await boost(crew, data, full, context);
  } finally {
    await crew.close();
  }
}

async function boost(crew: Crew, data: TrainingData, settings: Settings, context: TrainContext): Promise<TreesModel> {
  const { task, rounds, earlyStoppingRounds } = settings;
  const { rowCount } = data;
  const breather = new Breather(context.signal);
  const bins = await findBins(crew, breather, data, settings.maxBins, settings.seed);
  const outputs = outputCount(task, data);
  const plan = planTraining(rowCount, groupFeatures(bins.map(binCount)), outputs, settings, crew.threads);
  crew.reserve(plan.bytes);
  await fillBinnedData(crew, breather, plan.binned, data, bins, plan);

  const { weights, weightScale } = unitWeights(data, settings);
  const limits = { ...settings };
  const grower = new TreeGrower(crew, plan.growth, plan.binned, bins, limits, plan.objective.pairsAt);
  const objective = new Objective(crew, plan.objective, settings, data, weights, plan.growth);
  scaleLimits(limits, weightScale, objective.unit);

  const held = data.validation && new HeldOut(data.validation, objective.loss, objective.init);
  const progress: BoostingState = { trees: [], treeCounts: [], trainLosses: [] };
  const saved = context.checkpoint && new SavedState(context.checkpoint, fingerprint(data, settings, bins));
  for (const tree of (await saved?.load(progress)) ?? []) {
    await breather.breathe();
    grower.replay(tree, objective.scoresAt(tree.output));
  }
  const { trees, treeCounts, trainLosses } = progress;
  treeCounts.forEach((count, round) => {
    for (const tree of trees.slice(treeCounts[round - 1] ?? 0, count)) held?.add(tree);
    held?.endRound(count);
  });

  const isDrawn = [settings.baggingFraction, settings.featureFraction, settings.featureFractionByNode].some(
    (share) => share < 1,
  );
  const hasStopped = () => held && earlyStoppingRounds && held.roundsSinceBest() >= earlyStoppingRounds;
  const leafValues = objective.leafValues.bind(objective);
  objective.evaluate(rowCount);
  for (let round = treeCounts.length + 1; round <= rounds && plan.binned.groups.length > 0 && !hasStopped(); round++) {
    let hasSplit = false;
    for (let output = 0; output < outputs; output++) {
      const units = objective.packGradients(output, rowCount);
      const scoresAt = objective.scoresAt(output);
      const place = { round, tree: (round - 1) * outputs + output };
      const tree = await grower.grow(breather, { units, unit: objective.unit, scoresAt, leafValues, ...place });
      if (tree.nodes.feature.length === 1) continue; // A tree without a split would only move the constant.
      hasSplit = true;
      trees.push({ ...tree, output });
      held?.add({ output, nodes: tree.nodes });
    }
    // Without a split now there is none later either: nothing changes between rounds but what is drawn.
    if (!hasSplit && !isDrawn) break;
    const trainLoss = objective.evaluate(rowCount);
    trainLosses.push(trainLoss);
    treeCounts.push(trees.length);
    const validationLoss = held?.endRound(trees.length);
    context.onProgress({ iteration: round, iterations: rounds, trainLoss, validationLoss });
    await saved?.saveNowAndThen(progress);
  }
  boostingWork.publish(
    workOf(grower.rowsDone, { rowCount, trees: treeCounts.length * outputs, columns: plan.binned.groups.length }),
  );
  const kept = held && earlyStoppingRounds ? trees.slice(0, held.bestTreeCount) : trees;
  const losses = held ? { train: trainLosses, validation: held.losses } : { train: trainLosses };
  return makeModel(data, settings, objective.init, kept, losses);
}

/**
 * Weights with a mean of 1, and by what they were multiplied; none when all are equal. So the least hessian of a leaf
 * means the same whatever the weights' unit; penalties go along.
 */
function unitWeights(data: TrainingData, { task, classWeights }: Settings) {
  if (!data.weights && (classWeights === 'none' || task === 'regression')) return { weightScale: 1 };
  const weights = rowWeights(data, task, classWeights);
  const weightScale = data.rowCount / weights.reduce((sum, weight) => sum + weight, 0);
  for (let row = 0; row < data.rowCount; row++) weights[row]! *= weightScale;
  return { weights, weightScale };
}

function makeModel(
  data: TrainingData,
  { task, objective }: Settings,
  init: number[],
  trees: readonly OutputTree[],
  losses: Losses,
): TreesModel {
  return {
    kind: 'trees',
    family: 'boosted-trees',
    task,
    ...(objective === 'poisson' ? { link: 'log' } : {}),
    featureNames: [...data.featureNames],
    ...(task === 'regression' ? {} : { classes: [...data.classes!] }),
    outputs: init.length,
    init,
    trees: trees.map(({ output, nodes }) => ({ output, nodes })),
    losses,
    importances: gainShares(trees, data.columns.length),
    trainer: TRAINER,
  };
}

/** Turns penalties and gains into units of the packed gradients: `weightScale` times a weight, 1 / `unit` of an error. */
function scaleLimits(limits: GrowthLimits, weightScale: number, unit: number): void {
  limits.lambdaL1 *= weightScale / unit;
  limits.lambdaL2 *= weightScale;
  limits.catL2 *= weightScale;
  limits.minGainToSplit *= weightScale / unit ** 2;
}

function checkRows({ minDataInLeaf }: Settings, rowCount: number): void {
  const least = 2 * minDataInLeaf;
  if (rowCount >= least) return;
  const rows = rowCount === 1 ? 'row is' : 'rows are';
  throw new TrainingError(
    'too-few-rows',
    `${rowCount} ${rows} too few for two leaves of at least ${minDataInLeaf}; ${least} are needed.`,
  );
}

function gainShares(trees: readonly GrownTree[], features: number): number[] {
  const gains = new Array<number>(features).fill(0);
  for (const { nodes, gains: own } of trees) {
    nodes.feature.forEach((feature, node) => {
      if (feature >= 0) gains[feature]! += own[node]!;
    });
  }
  const total = gains.reduce((sum, gain) => sum + gain, 0);
  return total > 0 ? gains.map((gain) => gain / total) : gains;
}
