import type { Breather } from '../breather';
import type { Arena } from '../wasm/arena';
import type { Crew } from '../wasm/crew';
import type { BinnedData } from './binned-data';
import type { FeatureBins } from './bins';
import type { FeatureGroup } from './feature-groups';
import type { PairUnits } from './objective';
import { drawRows, hash } from './sampling';
import { fillLeftCodes, nodeTest, type Split } from './split';
import { type Bounds, type GrowthLimits, planSearch, type SearchedLeaf, SplitSearch, UNBOUNDED } from './split-search';
import { addNode, emptyTree, type GrownTree } from './tree';
import { planWalker, TreeWalker } from './tree-walker';

/** Leaves with fewer rows are cheaper on one thread than the hand-over to others. */
export const SHARED_ROWS = 4000;

interface Leaf extends SearchedLeaf {
  node: number;
  depth: number;
  /** Its rows are index[start, end). */
  start: number;
  end: number;
  histogramAt: number;
  gradient: number;
  hessian: number;
  lambdaL2: number;
  best: Split | undefined;
}

/** One tree's part of a training. */
interface TreeTask {
  /** Sizes of the packed gradients' units. */
  units: PairUnits;
  /** Scales leaf values back to margins. */
  unit: number;
  scoresAt: number;
  round: number;
  /** The same for no two trees. */
  tree: number;
  /** Leaf values that take the place of gradient / hessian, in margins. */
  leafValues(leaves: readonly { start: number; end: number }[], scoresAt: number): Float64Array | undefined;
}

/** Grows trees leaf by leaf, always splitting where the loss falls most. Holds the memory trees are grown in. */
export class TreeGrower {
  /** Rows that were added to histograms and divided so far. */
  readonly rowsDone = { histogram: 0, partitioned: 0 };
  private readonly search: SplitSearch;
  private readonly walker: TreeWalker;
  private readonly goesLeft: Uint8Array;

  /** Writes the tables the kernels read, and lists all rows. */
  constructor(
    private readonly crew: Crew,
    private readonly at: GrowthPlan,
    private readonly binned: BinnedData,
    private readonly bins: FeatureBins[],
    private readonly limits: GrowthLimits,
    pairsAt: number,
  ) {
    this.search = new SplitSearch(crew, at.search, binned, bins, limits, at.index, pairsAt);
    this.walker = new TreeWalker(crew, at.walker, binned, bins, this.search.features);
    this.goesLeft = new Uint8Array(crew.memory.buffer, at.goesLeft, 256);
    drawRows(crew, this.isShared(binned.rowCount), binned.rowCount, 1, 0, at);
  }

  /** Grows one tree on the packed gradients and adds it to the scores. */
  async grow(breather: Breather, task: TreeTask): Promise<GrownTree> {
    const { leaves: most, seed, baggingFraction } = this.limits;
    const { rowCount } = this.binned;
    const drawn = drawRows(
      ...([this.crew, this.isShared(rowCount), rowCount, baggingFraction, hash(seed, 1, task.round), this.at] as const),
    );
    this.search.startTree(task.units, hash(seed, 2, task.tree));
    const tree = emptyTree();
    const leaves = [this.growRoot(drawn, addNode(tree))];
    while (leaves.length < most) {
      await breather.breathe();
      const chosen = mostGain(leaves);
      if (!chosen) break;
      const [left, right] = this.split(chosen, tree);
      leaves[leaves.indexOf(chosen)] = left;
      leaves.push(right);
      if (leaves.length < most) this.searchChildren(left, right, chosen.histogramAt);
    }
    if (leaves.length === 1) return tree;
    const renewed = task.leafValues(leaves, task.scoresAt);
    leaves.forEach((leaf, place) => {
      const value = renewed ? renewed[place]! : this.search.leafValue(leaf) * task.unit;
      // Adding 0 turns -0 into 0: JSON has no -0.
      tree.nodes.value[leaf.node] = this.limits.learningRate * value + 0;
    });
    this.addToScores(leaves, tree, task.scoresAt);
    if (drawn < rowCount) this.walker.addTo(tree.nodes, drawn, rowCount, this.at.index, task.scoresAt);
    return tree;
  }

  /** Adds a tree that was grown before, in a training that is resumed. `index` lists all rows. */
  replay({ nodes }: GrownTree, scoresAt: number): void {
    this.walker.addTo(nodes, 0, this.binned.rowCount, this.at.index, scoresAt);
  }

  private growRoot(rows: number, node: number): Leaf {
    const leaf = { ...newLeaf(node, 0, 0, rows, UNBOUNDED), histogramAt: this.search.takeHistogram() };
    if (rows < 2 * this.limits.minDataInLeaf) return leaf;
    this.rowsDone.histogram += rows;
    this.search.searchRoot(leaf);
    return leaf;
  }

  /** Divides the rows of a leaf and turns its node into a split. */
  private split(leaf: Leaf, tree: GrownTree): [Leaf, Leaf] {
    const best = leaf.best!;
    const place = this.search.features[best.place]!;
    const { feature } = place;
    const { isSwapped, ...test } = nodeTest(best, this.bins[feature]!);
    const { nodes } = tree;
    nodes.feature[leaf.node] = feature;
    nodes.threshold[leaf.node] = test.threshold;
    nodes.missingLeft[leaf.node] = test.missingLeft ? 1 : 0;
    if (test.members) nodes.members = { ...nodes.members, [leaf.node]: test.members };
    tree.gains[leaf.node] = best.gain;
    nodes.left[leaf.node] = addNode(tree);
    nodes.right[leaf.node] = addNode(tree);

    fillLeftCodes(test, place, this.bins[feature]!, this.goesLeft);
    const middle = leaf.start + this.partition(leaf, place.column);
    const found = { gradient: best.leftGradient, hessian: best.leftHessian };
    const rest = { gradient: leaf.gradient - found.gradient, hessian: leaf.hessian - found.hessian };
    const [leftSums, rightSums] = isSwapped ? [rest, found] : [found, rest];
    const lambdaL2 = this.limits.lambdaL2 + (best.isOfSortedCategories ? this.limits.catL2 : 0);
    const left = newLeaf(nodes.left[leaf.node]!, leaf.depth + 1, leaf.start, middle, leaf);
    const right = newLeaf(nodes.right[leaf.node]!, leaf.depth + 1, middle, leaf.end, leaf);
    Object.assign(left, leftSums, { lambdaL2 });
    Object.assign(right, rightSums, { lambdaL2 });
    this.search.boundChildren(left, right, feature);
    return [left, right];
  }

  /** Moves the rows that go left to the front of the leaf's range, in order; returns how many. */
  private partition(leaf: Leaf, column: number): number {
    this.rowsDone.partitioned += leaf.end - leaf.start;
    const { index, rights, leftCounts } = this.at;
    const columnAt = this.binned.columnsAt + column * this.binned.columnBytes;
    const parts = this.crew.runShared(
      this.isShared(leaf.end - leaf.start),
      'partitionRows',
      ...[leaf.start, leaf.end, columnAt, this.at.goesLeft, index, rights, leftCounts],
    );
    return this.crew.joinPartitions(parts, leaf.start, leaf.end, index, rights, leftCounts);
  }

  /** Finds the best splits of two new leaves: counts the smaller, gets the larger by subtraction from the parent. */
  private searchChildren(left: Leaf, right: Leaf, parentAt: number): void {
    const leftRows = left.end - left.start;
    const rightRows = right.end - right.start;
    if (Math.max(leftRows, rightRows) < 2 * this.limits.minDataInLeaf || left.depth >= this.limits.maxDepth) return;
    const [smaller, larger] = leftRows <= rightRows ? [left, right] : [right, left];
    smaller.histogramAt = this.search.takeHistogram();
    larger.histogramAt = parentAt;
    this.rowsDone.histogram += smaller.end - smaller.start;
    this.search.searchPair(smaller, larger);
  }

  private addToScores(leaves: Leaf[], { nodes }: GrownTree, scoresAt: number): void {
    const view = new DataView(this.crew.memory.buffer, this.at.leafTable, leaves.length * 16);
    leaves.forEach(({ start, end, node }, place) => {
      view.setInt32(place * 16, start, true);
      view.setInt32(place * 16 + 4, end, true);
      view.setFloat64(place * 16 + 8, nodes.value[node]!, true);
    });
    const isShared = this.isShared(this.binned.rowCount);
    this.crew.runShared(isShared, 'addLeafValues', this.at.leafTable, leaves.length, this.at.index, scoresAt);
  }

  private isShared(rows: number): boolean {
    return rows >= SHARED_ROWS;
  }
}

/** Where the memory that trees are grown in lies. */
export type GrowthPlan = ReturnType<typeof planGrowth>;

export function planGrowth(arena: Arena, threads: number, rowCount: number, groups: FeatureGroup[], leaves: number) {
  return {
    index: arena.take(rowCount * 4),
    rights: arena.take(rowCount * 4),
    leftCounts: arena.take(threads * 4),
    goesLeft: arena.take(256),
    leafTable: arena.take(leaves * 16),
    search: planSearch(arena, threads, groups, leaves),
    walker: planWalker(arena, leaves),
  };
}

function newLeaf(node: number, depth: number, start: number, end: number, { lower, upper }: Bounds): Leaf {
  const sums = { gradient: 0, hessian: 0, lambdaL2: 0 };
  return { node, depth, start, end, lower, upper, histogramAt: 0, ...sums, best: undefined };
}

function mostGain(leaves: Leaf[]): Leaf | undefined {
  let chosen: Leaf | undefined;
  for (const leaf of leaves) {
    if (leaf.best && leaf.best.gain > (chosen?.best?.gain ?? 0)) chosen = leaf;
  }
  return chosen;
}
