import type { Arena } from '../wasm/arena';
import type { Crew } from '../wasm/crew';
import type { BinnedData } from './binned-data';
import type { FeatureBins } from './bins';
import type { FeatureGroup, GroupedFeature } from './feature-groups';
import type { PairUnits } from './objective';
import { drawItems, hash } from './sampling';
import type { Settings } from './settings';
import { readSplit, SPLIT_BYTES, type Split } from './split';

/** Settings of growth; penalties and gains are in units of the packed gradients, whose mean weight is 1. */
export interface GrowthLimits
  extends Pick<
    Settings,
    | 'leaves'
    | 'maxDepth'
    | 'minDataInLeaf'
    | 'minGainToSplit'
    | 'lambdaL1'
    | 'lambdaL2'
    | 'learningRate'
    | 'baggingFraction'
    | 'featureFraction'
    | 'featureFractionByNode'
    | 'monotoneConstraints'
    | 'maxCatToOnehot'
    | 'maxCatThreshold'
    | 'catSmooth'
    | 'catL2'
    | 'minDataPerGroup'
    | 'seed'
  > {}

/** A feature with the byte column its codes share with others. */
export type PlacedFeature = GroupedFeature & { column: number };

/** Between which a leaf's value must lie, in units of the gradients. */
export interface Bounds {
  lower: number;
  upper: number;
}

export const UNBOUNDED: Bounds = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };

/** What a search reads and writes of a leaf. */
export interface SearchedLeaf extends Bounds {
  node: number;
  start: number;
  end: number;
  histogramAt: number;
  gradient: number;
  hessian: number;
  lambdaL2: number;
  best: Split | undefined;
}

/** Leaves with fewer rows are cheaper on one thread than the hand-over to others. */
const SHARED_ROWS = 4000;
/** As LightGBM's min_sum_hessian_in_leaf. */
const MIN_HESSIAN = 1e-3;
/** Below this a gain is rounding. Gradients are in units that make it independent of the target's scale. */
const MIN_GAIN = 1e-9;
const COLUMN_BYTES = 2048;
const FEATURE_BYTES = 32;
const LEAF_BYTES = 32;
/** See assembly/split-search.ts for what a thread keeps there. */
const SPARE_BYTES = 6272;
const OPTIONS = 11;

/** Builds the histograms of leaves and finds their best splits. */
export class SplitSearch {
  readonly features: readonly PlacedFeature[];
  private readonly histogramBytes: number;
  private usedHistograms = 0;
  /** Places of the features the present tree may use. */
  private treeFeatures: readonly number[] = [];
  private treeSeed = 0;
  private units: PairUnits = { gradient: 0, hessian: 0 };

  /** Writes the table of features the kernels read. */
  constructor(
    private readonly crew: Crew,
    private readonly at: SearchPlan,
    private readonly binned: BinnedData,
    private readonly bins: FeatureBins[],
    private readonly limits: GrowthLimits,
    private readonly indexAt: number,
    private readonly pairsAt: number,
  ) {
    this.features = binned.groups.flatMap(({ members }, column) => members.map((member) => ({ column, ...member })));
    this.histogramBytes = binned.groups.length * COLUMN_BYTES;
    const { buffer } = crew.memory;
    const { groups } = binned;
    const table = new Int32Array(buffer, this.at.features, (this.features.length * FEATURE_BYTES) / 4);
    this.features.forEach(({ column, feature, multiplier, bins }, place) => {
      const { hasMissing, categories } = this.bins[feature]!;
      const direction = this.limits.monotoneConstraints?.[feature] ?? 0;
      const flags = [hasMissing ? 1 : 0, categories ? 1 : 0, direction, 0];
      table.set([column, multiplier, bins, groups[column]!.codes, ...flags], (place * FEATURE_BYTES) / 4);
    });
    const starts = new Int32Array(buffer, this.at.featureStarts, groups.length + 1);
    let start = 0;
    groups.forEach(({ members }, column) => {
      starts[column] = start;
      start += members.length;
    });
    starts[groups.length] = start;
  }

  /** Begins a tree: draws its features and tells the kernels its units. */
  startTree(units: PairUnits, seed: number): void {
    this.usedHistograms = 0;
    this.treeSeed = seed;
    const { limits } = this;
    const all = this.features.map((_, place) => place);
    this.treeFeatures = drawItems(all, limits.featureFraction, hash(seed, 1));
    new Float64Array(this.crew.memory.buffer, this.at.options, OPTIONS).set([
      ...[limits.lambdaL1, limits.lambdaL2, limits.minDataInLeaf, MIN_HESSIAN, units.gradient, units.hessian],
      ...[limits.catSmooth, limits.catL2, limits.maxCatThreshold, limits.maxCatToOnehot, limits.minDataPerGroup],
    ]);
    this.markTried(0, this.treeFeatures);
    this.markTried(1, this.treeFeatures);
    this.units = units;
  }

  takeHistogram(): number {
    return this.at.histograms + this.usedHistograms++ * this.histogramBytes;
  }

  /** Finds the first split, and the sums of all rows. */
  searchRoot(leaf: SearchedLeaf): void {
    const parts = this.buildHistogram(leaf);
    const threads = this.search(leaf, undefined, parts);
    Object.assign(leaf, this.total(leaf.histogramAt), { lambdaL2: this.limits.lambdaL2 });
    leaf.best = this.bestOf(threads, 0, leaf.hessian);
  }

  /** Finds the best splits of two sisters. The larger one's histogram is that of their parent. */
  searchPair(smaller: SearchedLeaf, larger: SearchedLeaf): void {
    const parts = this.buildHistogram(smaller);
    const threads = this.search(smaller, larger, parts);
    smaller.best = this.bestOf(threads, 0, smaller.hessian);
    larger.best = this.bestOf(threads, 1, larger.hessian);
  }

  /** The value that is best for the rows of a leaf, within its bounds, in units of the gradients. */
  leafValue({ gradient, hessian, lambdaL2, lower, upper }: SearchedLeaf): number {
    const denominator = hessian + lambdaL2;
    const kept = Math.sign(gradient) * Math.max(0, Math.abs(gradient) - this.limits.lambdaL1);
    return denominator > 0 ? Math.min(upper, Math.max(lower, -kept / denominator)) : 0;
  }

  /** Keeps all later splits of two sisters in the order that a monotone constraint on `feature` wants. */
  boundChildren(left: SearchedLeaf, right: SearchedLeaf, feature: number): void {
    const direction = this.limits.monotoneConstraints?.[feature] ?? 0;
    if (direction === 0) return;
    const middle = (this.leafValue(left) + this.leafValue(right)) / 2;
    const [low, high] = direction > 0 ? [left, right] : [right, left];
    low.upper = middle;
    high.lower = middle;
  }

  /** Returns in how many parts the histogram now lies. */
  private buildHistogram({ start, end, histogramAt }: SearchedLeaf): number {
    let parts = 1;
    for (const { firstColumn, width, rowBytes, codesAt } of this.binned.tiles) {
      const offset = firstColumn * COLUMN_BYTES;
      parts = this.crew.runShared(
        end - start >= SHARED_ROWS,
        'buildHistogram',
        ...[start, end, codesAt, rowBytes, width, this.indexAt, this.pairsAt],
        ...[histogramAt + offset, this.at.partial + offset, this.histogramBytes],
      );
    }
    return parts;
  }

  private search(smaller: SearchedLeaf, larger: SearchedLeaf | undefined, parts: number): number {
    this.writeLeaf(0, smaller);
    if (larger) this.writeLeaf(1, larger);
    const columns = this.binned.groups.length;
    return this.crew.runShared(
      columns >= 4 * this.crew.threads,
      'searchSplits',
      ...[columns, this.at.features, this.at.featureStarts],
      ...[smaller.histogramAt, larger?.histogramAt ?? 0, this.at.partial, this.histogramBytes, parts - 1],
      ...[this.at.options, this.at.leaves, this.at.spare, this.at.splits],
    );
  }

  private writeLeaf(which: 0 | 1, { node, start, end, lower, upper }: SearchedLeaf): void {
    const leaf = new Float64Array(this.crew.memory.buffer, this.at.leaves + which * LEAF_BYTES, LEAF_BYTES / 8);
    leaf.set([end - start, lower, upper, this.triedAt(which)]);
    const { featureFractionByNode: share } = this.limits;
    if (share < 1) this.markTried(which, drawItems(this.treeFeatures, share, hash(this.treeSeed, 2, node)));
  }

  private markTried(which: 0 | 1, places: readonly number[]): void {
    const tried = new Uint8Array(this.crew.memory.buffer, this.triedAt(which), this.features.length).fill(0);
    for (const place of places) tried[place] = 1;
  }

  private triedAt(which: 0 | 1): number {
    return this.at.tried + which * this.features.length;
  }

  /** The best split the threads found for the smaller (0) or larger (1) leaf; on a tie the first feature's. */
  private bestOf(threads: number, which: 0 | 1, hessian: number): Split | undefined {
    const view = new DataView(this.crew.memory.buffer);
    let best: Split | undefined;
    for (let thread = 0; thread < threads; thread++) {
      const at = this.at.splits + (2 * thread + which) * SPLIT_BYTES;
      best = readSplit(view, at, best?.gain ?? Math.max(MIN_GAIN, this.limits.minGainToSplit), hessian) ?? best;
    }
    return best;
  }

  /** Gradient and hessian of all rows, from the histogram of the first column. */
  private total(histogramAt: number): { gradient: number; hessian: number } {
    const sums = new BigInt64Array(this.crew.memory.buffer, histogramAt, 256);
    let total = 0n;
    for (const sum of sums) total += sum;
    return {
      gradient: Number(total >> 32n) * this.units.gradient,
      hessian: Number(total & 0xffffffffn) * this.units.hessian,
    };
  }
}

/** Where the memory of a search lies. */
export type SearchPlan = ReturnType<typeof planSearch>;

export function planSearch(arena: Arena, threads: number, groups: FeatureGroup[], leaves: number) {
  const features = groups.reduce((sum, { members }) => sum + members.length, 0);
  const histogramBytes = groups.length * COLUMN_BYTES;
  return {
    features: arena.take(features * FEATURE_BYTES),
    featureStarts: arena.take((groups.length + 1) * 4),
    options: arena.take(OPTIONS * 8),
    leaves: arena.take(2 * LEAF_BYTES),
    tried: arena.take(2 * features),
    splits: arena.take(threads * 2 * SPLIT_BYTES),
    spare: arena.take(threads * SPARE_BYTES),
    partial: arena.take((threads - 1) * histogramBytes),
    histograms: arena.take(leaves * histogramBytes),
  };
}
