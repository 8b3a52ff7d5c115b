import { shuffle, sortByTarget } from './forest-categories';
import { tryClassCuts, tryMeanCuts } from './forest-cuts';
import { Feature, Job, Search } from './forest-job';
import { below } from './forest-random';

/**
 * Looks for the best way to divide the node by one feature, whose histogram is filled and whose bins are listed; `groups`
 * as from `listUsedBins`. Bins are divided after any of the list; those of categories are ordered first by their rows'
 * targets, which is as good as all subsets (Fisher 1958). With random splits, which come here for categories only, they
 * are shuffled and divided after one that is drawn. Keeps what is better than the best so far.
 */
export function searchFeature(job: Job, search: Search, feature: i32, entry: Feature, groups: i32, rows: i32): void {
  // With every bin on the left, what remains for the right is missing values or rare categories.
  let first = 0;
  let last = groups > search.used ? search.used - 1 : search.used - 2;
  if (job.randomSplits) {
    shuffle(job, search);
    first = last = below(search, last + 1);
  } else if (entry.isCategorical) sortByTarget(job, search);
  const cut =
    job.classes > 1
      ? tryClassCuts(job, search, entry, rows, first, last)
      : tryMeanCuts(job, search, entry, rows, first, last);
  if (cut < 0) return;
  search.feature = feature;
  // Missing values that were not seen here follow the heavier side, as in scikit-learn.
  if (!search.hasMissing) search.missingLeft = heavierSide(search);
  if (entry.isCategorical) writeMembers(job, search, cut);
  else if (cut === search.used - 1) search.bin = entry.bins - 1;
  else {
    const centres = centresOf(job, feature);
    const low = usedBin(job, cut),
      high = usedBin(job, cut + 1);
    search.bin = lastBelow(centres, low, high, centre(centres, low) / 2 + centre(centres, high) / 2);
  }
}

/** 1: left. */
export function heavierSide(search: Search): i32 {
  return 2 * search.leftWeight >= search.weight ? 1 : 0;
}

export function centresOf(job: Job, feature: i32): usize {
  return job.centres + ((<usize>feature) << 11);
}

export function centre(centres: usize, bin: i32): f64 {
  return load<f64>(centres + ((<usize>bin) << 3));
}

/** The last bin from `low` on, and before `high`, that a threshold leaves on the left. */
export function lastBelow(centres: usize, low: i32, high: i32, threshold: f64): i32 {
  while (low + 1 < high && centre(centres, low + 1) <= threshold) ++low;
  return low;
}

function usedBin(job: Job, place: i32): i32 {
  return <i32>load<u8>(job.usedBins + <usize>place);
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
