import type { Breather } from '../breather';
import type { TreeNodes } from '../model';
import type { Arena } from '../wasm/arena';
import type { Crew } from '../wasm/crew';
import type { BinnedData } from './binned-data';
import type { FeatureBins } from './bins';
import type { PairUnits } from './objective';

export interface GrowthLimits {
  leaves: number;
  minDataInLeaf: number;
  lambda: number;
  learningRate: number;
}

/** A tree, the gain of each of its splits (0 at leaves), and nothing else: scores are updated in place. */
export interface GrownTree {
  nodes: TreeNodes;
  gains: number[];
}

/** Leaves with fewer rows are cheaper on one thread than the hand-over to others. */
const SHARED_ROWS = 4000;
/** As LightGBM's min_sum_hessian_in_leaf. */
const MIN_HESSIAN = 1e-3;
/** Below this a gain is rounding. Gradients are in units that make it independent of the target's scale. */
const MIN_GAIN = 1e-9;
const COLUMN_BYTES = 2048;
const FEATURE_BYTES = 24;
const SPLIT_BYTES = 64;

interface Split {
  gain: number;
  /** Place in the list of grouped features. */
  place: number;
  bin: number;
  missingLeft: boolean;
  leftGradient: number;
  leftHessian: number;
}

interface Leaf {
  node: number;
  /** Its rows are index[start, end). */
  start: number;
  end: number;
  histogramAt: number;
  gradient: number;
  hessian: number;
  best: Split | undefined;
}

/** Grows trees leaf by leaf, always splitting where the loss falls most. Holds the memory trees are grown in. */
export class TreeGrower {
  private readonly histogramBytes: number;
  private readonly features: Array<{ column: number; feature: number; multiplier: number; bins: number }>;
  private readonly at: ReturnType<typeof planGrowth>;
  private usedHistograms = 0;

  /** `arena` must be reserved in the crew's memory before `prepare`. */
  constructor(
    arena: Arena,
    private readonly crew: Crew,
    private readonly binned: BinnedData,
    private readonly bins: FeatureBins[],
    private readonly limits: GrowthLimits,
    private readonly pairsAt: number,
  ) {
    this.features = binned.groups.flatMap(({ members }, column) => members.map((member) => ({ column, ...member })));
    this.histogramBytes = binned.groups.length * COLUMN_BYTES;
    this.at = planGrowth(arena, crew.threads, binned, this.features.length, this.histogramBytes, limits.leaves);
  }

  /** Writes the table of features the split search reads. */
  prepare(): void {
    const { buffer } = this.crew.memory;
    const table = new Int32Array(buffer, this.at.features, (this.features.length * FEATURE_BYTES) / 4);
    this.features.forEach(({ column, feature, multiplier, bins }, place) => {
      const hasMissing = this.bins[feature]!.hasMissing ? 1 : 0;
      table.set([column, multiplier, bins, this.binned.groups[column]!.codes, hasMissing, 0], place * 6);
    });
    const starts = new Int32Array(buffer, this.at.featureStarts, this.binned.groups.length + 1);
    let start = 0;
    this.binned.groups.forEach(({ members }, column) => {
      starts[column] = start;
      start += members.length;
    });
    starts[this.binned.groups.length] = start;
  }

  /** Grows one tree on the packed gradients and adds it to the scores. `unit` scales leaf values back. */
  async grow(breather: Breather, units: PairUnits, scoresAt: number, unit: number): Promise<GrownTree> {
    this.usedHistograms = 0;
    const tree = emptyTree();
    const leaves = [this.growRoot(units, addNode(tree))];
    while (leaves.length < this.limits.leaves) {
      await breather.breathe();
      const chosen = mostGain(leaves);
      if (!chosen) break;
      const [left, right] = this.split(chosen, tree);
      leaves[leaves.indexOf(chosen)] = left;
      leaves.push(right);
      if (leaves.length < this.limits.leaves) this.searchChildren(left, right, chosen.histogramAt, units);
    }
    for (const { node, gradient, hessian } of leaves) {
      const denominator = hessian + this.limits.lambda;
      // Adding 0 turns -0 into 0: JSON has no -0.
      tree.nodes.value[node] = denominator > 0 ? ((-this.limits.learningRate * gradient) / denominator) * unit + 0 : 0;
    }
    if (leaves.length > 1) this.addToScores(leaves, tree.nodes, scoresAt);
    return tree;
  }

  private growRoot(units: PairUnits, node: number): Leaf {
    const { rowCount } = this.binned;
    this.crew.runShared(rowCount >= SHARED_ROWS, 'countRows', this.at.index, rowCount);
    const histogramAt = this.takeHistogram();
    const parts = this.buildHistogram(0, rowCount, histogramAt);
    const threads = this.search(histogramAt, 0, parts, rowCount, 0, units);
    const { gradient, hessian } = this.total(histogramAt, units);
    return { node, start: 0, end: rowCount, histogramAt, gradient, hessian, best: this.bestOf(threads, 0, hessian) };
  }

  /** Divides the rows of a leaf and turns its node into a split. */
  private split(leaf: Leaf, tree: GrownTree): [Leaf, Leaf] {
    const best = leaf.best!;
    const { feature } = this.features[best.place]!;
    const { bounds } = this.bins[feature]!;
    const middle = leaf.start + this.partition(leaf, best);
    const { nodes } = tree;
    nodes.feature[leaf.node] = feature;
    // The last bin has no bound: everything that is not missing goes left.
    nodes.threshold[leaf.node] = bounds[best.bin] ?? Number.MAX_VALUE;
    nodes.missingLeft[leaf.node] = best.missingLeft ? 1 : 0;
    tree.gains[leaf.node] = best.gain;
    const leftNode = addNode(tree);
    const rightNode = addNode(tree);
    nodes.left[leaf.node] = leftNode;
    nodes.right[leaf.node] = rightNode;
    const { leftGradient, leftHessian } = best;
    const rest = { gradient: leaf.gradient - leftGradient, hessian: leaf.hessian - leftHessian };
    const open = { histogramAt: 0, best: undefined };
    return [
      { node: leftNode, start: leaf.start, end: middle, gradient: leftGradient, hessian: leftHessian, ...open },
      { node: rightNode, start: middle, end: leaf.end, ...rest, ...open },
    ];
  }

  /** Moves the rows that go left to the front of the leaf's range, in order; returns how many. */
  private partition(leaf: Leaf, best: Split): number {
    const { column, feature, multiplier, bins } = this.features[best.place]!;
    const missingBin = this.bins[feature]!.bounds.length + 1;
    const goesLeft = new Uint8Array(this.crew.memory.buffer, this.at.goesLeft, 256);
    for (let code = 0; code < 256; code++) {
      const bin = Math.floor(code / multiplier) % bins;
      goesLeft[code] = (bin === missingBin ? best.missingLeft : bin <= best.bin) ? 1 : 0;
    }
    const { index, rights, leftCounts } = this.at;
    const columnAt = this.binned.columnsAt + column * this.binned.columnBytes;
    const parts = this.crew.runShared(
      leaf.end - leaf.start >= SHARED_ROWS,
      'partitionRows',
      ...[leaf.start, leaf.end, columnAt, this.at.goesLeft, index, rights, leftCounts],
    );
    return this.crew.joinPartitions(parts, leaf.start, leaf.end, index, rights, leftCounts);
  }

  /** Finds the best splits of two new leaves: counts the smaller, gets the larger by subtraction from the parent. */
  private searchChildren(left: Leaf, right: Leaf, parentAt: number, units: PairUnits): void {
    const leftRows = left.end - left.start;
    const rightRows = right.end - right.start;
    if (Math.max(leftRows, rightRows) < 2 * this.limits.minDataInLeaf) return;
    const [smaller, larger] = leftRows <= rightRows ? [left, right] : [right, left];
    smaller.histogramAt = this.takeHistogram();
    larger.histogramAt = parentAt;
    const parts = this.buildHistogram(smaller.start, smaller.end, smaller.histogramAt);
    const rows = [smaller.end - smaller.start, larger.end - larger.start] as const;
    const threads = this.search(smaller.histogramAt, parentAt, parts, ...rows, units);
    smaller.best = this.bestOf(threads, 0, smaller.hessian);
    larger.best = this.bestOf(threads, 1, larger.hessian);
  }

  /** Returns in how many parts the histogram now lies. */
  private buildHistogram(start: number, end: number, histogramAt: number): number {
    let parts = 1;
    for (const { firstColumn, width, rowBytes, codesAt } of this.binned.tiles) {
      const offset = firstColumn * COLUMN_BYTES;
      parts = this.crew.runShared(
        end - start >= SHARED_ROWS,
        'buildHistogram',
        ...[start, end, codesAt, rowBytes, width, this.at.index, this.pairsAt],
        ...[histogramAt + offset, this.at.partial + offset, this.histogramBytes],
      );
    }
    return parts;
  }

  private search(
    smallerAt: number,
    largerAt: number,
    parts: number,
    smallerRows: number,
    largerRows: number,
    units: PairUnits,
  ): number {
    const columns = this.binned.groups.length;
    const { minDataInLeaf, lambda } = this.limits;
    return this.crew.runShared(
      columns >= 4 * this.crew.threads,
      'searchSplits',
      ...[columns, this.at.features, this.at.featureStarts],
      ...[smallerAt, largerAt, this.at.partial, this.histogramBytes, parts - 1],
      ...[smallerRows, largerRows, minDataInLeaf, MIN_HESSIAN, lambda, units.gradient, units.hessian],
      ...[this.at.spare, this.at.splits],
    );
  }

  /** The best split the threads found for the smaller (0) or larger (1) leaf; on a tie the first feature's. */
  private bestOf(threads: number, which: 0 | 1, hessian: number): Split | undefined {
    const view = new DataView(this.crew.memory.buffer);
    let best: Split | undefined;
    for (let thread = 0; thread < threads; thread++) {
      const at = this.at.splits + thread * 2 * SPLIT_BYTES + which * SPLIT_BYTES;
      const gain = view.getFloat64(at, true);
      if (!(gain > (best?.gain ?? MIN_GAIN))) continue;
      const leftHessian = view.getFloat64(at + 32, true);
      const missing = view.getInt32(at + 16, true);
      best = {
        gain,
        place: view.getInt32(at + 8, true),
        bin: view.getInt32(at + 12, true),
        // Where training saw nothing missing, missing values follow the heavier side, as in scikit-learn.
        missingLeft: missing === 2 ? leftHessian >= hessian - leftHessian : missing === 1,
        leftGradient: view.getFloat64(at + 24, true),
        leftHessian,
      };
    }
    return best;
  }

  /** Gradient and hessian of all rows, from the histogram of the first column. */
  private total(histogramAt: number, units: PairUnits): { gradient: number; hessian: number } {
    const sums = new BigInt64Array(this.crew.memory.buffer, histogramAt, 256);
    let total = 0n;
    for (const sum of sums) total += sum;
    return {
      gradient: Number(total >> 32n) * units.gradient,
      hessian: Number(total & 0xffffffffn) * units.hessian,
    };
  }

  private addToScores(leaves: Leaf[], nodes: TreeNodes, scoresAt: number): void {
    const view = new DataView(this.crew.memory.buffer, this.at.leafTable, leaves.length * 16);
    leaves.forEach(({ start, end, node }, place) => {
      view.setInt32(place * 16, start, true);
      view.setInt32(place * 16 + 4, end, true);
      view.setFloat64(place * 16 + 8, nodes.value[node]!, true);
    });
    const isShared = this.binned.rowCount >= SHARED_ROWS;
    this.crew.runShared(isShared, 'addLeafValues', this.at.leafTable, leaves.length, this.at.index, scoresAt);
  }

  private takeHistogram(): number {
    return this.at.histograms + this.usedHistograms++ * this.histogramBytes;
  }
}

function planGrowth(
  arena: Arena,
  threads: number,
  binned: BinnedData,
  features: number,
  histogramBytes: number,
  leaves: number,
) {
  return {
    index: arena.take(binned.rowCount * 4),
    rights: arena.take(binned.rowCount * 4),
    leftCounts: arena.take(threads * 4),
    goesLeft: arena.take(256),
    leafTable: arena.take(leaves * 16),
    features: arena.take(features * FEATURE_BYTES),
    featureStarts: arena.take((binned.groups.length + 1) * 4),
    splits: arena.take(threads * 2 * SPLIT_BYTES),
    spare: arena.take(threads * COLUMN_BYTES),
    partial: arena.take((threads - 1) * histogramBytes),
    histograms: arena.take(leaves * histogramBytes),
  };
}

function emptyTree(): GrownTree {
  return { nodes: { feature: [], threshold: [], left: [], right: [], missingLeft: [], value: [] }, gains: [] };
}

/** Appends a leaf and returns its place. */
function addNode({ nodes, gains }: GrownTree): number {
  nodes.feature.push(-1);
  nodes.threshold.push(0);
  nodes.left.push(-1);
  nodes.right.push(-1);
  nodes.missingLeft.push(0);
  nodes.value.push(0);
  return gains.push(0) - 1;
}

function mostGain(leaves: Leaf[]): Leaf | undefined {
  let chosen: Leaf | undefined;
  for (const leaf of leaves) {
    if (leaf.best && leaf.best.gain > (chosen?.best?.gain ?? 0)) chosen = leaf;
  }
  return chosen;
}
