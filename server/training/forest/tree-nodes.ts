import type { FeatureBins } from '../boosting/bins';
import type { Tree, TreeNodes } from '../model';
import type { Task } from '../training-data';
import { MEMBER_BYTES } from './job';
import type { KeptTree } from './saved-forest';

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
export function treesOf(
  raw: KeptTree,
  classes: number,
  bins: FeatureBins[],
  scaled: (value: number) => number,
): Tree[] {
  const splits = splitsOf(raw, bins);
  return Array.from({ length: classes }, (_, output) => {
    const value = zeros(raw.feature.length);
    for (let node = 0; node < value.length; node++) {
      if (raw.feature[node]! < 0) value[node] = scaled(raw.values[node * classes + output]!);
    }
    return { output, nodes: { ...splits, value } };
  });
}

function splitsOf(raw: KeptTree, bins: FeatureBins[]): Omit<TreeNodes, 'value'> {
  const nodes = raw.feature.length;
  const splits = {
    feature: zeros(nodes),
    threshold: zeros(nodes),
    left: zeros(nodes),
    right: zeros(nodes),
    missingLeft: new Array<0 | 1>(nodes).fill(0),
  };
  const members: Record<number, number[]> = {};
  for (let node = 0; node < nodes; node++) {
    const split = raw.feature[node]!;
    const isLeaf = split < 0;
    splits.feature[node] = split;
    splits.left[node] = isLeaf ? -1 : raw.left[node]!;
    splits.right[node] = isLeaf ? -1 : raw.left[node]! + 1;
    if (isLeaf) continue;
    if (raw.missingLeft[node] === 1) splits.missingLeft[node] = 1;
    const { bounds, categories } = bins[split]!;
    if (categories) members[node] = categories.codes.filter((_, bin) => isMember(raw, node, bin));
    else splits.threshold[node] = bounds[raw.bin[node]!] ?? Number.MAX_VALUE;
  }
  return Object.keys(members).length > 0 ? { ...splits, members } : splits;
}

function isMember({ members }: KeptTree, node: number, bin: number): boolean {
  return ((members[node * MEMBER_BYTES + (bin >> 3)]! >> (bin & 7)) & 1) === 1;
}

/** Of the right length at once: pushing would leave room for half as many again. */
function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}
