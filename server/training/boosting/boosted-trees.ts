import { Breather } from '../breather';
import { checkData, checkSetting, rowWeights } from '../check-data';
import { meanLoss } from '../loss';
import type { Tree, TreesModel } from '../model';
import { addTree } from '../predict';
import type { Task, TrainContext, TrainingData, ValidationData } from '../training-data';
import { TrainingError, throwIfCancelled } from '../training-error';
import { Arena } from '../wasm/arena';
import { Crew } from '../wasm/crew';
import { fillBinnedData, planBinnedData } from './binned-data';
import { binCount, findBins } from './bins';
import { groupFeatures } from './feature-groups';
import { type GrownTree, TreeGrower } from './grow-tree';
import { Objective, outputCount, planObjective } from './objective';

/** Raised whenever the same data and settings give another model. */
const TRAINER = { name: 'sluice-boosted-trees', version: '1' };
/** With fewer rows than this, starting and waking threads costs more than they save. */
const ROWS_WORTH_THREADS = 20_000;

/** How boosted trees are grown. Defaults and meaning follow LightGBM. */
export interface BoostedTreesSettings {
  task: Task;
  /** Boosting rounds; multiclass grows one tree per class and round. Default 100. */
  rounds?: number;
  /** Default 0.1. */
  learningRate?: number;
  /** Most leaves of a tree. Default 31. */
  leaves?: number;
  /** Fewest rows on either side of a split, estimated by their share of the hessian. Default 20. */
  minDataInLeaf?: number;
  /** L2 penalty on leaf values. Default 0. */
  lambda?: number;
  /** Histogram bins per feature, 2 to 255; missing values have a further one. Default 255. */
  maxBins?: number;
  /** Picks the rows whose values place the bins when there are more than 200,000. */
  seed: number;
  /** `balanced` weighs a row by rows / (classes × rows of its class), on top of its own weight. Default none. */
  classWeights?: 'none' | 'balanced';
  /** Stop after this many rounds without a better validation loss, and keep the trees up to the best round. */
  earlyStoppingRounds?: number;
}

type Settings = Required<Omit<BoostedTreesSettings, 'earlyStoppingRounds'>> &
  Pick<BoostedTreesSettings, 'earlyStoppingRounds'>;

/**
 * Fits gradient-boosted decision trees on histograms, leaf by leaf: logistic, softmax or squared loss. Missing values
 * choose their side at every split. The model is the same, bit by bit, for any
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
  checkRows(full, data.rowCount);
  const crew = await Crew.start(data.rowCount < ROWS_WORTH_THREADS ? 1 : Math.max(1, Math.floor(context.threads)));
  try {
    return await boost(crew, data, full, context);
  } finally {
    await crew.close();
  }
}

async function boost(crew: Crew, data: TrainingData, settings: Settings, context: TrainContext): Promise<TreesModel> {
  const { task, rounds } = settings;
  const { rowCount } = data;
  const breather = new Breather(context.signal);
  const outputs = outputCount(task, data);
  const bins = await findBins(crew, breather, data, settings.maxBins, settings.seed);

  const arena = new Arena();
  const layout = planObjective(arena, rowCount, outputs);
  const binned = planBinnedData(arena, groupFeatures(bins.map(binCount)), rowCount);
  // A mean weight of 1 lets the least hessian of a leaf mean the same whatever the weights' unit; lambda goes along.
  const weights = rowWeights(data, task, settings.classWeights);
  const weightScale = rowCount / weights.reduce((sum, weight) => sum + weight, 0);
  const limits = { ...settings, lambda: settings.lambda * weightScale };
  const grower = new TreeGrower(arena, crew, binned, bins, limits, layout.pairsAt);
  const scratchAt = arena.take(2048 + rowCount * 8);
  crew.reserve(arena.end);
  await fillBinnedData(crew, breather, binned, data, bins, scratchAt);
  grower.prepare();
  const meanOne = weights.map((weight) => weight * weightScale);
  const objective = new Objective(crew, layout, task, data, meanOne);

  const held = data.validation && new HeldOut(data.validation, task, objective.init);
  const grown: Array<GrownTree & { output: number }> = [];
  const trainLosses: number[] = [];
  objective.evaluate(rowCount);
  for (let round = 1; round <= rounds && binned.groups.length > 0; round++) {
    let hasSplit = false;
    for (let output = 0; output < outputs; output++) {
      const units = objective.packGradients(output, rowCount);
      const tree = await grower.grow(breather, units, objective.scoresAt(output), objective.unit);
      if (tree.nodes.feature.length === 1) continue; // A tree without a split would only move the constant.
      hasSplit = true;
      grown.push({ ...tree, output });
      held?.add({ output, nodes: tree.nodes });
    }
    // Without a split now there is none later either: nothing else changes between rounds.
    if (!hasSplit) break;
    const trainLoss = objective.evaluate(rowCount);
    trainLosses.push(trainLoss);
    const validationLoss = held?.endRound(grown.length);
    context.onProgress({ iteration: round, iterations: rounds, trainLoss, validationLoss });
    if (held && settings.earlyStoppingRounds && held.roundsSinceBest() >= settings.earlyStoppingRounds) break;
  }

  const kept = held && settings.earlyStoppingRounds ? grown.slice(0, held.bestTreeCount) : grown;
  return {
    kind: 'trees',
    task,
    featureNames: [...data.featureNames],
    ...(task === 'regression' ? {} : { classes: [...data.classes!] }),
    outputs,
    init: objective.init,
    trees: kept.map(({ output, nodes }) => ({ output, nodes })),
    losses: held ? { train: trainLosses, validation: held.losses } : { train: trainLosses },
    importances: gainShares(kept, data.columns.length),
    trainer: TRAINER,
  };
}

/** Follows the loss on validation rows, one tree at a time. */
class HeldOut {
  readonly losses: number[] = [];
  /** Trees there were at the best round. */
  bestTreeCount = 0;
  private bestRound = 0;
  private bestLoss = Number.POSITIVE_INFINITY;
  private readonly margins: Float64Array;
  private readonly outputs: number;

  constructor(
    private readonly data: ValidationData,
    private readonly task: Task,
    init: number[],
  ) {
    this.outputs = init.length;
    this.margins = Float64Array.from({ length: data.rowCount * this.outputs }, (_, at) => init[at % this.outputs]!);
  }

  add({ output, nodes }: Tree): void {
    addTree(nodes, this.data.columns, this.data.rowCount, this.margins, this.outputs, output);
  }

  endRound(treeCount: number): number {
    const loss = meanLoss(this.task, this.outputs, this.margins, this.data.target);
    this.losses.push(loss);
    if (loss < this.bestLoss) {
      this.bestLoss = loss;
      this.bestRound = this.losses.length;
      this.bestTreeCount = treeCount;
    }
    return loss;
  }

  roundsSinceBest(): number {
    return this.losses.length - this.bestRound;
  }
}

function withDefaults(settings: BoostedTreesSettings): Settings {
  return {
    ...settings,
    rounds: settings.rounds ?? 100,
    learningRate: settings.learningRate ?? 0.1,
    leaves: settings.leaves ?? 31,
    minDataInLeaf: settings.minDataInLeaf ?? 20,
    lambda: settings.lambda ?? 0,
    maxBins: settings.maxBins ?? 255,
    classWeights: settings.classWeights ?? 'none',
  };
}

function checkSettings(settings: Settings, data: TrainingData): void {
  const any = Number.MAX_VALUE;
  checkSetting('rounds', settings.rounds, 1, any, true);
  checkSetting('learningRate', settings.learningRate, Number.MIN_VALUE, any);
  checkSetting('leaves', settings.leaves, 2, any, true);
  checkSetting('minDataInLeaf', settings.minDataInLeaf, 1, any, true);
  checkSetting('lambda', settings.lambda, 0, any);
  checkSetting('maxBins', settings.maxBins, 2, 255, true);
  if (settings.earlyStoppingRounds === undefined) return;
  checkSetting('earlyStoppingRounds', settings.earlyStoppingRounds, 1, any, true);
  if (!data.validation) {
    throw new TrainingError(
      'bad-setting',
      'Stopping early needs a validation part to watch; there is none.',
      'earlyStoppingRounds',
    );
  }
}

function checkRows({ leaves, minDataInLeaf }: Settings, rowCount: number): void {
  const least = Math.max(leaves, 2 * minDataInLeaf);
  if (rowCount >= least) return;
  throw new TrainingError(
    'too-few-rows',
    `${rowCount} rows are too few for ${leaves} leaves of at least ${minDataInLeaf} rows; ${least} are needed.`,
  );
}

function gainShares(trees: GrownTree[], features: number): number[] {
  const gains = new Array<number>(features).fill(0);
  for (const { nodes, gains: own } of trees) {
    nodes.feature.forEach((feature, node) => {
      if (feature >= 0) gains[feature]! += own[node]!;
    });
  }
  const total = gains.reduce((sum, gain) => sum + gain, 0);
  return total > 0 ? gains.map((gain) => gain / total) : gains;
}
