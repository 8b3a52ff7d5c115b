import type { Arena } from '../wasm/arena';
import { type BinnedTable, FEATURE_CODES } from './binned-table';
import { type FullForestSettings, featureCount } from './settings';

/** Of `Job` in assembly/forest-job.ts, in order, four bytes each. */
const FIELDS = [
  'rows',
  'allRows',
  'features',
  'classes',
  'maxFeatures',
  'maxDepth',
  'minSplit',
  'minLeaf',
  'draws',
  'randomSplits',
  'seed',
  'featureTable',
  'centres',
  'rowStats',
  'index',
  'stats',
  'spareIndex',
  'spareStats',
  'drawn',
  'order',
  'histogram',
  'binRows',
  'usedBins',
  'totals',
  'leftTotals',
  'search',
  'stack',
  'nodeFeature',
  'nodeBin',
  'nodeMissingLeft',
  'nodeLeft',
  'nodeGain',
  'nodeValues',
  'nodeMembers',
  'leafOf',
] as const;

/** What a thread grows trees from and into: numbers and addresses. */
export type Job = Record<(typeof FIELDS)[number], number>;

/** Sizes that decide how much memory a job takes. */
export interface JobShape {
  rows: number;
  allRows: number;
  features: number;
  /** 1 for a mean (regression, two classes), else the number of classes. */
  classes: number;
  hasCategories: boolean;
}

/** Room for waiting nodes: the smaller child goes first, so that at most log2(rows) + 1 wait. */
const STACK_NODES = 64;
const NODE_BYTES = 20;
const SEARCH_BYTES = 256;
export const MEMBER_BYTES = 32;

/** Most leaves of a tree that is grown on so many different rows. */
export function mostLeaves(rows: number, { minDataInLeaf, maxDepth }: FullForestSettings): number {
  return Math.min(Math.max(1, Math.floor(rows / minDataInLeaf)), 2 ** Math.min(maxDepth ?? 52, 52));
}

/** Lays out what one thread needs of its own; `rowStats` is shared. */
export function planJob(
  arena: Arena,
  shape: JobShape,
  settings: FullForestSettings,
  table: BinnedTable,
  rowStats: number,
): Job {
  const { rows, allRows, features, classes } = shape;
  const draws = settings.bootstrap ? Math.max(1, Math.round(settings.maxSamples * rows)) : 0;
  const nodes = 2 * mostLeaves(draws > 0 ? Math.min(rows, draws) : rows, settings) - 1;
  return {
    rows,
    allRows,
    features,
    classes,
    maxFeatures: featureCount(settings.maxFeatures, features),
    maxDepth: settings.maxDepth ?? 2 ** 31 - 1,
    minSplit: settings.minSamplesSplit,
    minLeaf: settings.minDataInLeaf,
    draws,
    randomSplits: settings.family === 'extra-trees' ? 1 : 0,
    seed: settings.seed,
    featureTable: table.featuresAt,
    centres: table.centresAt,
    rowStats,
    index: arena.take(rows * 4),
    stats: arena.take(rows * 16),
    spareIndex: arena.take(rows * 4),
    spareStats: arena.take(rows * 16),
    drawn: arena.take(rows * 2),
    order: arena.take(features * 4),
    histogram: arena.take(FEATURE_CODES * Math.max(2, classes) * 8),
    binRows: arena.take(FEATURE_CODES * 4),
    usedBins: arena.take(FEATURE_CODES),
    totals: arena.take(classes * 8),
    leftTotals: arena.take(classes * 8),
    search: arena.take(SEARCH_BYTES),
    stack: arena.take(STACK_NODES * NODE_BYTES),
    nodeFeature: arena.take(nodes * 4),
    nodeBin: arena.take(nodes),
    nodeMissingLeft: arena.take(nodes),
    nodeLeft: arena.take(nodes * 4),
    nodeGain: arena.take(nodes * 8),
    nodeValues: arena.take(nodes * classes * 8),
    nodeMembers: shape.hasCategories ? arena.take(nodes * MEMBER_BYTES) : 0,
    leafOf: arena.take(allRows * 4),
  };
}

/** Writes a job where a thread reads it. */
export function writeJob(buffer: ArrayBufferLike, at: number, job: Job): void {
  const view = new DataView(buffer, at, FIELDS.length * 4);
  // Unsigned, for addresses beyond 2 GB.
  for (const [place, name] of FIELDS.entries()) view.setUint32(place * 4, job[name], true);
}

export const JOB_BYTES = FIELDS.length * 4;
