import type { FeatureBins } from '../boosting/bins';
import type { Tree, TreeNodes } from '../model';
import type { Task } from '../training-data';
import type { RawTree } from './growers';
import { MEMBER_BYTES } from './job';

/** Turns a leaf's mean or share into what its tree adds to the margin. */
export type LeafScale = (value: number, tree: number) => number;

/**
 * Leaf values are whole multiples of one power of two, so fine that they sum without rounding: the forest's answer is
 * the same in whatever order a runtime adds, and does not step out of the range of its leaves. The multiples of a
 * classifier's trees sum to exactly 1 where all leaves are pure.
 */
export function leafScale(task: Task, trees: number, target: Float64Array): LeafScale {
  if (task !== 'regression') {
    const units = Math.floor(2 ** 52 / trees);
    const rest = 2 ** 52 - units * trees;
    return (share, tree) => Math.round(share * (units + (tree < rest ? 1 : 0))) * 2 ** -52;
  }
  let largest = 0;
  for (const value of target) largest = Math.max(largest, Math.abs(value));
  // Below the least exponent of a normal double nothing is left to round.
  const unit = 2 ** Math.max(-1022, Math.ceil(Math.log2(largest || 1)) - 52);
  return (value) => Math.round(value / trees / unit) * unit + 0;
}

/** One tree, or with three classes or more one for each class, of the same splits. */
export function treesOf(raw: RawTree, classes: number, bins: FeatureBins[], scaled: (value: number) => number): Tree[] {
  const splits = splitsOf(raw, bins);
  return Array.from({ length: classes }, (_, output) => ({
    output,
    nodes: {
      ...splits,
      value: Array.from(raw.feature, (feature, node) =>
        feature < 0 ? scaled(raw.values[node * classes + output]!) : 0,
      ),
    },
  }));
}

function splitsOf(raw: RawTree, bins: FeatureBins[]): Omit<TreeNodes, 'value'> {
  const feature = Array.from(raw.feature);
  const members: Record<number, number[]> = {};
  const threshold = feature.map((split, node) => {
    if (split < 0) return 0;
    const { bounds, categories } = bins[split]!;
    if (!categories) return bounds[raw.bin[node]!] ?? Number.MAX_VALUE;
    const bits = raw.members.subarray(node * MEMBER_BYTES, (node + 1) * MEMBER_BYTES);
    members[node] = categories.codes.filter((_, bin) => ((bits[bin >> 3]! >> (bin & 7)) & 1) === 1);
    return 0;
  });
  return {
    feature,
    threshold,
    left: Array.from(raw.left, (left, node) => (feature[node]! < 0 ? -1 : left)),
    right: Array.from(raw.left, (left, node) => (feature[node]! < 0 ? -1 : left + 1)),
    missingLeft: Array.from(raw.missingLeft, (left, node) => (feature[node]! >= 0 && left === 1 ? 1 : 0)),
    ...(Object.keys(members).length > 0 && { members }),
  };
}
