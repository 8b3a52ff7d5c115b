import type { Task } from '../training-data';
import { Arena } from '../wasm/arena';
import { type BinnedData, planBinnedData } from './binned-data';
import { planBinSlots } from './bins';
import { type FeatureGroup, groupFeatures } from './feature-groups';
import { type GrowthPlan, planGrowth } from './grow-tree';
import { type Layout, planObjective } from './objective';
import { type BoostedTreesSettings, type Settings, withDefaults } from './settings';

/** Weights are kept in JavaScript too, in double, where there are any. */
const WEIGHT_BYTES = 8;
/** What an engine takes for a thread of its own, and for compiling and growing, however small the table. */
const THREAD_BYTES = 15e6;
const FIXED_BYTES = 20e6;

/** Where everything lies in the memory that threads share. */
export interface TrainingPlan {
  objective: Layout;
  binned: BinnedData;
  growth: GrowthPlan;
  /** For one raw column while it is binned, and the bounds of its bins. */
  scratchAt: number;
  boundsAt: number;
  bytes: number;
}

export function planTraining(
  rowCount: number,
  groups: FeatureGroup[],
  outputs: number,
  { objective, leaves }: Settings,
  threads: number,
): TrainingPlan {
  const arena = new Arena();
  const plan = {
    objective: planObjective(arena, rowCount, outputs, objective),
    binned: planBinnedData(arena, groups, rowCount),
    growth: planGrowth(arena, threads, rowCount, groups, leaves),
  };
  // Packed gradients are as long as a column, and come into being when all columns are binned.
  return { ...plan, scratchAt: plan.objective.pairsAt, boundsAt: arena.take(2048), bytes: arena.end };
}

/**
 * Upper bound of the memory a training takes beyond its data, in bytes: as if no two features shared a byte. Of
 * validation rows, add 8 bytes per row and class. `classes` counts for several classes only.
 */
export function estimateTrainingBytes(
  rowCount: number,
  features: number,
  settings: Pick<BoostedTreesSettings, 'leaves' | 'objective'> & { task: Task },
  { classes = 1, threads = 2 } = {},
): number {
  const groups = groupFeatures(new Array<number>(features).fill(256));
  const outputs = settings.task === 'multiclass' ? classes : 1;
  const { bytes } = planTraining(rowCount, groups, outputs, withDefaults({ ...settings, seed: 0 }), threads);
  const binning = planBinSlots(rowCount, threads).bytes;
  return Math.max(bytes, binning) + rowCount * WEIGHT_BYTES + (threads - 1) * THREAD_BYTES + FIXED_BYTES;
}
