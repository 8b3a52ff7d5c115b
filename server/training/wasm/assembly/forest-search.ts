import { shuffle, sortByTarget } from './forest-categories';
import { tryClassCuts, tryMeanCuts } from './forest-cuts';
import { Feature, Job, Search } from './forest-job';
import { below, fraction } from './forest-random';

/**
 * Looks for the best way to divide the node by one feature, whose histogram is filled and whose bins are listed; `groups`
 * as from `listUsedBins`. Bins are divided after any of the list, or after one that is drawn when splits are random;
 * those of categories are ordered first by their rows' targets, which is as good as all subsets (Fisher 1958), or are
 * shuffled. Keeps what is better than the best so far.
 */
export function searchFeature(job: Job, search: Search, feature: i32, entry: Feature, groups: i32, rows: i32): void {
  const centres = job.centres + ((<usize>feature) << 11);
  // With every bin on the left, what remains for the right is missing values or rare categories.
  let first = 0;
  let last = groups > search.used ? search.used - 1 : search.used - 2;
  let threshold: f64 = 0;
  if (entry.isCategorical && job.randomSplits) shuffle(job, search);
  if (entry.isCategorical && !job.randomSplits) sortByTarget(job, search);
  if (job.randomSplits) {
    if (!entry.isCategorical && search.used > 1) {
      threshold = drawThreshold(job, search, centres);
      last = lastBelow(job, search, centres, threshold);
    } else last = below(search, last + 1);
    first = last;
  }
  const cut =
    job.classes > 1
      ? tryClassCuts(job, search, entry, rows, first, last)
      : tryMeanCuts(job, search, entry, rows, first, last);
  if (cut < 0) return;
  search.feature = feature;
  // Missing values that were not seen here follow the heavier side, as in scikit-learn.
  if (!search.hasMissing) search.missingLeft = 2 * search.leftWeight >= search.weight ? 1 : 0;
  if (entry.isCategorical) writeMembers(job, search, cut);
  else if (cut === search.used - 1) search.bin = entry.bins - 1;
  else {
    const low = usedBin(job, cut),
      high = usedBin(job, cut + 1);
    if (!job.randomSplits) threshold = centre(centres, low) / 2 + centre(centres, high) / 2;
    search.bin = low;
    while (search.bin + 1 < high && centre(centres, search.bin + 1) <= threshold) ++search.bin;
  }
}

function centre(centres: usize, bin: i32): f64 {
  return load<f64>(centres + ((<usize>bin) << 3));
}

function usedBin(job: Job, place: i32): i32 {
  return <i32>load<u8>(job.usedBins + <usize>place);
}

/** A value between the least and the largest of the node. */
function drawThreshold(job: Job, search: Search, centres: usize): f64 {
  const share = fraction(search);
  return centre(centres, usedBin(job, 0)) * (1 - share) + centre(centres, usedBin(job, search.used - 1)) * share;
}

/** The last place in the list that a threshold leaves on the left; the last of all stays on the right. */
function lastBelow(job: Job, search: Search, centres: usize, threshold: f64): i32 {
  let place = 0;
  while (place + 2 < search.used && centre(centres, usedBin(job, place + 1)) <= threshold) ++place;
  return place;
}

function writeMembers(job: Job, search: Search, cut: i32): void {
  search.bin = 0;
  memory.fill(search.members, 0, 32);
  for (let place = 0; place <= cut; ++place) {
    const bin = usedBin(job, place);
    const at = search.members + <usize>(bin >> 3);
    store<u8>(at, <u8>(<i32>load<u8>(at) | (1 << (bin & 7))));
  }
}
