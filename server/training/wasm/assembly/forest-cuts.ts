// A cut leaves the bins of a prefix of job.usedBins on the left. Its score is what Gini impurity and squared error say
// without the part that all cuts of a node share: the sum over both sides of (sum of targets)² / weight, or of the sum
// of (weight of a class)² / weight. Missing values are tried on both sides.
import { rowsOf } from './forest-histogram';
import { Feature, Job, Search } from './forest-job';

/** Tries cuts `first` to `last`. Returns the best place that beats search.score, or -1. */
export function tryMeanCuts(job: Job, search: Search, entry: Feature, rows: i32, first: i32, last: i32): i32 {
  const missing = job.histogram + ((<usize>entry.missingCode) << 4);
  const missingRows = rowsOf(job, entry.missingCode);
  const least = job.minLeaf;
  let leftRows = 0;
  let weight: f64 = 0,
    sum: f64 = 0;
  let best = -1;
  for (let place = 0; place <= last; ++place) {
    const bin = <i32>load<u8>(job.usedBins + <usize>place);
    const at = job.histogram + ((<usize>bin) << 4);
    weight += load<f64>(at);
    sum += load<f64>(at, 8);
    leftRows += rowsOf(job, bin);
    if (place < first) continue;
    if (leftRows >= least && rows - leftRows >= least && tryMean(search, weight, sum)) {
      search.missingLeft = 0;
      best = place;
    }
    const together = leftRows + missingRows;
    if (missingRows === 0 || together < least || rows - together < least) continue;
    if (tryMean(search, weight + load<f64>(missing), sum + load<f64>(missing, 8))) {
      search.missingLeft = 1;
      best = place;
    }
  }
  return best;
}

/** Whether left rows of this weight and sum beat search.score, which is theirs then. */
export function tryMean(search: Search, weight: f64, sum: f64): bool {
  const restWeight = search.weight - weight;
  const rest = search.sum - sum;
  const score = (sum * sum) / weight + (rest * rest) / restWeight;
  // A rest of 0 is a weight lost beside one 10^16 times as large.
  if (!(score > search.score && restWeight > 0)) return false;
  search.score = score;
  search.leftWeight = weight;
  return true;
}

/** As `tryMeanCuts`, for three classes or more. */
export function tryClassCuts(job: Job, search: Search, entry: Feature, rows: i32, first: i32, last: i32): i32 {
  const missingRows = rowsOf(job, entry.missingCode);
  const least = job.minLeaf;
  const binBytes = (<usize>job.classes) << 3;
  const missing = job.histogram + <usize>entry.missingCode * binBytes;
  let leftRows = 0;
  let best = -1;
  memory.fill(job.leftTotals, 0, binBytes);
  for (let place = 0; place <= last; ++place) {
    const bin = <i32>load<u8>(job.usedBins + <usize>place);
    const at = job.histogram + <usize>bin * binBytes;
    for (let k: usize = 0; k < binBytes; k += 8) {
      store<f64>(job.leftTotals + k, load<f64>(job.leftTotals + k) + load<f64>(at + k));
    }
    leftRows += rowsOf(job, bin);
    if (place < first) continue;
    if (leftRows >= least && rows - leftRows >= least && tryClasses(job, search, 0)) {
      search.missingLeft = 0;
      best = place;
    }
    const together = leftRows + missingRows;
    if (missingRows === 0 || together < least || rows - together < least) continue;
    if (tryClasses(job, search, missing)) {
      search.missingLeft = 1;
      best = place;
    }
  }
  return best;
}

/** The same of job.leftTotals; `missing`: class weights that go left as well, or 0. */
export function tryClasses(job: Job, search: Search, missing: usize): bool {
  const bytes = (<usize>job.classes) << 3;
  let weight: f64 = 0,
    squares: f64 = 0,
    restSquares: f64 = 0;
  for (let k: usize = 0; k < bytes; k += 8) {
    const left = load<f64>(job.leftTotals + k) + (missing ? load<f64>(missing + k) : 0);
    const rest = load<f64>(job.totals + k) - left;
    weight += left;
    squares += left * left;
    restSquares += rest * rest;
  }
  const restWeight = search.weight - weight;
  const score = squares / weight + restSquares / restWeight;
  if (!(score > search.score && restWeight > 0)) return false;
  search.score = score;
  search.leftWeight = weight;
  return true;
}
