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

/** With fewer rows, each thread counts its own columns; with more, its own rows, which are then added up. */
const ROWS_WORTH_PARTS = 8192;
/** Columns are shared in tiles of so many. */
const TILE_COLUMNS = 8;
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
/** Codes that are copied together before they are counted; a part of the second-level cache. */
const BLOCK_BYTES = 65_536;

/** Builds the histograms of leaves and finds their best splits. */
export class SplitSearch {
  readonly features: readonly PlacedFeature[];
  private readonly histogramBytes: number;
  private readonly memory: DataView;
  private readonly leafTable: Float64Array;
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
    this.memory = new DataView(buffer);
    this.leafTable = new Float64Array(buffer, at.leaves, (2 * LEAF_BYTES) / 8);
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
    const threads = this.search(leaf, undefined);
    Object.assign(leaf, this.total(leaf.histogramAt), { lambdaL2: this.limits.lambdaL2 });
    leaf.best = this.bestOf(threads, 0, leaf.hessian);
  }

  /** Finds the best splits of two sisters. The larger one's histogram is that of their parent. */
  searchPair(smaller: SearchedLeaf, larger: SearchedLeaf): void {
    const threads = this.search(smaller, larger);
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

  /** Counts the smaller leaf, gets the larger by subtraction, searches both. Returns how many threads took part. */
  private search(smaller: SearchedLeaf, larger: SearchedLeaf | undefined): number {
    this.writeLeaf(0, smaller);
    if (larger) this.writeLeaf(1, larger);
    const { crew, at } = this;
    const { groups, rowsAt, rowBytes } = this.binned;
    const { start, end, histogramAt } = smaller;
    const columns = groups.length;
    const rows = [start, end, rowsAt, rowBytes, columns, this.indexAt, this.pairsAt];
    const blocks = [at.blocks, at.blockBytes, at.blockRows];
    const histograms = [histogramAt, larger?.histogramAt ?? 0];
    const found = [at.options, at.leaves, at.spare, at.splits];
    const hasColumnsToShare = columns >= TILE_COLUMNS * crew.threads;
    if (crew.threads === 1 || end - start < ROWS_WORTH_PARTS) {
      const tables = [at.features, at.featureStarts];
      return crew.runShared(
        hasColumnsToShare,
        'countAndSearch',
        ...rows,
        ...blocks,
        ...tables,
        ...histograms,
        ...found,
      );
    }
    const partial = [at.partial, this.histogramBytes];
    crew.run('buildHistogram', ...rows, histogramAt, ...partial, ...blocks);
    return crew.runShared(
      hasColumnsToShare,
      'searchSplits',
      ...[columns, at.features, at.featureStarts, ...histograms, ...partial, crew.threads - 1, ...found],
    );
  }

  private writeLeaf(which: 0 | 1, { node, start, end, lower, upper }: SearchedLeaf): void {
    const first = (which * LEAF_BYTES) / 8;
    this.leafTable[first] = end - start;
    this.leafTable[first + 1] = lower;
    this.leafTable[first + 2] = upper;
    this.leafTable[first + 3] = this.triedAt(which);
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
    let best: Split | undefined;
    for (let thread = 0; thread < threads; thread++) {
      const at = this.at.splits + (2 * thread + which) * SPLIT_BYTES;
      best = readSplit(this.memory, at, best?.gain ?? Math.max(MIN_GAIN, this.limits.minGainToSplit), hessian) ?? best;
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
  const rowBytes = Math.ceil(groups.length / 16) * 16;
  const blockRows = Math.max(256, Math.min(1024, Math.floor(BLOCK_BYTES / rowBytes)));
  const blockBytes = blockRows * (rowBytes + 8);
  return {
    features: arena.take(features * FEATURE_BYTES),
    featureStarts: arena.take((groups.length + 1) * 4),
    options: arena.take(OPTIONS * 8),
    leaves: arena.take(2 * LEAF_BYTES),
    tried: arena.take(2 * features),
    splits: arena.take(threads * 2 * SPLIT_BYTES),
    spare: arena.take(threads * SPARE_BYTES),
    blockRows,
    blockBytes,
    blocks: arena.take(threads * blockBytes),
    partial: arena.take((threads - 1) * histogramBytes),
    histograms: arena.take(leaves * histogramBytes),
  };
}
