import { Job, Search } from './forest-job';
import { below } from './forest-random';

/**
 * Orders the listed bins by their mean target; with three classes or more by their share of the class that the node has
 * most of. Insertion, so that equal ones keep their order: few bins are in use.
 */
export function sortByTarget(job: Job, search: Search): void {
  const largest = job.classes > 1 ? largestClass(job) : 0;
  for (let end = 1; end < search.used; ++end) {
    const bin = load<u8>(job.usedBins + <usize>end);
    const own = meanOf(job, bin, largest);
    let at = end;
    for (; at > 0; --at) {
      const before = load<u8>(job.usedBins + <usize>(at - 1));
      if (meanOf(job, before, largest) <= own) break;
      store<u8>(job.usedBins + <usize>at, before);
    }
    store<u8>(job.usedBins + <usize>at, bin);
  }
}

/** Brings the listed bins into an order that is drawn. */
export function shuffle(job: Job, search: Search): void {
  for (let end = search.used; end > 1; --end) {
    const from = job.usedBins + <usize>below(search, end),
      to = job.usedBins + <usize>(end - 1);
    const kept = load<u8>(to);
    store<u8>(to, load<u8>(from));
    store<u8>(from, kept);
  }
}

function largestClass(job: Job): i32 {
  let largest = 0;
  for (let k = 1; k < job.classes; ++k) {
    if (load<f64>(job.totals + ((<usize>k) << 3)) > load<f64>(job.totals + ((<usize>largest) << 3))) largest = k;
  }
  return largest;
}

function meanOf(job: Job, bin: u8, largest: i32): f64 {
  if (job.classes === 1) {
    const at = job.histogram + ((<usize>bin) << 4);
    return load<f64>(at, 8) / load<f64>(at);
  }
  const at = job.histogram + <usize>bin * ((<usize>job.classes) << 3);
  let weight: f64 = 0;
  for (let k: usize = 0; k < <usize>job.classes; ++k) weight += load<f64>(at + (k << 3));
  return load<f64>(at + ((<usize>largest) << 3)) / weight;
}
