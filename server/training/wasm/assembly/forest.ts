// The kernel of forest.wasm: one thread grows one tree at a time, depth first, and shares nothing but the table.
import { buildHistogram, isConstant, listUsedBins, resetHistogram } from './forest-histogram';
import { Feature, Job, Node, Search } from './forest-job';
import { below, seedDraws } from './forest-random';
import { tryRandomSplit } from './forest-random-split';
import { partition, placeOtherRows } from './forest-rows';
import { searchFeature } from './forest-search';

/**
 * Grows tree number `tree` of the job at `at` and returns its number of nodes; the node arrays and `leafOf` are filled
 * then. The tree depends on the job's table and settings and on its own number only.
 */
export function growTree(at: usize, tree: i32): i32 {
  const job = changetype<Job>(at);
  const search = changetype<Search>(job.search);
  search.members = job.search + offsetof<Search>();
  seedDraws(search, job.seed, tree);
  for (let feature = 0; feature < job.features; ++feature) {
    store<u32>(job.order + ((<usize>feature) << 2), feature);
  }
  const rows = takeRows(job, search);
  memory.fill(job.leafOf, 0xff, (<usize>job.allRows) << 2);

  let nodes = 1;
  let pending = 1;
  let node = changetype<Node>(job.stack);
  node.start = 0;
  node.end = rows;
  node.place = 0;
  node.depth = 0;
  node.constants = 0;
  while (pending > 0) {
    pending -= 1;
    node = changetype<Node>(job.stack + <usize>pending * offsetof<Node>());
    const start = node.start,
      end = node.end,
      place = node.place,
      depth = node.depth;
    sumUp(job, search, start, end);
    if (search.isPure || !mayDivide(job, end - start, depth) || !findSplit(job, search, node)) {
      writeLeaf(job, search, start, end, place);
      continue;
    }
    writeSplit(job, search, place, nodes);
    const middle = partition(job, search, start, end);
    // The larger child waits: so at most log2(rows) nodes ever wait.
    const leftIsLarger = middle - start > end - middle;
    for (let turn = 0; turn < 2; ++turn) {
      const isLeft = (turn === 0) === leftIsLarger;
      node = changetype<Node>(job.stack + <usize>pending * offsetof<Node>());
      pending += 1;
      node.start = isLeft ? start : middle;
      node.end = isLeft ? middle : end;
      node.place = isLeft ? nodes : nodes + 1;
      node.depth = depth + 1;
      node.constants = search.constants;
    }
    nodes += 2;
  }
  placeOtherRows(job);
  return nodes;
}

/** Draws the rows of the tree, with replacement if the job says so, and lays them out in order. */
function takeRows(job: Job, search: Search): i32 {
  const drawn = job.drawn;
  if (job.draws > 0) {
    memory.fill(drawn, 0, (<usize>job.rows) << 1);
    for (let draw = 0; draw < job.draws; ++draw) {
      const at = drawn + ((<usize>below(search, job.rows)) << 1);
      store<u16>(at, load<u16>(at) + 1);
    }
  }
  const classes = job.classes;
  let count: usize = 0;
  for (let row: usize = 0; row < <usize>job.rows; ++row) {
    const times: f64 = job.draws > 0 ? <f64>load<u16>(drawn + (row << 1)) : 1;
    if (times === 0) continue;
    store<u32>(job.index + (count << 2), <u32>row);
    const from = job.rowStats + (row << 4),
      to = job.stats + (count << 4);
    store<f64>(to, load<f64>(from) * times);
    // A class number is not weighted.
    store<f64>(to, load<f64>(from, 8) * (classes > 1 ? 1 : times), 8);
    ++count;
  }
  return <i32>count;
}

/** Totals of a node, and whether all its rows have the same target. */
function sumUp(job: Job, search: Search, start: i32, end: i32): void {
  const first = job.stats + ((<usize>start) << 4),
    stop = job.stats + ((<usize>end) << 4);
  const firstWeight = load<f64>(first),
    firstSum = load<f64>(first, 8);
  let isPure = true;
  if (job.classes > 1) {
    memory.fill(job.totals, 0, (<usize>job.classes) << 3);
    for (let at = first; at < stop; at += 16) {
      const total = job.totals + ((<usize>load<f64>(at, 8)) << 3);
      store<f64>(total, load<f64>(total) + load<f64>(at));
      isPure = isPure && load<f64>(at, 8) === firstSum;
    }
    let weight: f64 = 0,
      squares: f64 = 0;
    for (let k = 0; k < job.classes; ++k) {
      const total = load<f64>(job.totals + ((<usize>k) << 3));
      weight += total;
      squares += total * total;
    }
    search.weight = weight;
    search.nodeScore = squares / weight;
  } else {
    let both = f64x2.splat(0);
    for (let at = first; at < stop; at += 16) {
      both = f64x2.add(both, v128.load(at));
      // Equal means; exact where weights are equal or whole, and a miss only costs a split.
      isPure = isPure && load<f64>(at, 8) * firstWeight === firstSum * load<f64>(at);
    }
    search.weight = f64x2.extract_lane(both, 0);
    search.sum = f64x2.extract_lane(both, 1);
    search.nodeScore = (search.sum * search.sum) / search.weight;
  }
  search.isPure = isPure ? 1 : 0;
}

function mayDivide(job: Job, rows: i32, depth: i32): bool {
  return rows >= job.minSplit && rows >= 2 * job.minLeaf && depth < job.maxDepth;
}

/**
 * Looks at `maxFeatures` features drawn without replacement, and at more until one is not constant, as scikit-learn
 * does. job.order holds the features: first `search.constants` that are constant in this node and thus below it, whose
 * order a sibling relies on, then the others. A constant one that is drawn counts, without a look at it.
 */
function findSplit(job: Job, search: Search, node: Node): bool {
  const order = job.order;
  let constantsToDraw = node.constants;
  let constants = node.constants;
  let last = job.features;
  let looked = 0;
  let varying = 0;
  search.score = -1;
  while (last > constants && (looked < job.maxFeatures || varying === 0)) {
    ++looked;
    const drawn = below(search, constantsToDraw + last - constants);
    if (drawn < constantsToDraw) {
      --constantsToDraw;
      continue;
    }
    const place = constants + drawn - constantsToDraw;
    const feature = load<u32>(order + ((<usize>place) << 2));
    const entry = changetype<Feature>(job.featureTable + <usize>feature * offsetof<Feature>());
    if (isConstant(job, entry, node.start, node.end)) {
      swap(order, place, constants++);
      continue;
    }
    ++varying;
    swap(order, place, --last);
    if (job.randomSplits && !entry.isCategorical) {
      tryRandomSplit(job, search, feature, entry, node.start, node.end);
      continue;
    }
    buildHistogram(job, entry, node.start, node.end);
    const groups = listUsedBins(job, search, entry, node.start, node.end);
    searchFeature(job, search, feature, entry, groups, node.end - node.start);
    resetHistogram(job, search, entry);
  }
  search.constants = constants;
  return search.score >= 0;
}

function swap(order: usize, a: i32, b: i32): void {
  const left = order + ((<usize>a) << 2),
    right = order + ((<usize>b) << 2);
  const kept = load<u32>(left);
  store<u32>(left, load<u32>(right));
  store<u32>(right, kept);
}

function writeSplit(job: Job, search: Search, place: i32, left: i32): void {
  const four = (<usize>place) << 2;
  store<i32>(job.nodeFeature + four, search.feature);
  store<i32>(job.nodeLeft + four, left);
  store<u8>(job.nodeBin + <usize>place, <u8>search.bin);
  store<u8>(job.nodeMissingLeft + <usize>place, search.missingLeft ? 1 : 0);
  store<f64>(job.nodeGain + ((<usize>place) << 3), max(0, search.score - search.nodeScore));
  if (job.nodeMembers) memory.copy(job.nodeMembers + ((<usize>place) << 5), search.members, 32);
}

/** A leaf's values are the mean target, or the share of each class. */
function writeLeaf(job: Job, search: Search, start: i32, end: i32, place: i32): void {
  store<i32>(job.nodeFeature + ((<usize>place) << 2), -1);
  store<f64>(job.nodeGain + ((<usize>place) << 3), 0);
  const values = job.nodeValues + <usize>place * ((<usize>job.classes) << 3);
  if (job.classes > 1) {
    for (let k: usize = 0; k < <usize>job.classes; ++k) {
      store<f64>(values + (k << 3), load<f64>(job.totals + (k << 3)) / search.weight);
    }
  } else store<f64>(values, search.sum / search.weight);
  // Rows that a bootstrap drew say nothing about rows to come.
  if (job.draws > 0) return;
  for (let at = start; at < end; ++at) {
    store<u32>(job.leafOf + ((<usize>load<u32>(job.index + ((<usize>at) << 2))) << 2), place);
  }
}
