/**
 * What a thread grows trees from and into. Four bytes a field, in the order in which forest/job.ts writes them; a name
 * that ends in At or stands for an array is an address.
 */
@unmanaged
export class Job {
  rows: i32;
  /** Training rows, then those of the validation part. */
  allRows: i32;
  features: i32;
  /** 1 for a mean (regression, two classes), else the number of classes. */
  classes: i32;
  maxFeatures: i32;
  maxDepth: i32;
  minSplit: i32;
  minLeaf: i32;
  /** Rows drawn with replacement; 0: every row once. */
  draws: i32;
  randomSplits: i32;
  seed: i32;
  /** Of `Feature`. */
  featureTable: usize;
  /** 256 f64 a feature: a value that stands for each bin. */
  centres: usize;
  /** By row, two f64: weight and weight × target; with classes weight and class. */
  rowStats: usize;
  /** By position, u32 and as rowStats: the rows of the nodes, each node's side by side and rising. */
  index: usize;
  stats: usize;
  spareIndex: usize;
  spareStats: usize;
  /** u16 by row. */
  drawn: usize;
  /** u32, a permutation of the features. */
  order: usize;
  /** 256 × classes f64, or 256 × 2. */
  histogram: usize;
  /** 256 u32. */
  binRows: usize;
  /** 256 u8: the bins that the present feature uses and that may go left, in the order in which they are tried. */
  usedBins: usize;
  /** classes f64 each: the node's, and those left of a split. */
  totals: usize;
  leftTotals: usize;
  search: usize;
  /** 64 of `Node`. */
  stack: usize;
  nodeFeature: usize;
  nodeBin: usize;
  nodeMissingLeft: usize;
  nodeLeft: usize;
  nodeGain: usize;
  nodeValues: usize;
  /** 32 bytes a node, a bit for each bin that goes left; 0 when no feature is categorical. */
  nodeMembers: usize;
  /** u32 by row: its leaf; -1 for rows that the bootstrap drew. */
  leafOf: usize;
}

@unmanaged
export class Feature {
  /** Codes by column, and those by row with the step from row to row. */
  column: usize;
  byRow: usize;
  rowBytes: i32;
  /** Bins that may go left: of values, or of categories that were seen often. */
  bins: i32;
  /** Larger than all bins; of a categorical feature, rare categories lie between. */
  missingCode: i32;
  isCategorical: i32;
}

/** A node whose rows are index[start, end). */
@unmanaged
export class Node {
  start: i32;
  end: i32;
  place: i32;
  depth: i32;
  /** How many features at the front of the order are known to be constant in it. */
  constants: i32;
}

/** What is known of the present node, and the best split found so far. */
@unmanaged
export class Search {
  random: u64;
  weight: f64;
  sum: f64;
  nodeScore: f64;
  /** -1: none. */
  score: f64;
  leftWeight: f64;
  feature: i32;
  /** The last that goes left. */
  bin: i32;
  missingLeft: i32;
  hasMissing: i32;
  isPure: i32;
  constants: i32;
  /** Length of job.usedBins. */
  used: i32;
  /** 32 bytes behind this: a bit for each bin that goes left, of a split by category. */
  members: usize;
}
