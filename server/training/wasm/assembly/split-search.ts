import * as categories from './categories';
import { addHistogram, subtractHistogram } from './histogram';
import { beginLeaf, gradientUnit, hessianUnit, isPlain, parentScore, scoreUnit, tried } from './leaf-score';
import * as thresholds from './thresholds';

// A feature's entry in the table the search reads: eight i32, in the order of their byte columns.
const COLUMN = 0;
const MULTIPLIER = 4;
const BINS = 8;
const CODES = 12;
const HAS_MISSING = 16;
const IS_CATEGORICAL = 20;
const DIRECTION = 24;
const ENTRY_BYTES = 32;

// A found split, 128 bytes: gain f64 (-1 none), position in the feature table i32, last bin on the left i32 (-1: a set of
// bins), side of missing values i32, whether categories were sorted i32, f64 sums on the left, 32 bytes of the set.
const PLACE = 8;
const BIN = 12;
const MISSING = 16;
const SORTED = 20;
const GRADIENT = 24;
const HESSIAN = 32;
const MEMBERS = 40;
export const SPLIT_BYTES = 128;

// A thread's spare memory: sums of one feature, a set of bins, then keys to sort, twice.
const SET_AT = 2048;
const KEYS_AT = 2112;
const SPARE_BYTES = 6272;

/**
 * Sums over the other features that share the byte: code = ... + bin × multiplier + ..., so bins of one feature are
 * runs of `multiplier` codes that come back every `multiplier` × `bins`.
 */
function marginalize(joint: usize, codes: i32, multiplier: i32, bins: i32, out: usize): void {
  memory.fill(out, 0, (<usize>bins) << 3);
  for (let high = 0; high < codes; high += multiplier * bins) {
    for (let bin = 0; bin < bins; ++bin) {
      const from = joint + ((<usize>(high + bin * multiplier)) << 3);
      let sum: i64 = 0;
      for (let low = 0; low < multiplier; ++low) sum += load<i64>(from + ((<usize>low) << 3));
      const at = out + ((<usize>bin) << 3);
      store<i64>(at, load<i64>(at) + sum);
    }
  }
}

/**
 * The best split over features [first, last) of a histogram; the earlier feature on a tie. What is found for a feature
 * depends on nothing else, so the outcome is the same however threads share the features.
 */
function searchLeaf(
  histogram: usize,
  leaf: usize,
  options: usize,
  features: usize,
  first: i32,
  last: i32,
  spare: usize,
  out: usize,
): void {
  let total: i64 = 0;
  const firstEntry = features + <usize>first * ENTRY_BYTES;
  const firstColumn = histogram + ((<usize>load<i32>(firstEntry, COLUMN)) << 11);
  for (let code = 0, codes = load<i32>(firstEntry, CODES); code < codes; ++code) {
    total += load<i64>(firstColumn + ((<usize>code) << 3));
  }
  beginLeaf(leaf, options, total);
  let bestGain: f64 = -1;
  store<f64>(out, bestGain);
  for (let f = first; f < last; ++f) {
    if (!load<u8>(tried + <usize>f)) continue;
    const entry = features + <usize>f * ENTRY_BYTES;
    const bins = load<i32>(entry, BINS);
    const codes = load<i32>(entry, CODES);
    let sums = histogram + ((<usize>load<i32>(entry, COLUMN)) << 11);
    if (codes !== bins) {
      marginalize(sums, codes, load<i32>(entry, MULTIPLIER), bins, spare);
      sums = spare;
    }
    const valueBins = bins - load<i32>(entry, HAS_MISSING);
    if (load<i32>(entry, IS_CATEGORICAL)) {
      // The last bin of values holds the categories that have none of their own.
      categories.findCategories(sums, bins, valueBins - 1, spare + KEYS_AT, spare + SET_AT);
      const gain = (categories.score - parentScore) * scoreUnit;
      if (categories.score === 0 || gain <= bestGain) continue;
      bestGain = gain;
      storeSplit(out, gain, f, -1, thresholds.MISSING_UNSEEN, categories.left);
      store<i32>(out, <i32>categories.isSorted, SORTED);
      memory.copy(out + MEMBERS, spare + SET_AT, 32);
      continue;
    }
    const missing: i64 = valueBins < bins ? load<i64>(sums + ((<usize>valueBins) << 3)) : 0;
    const direction = load<i32>(entry, DIRECTION);
    if (isPlain && direction === 0) thresholds.findThreshold(sums, valueBins, missing);
    else thresholds.findThresholdWithin(sums, valueBins, missing, direction);
    const gain = (thresholds.score - parentScore) * scoreUnit;
    if (thresholds.bin < 0 || gain <= bestGain) continue;
    bestGain = gain;
    storeSplit(out, gain, f, thresholds.bin, thresholds.missingSide, thresholds.left);
  }
}

function storeSplit(out: usize, gain: f64, place: i32, bin: i32, missing: i32, left: i64): void {
  store<f64>(out, gain);
  store<i32>(out, place, PLACE);
  store<i32>(out, bin, BIN);
  store<i32>(out, missing, MISSING);
  store<i32>(out, 0, SORTED);
  store<f64>(out, <f64>(<i32>(left >> 32)) * gradientUnit, GRADIENT);
  store<f64>(out, <f64>(<u32>left) * hessianUnit, HESSIAN);
}

/**
 * Finishes the histograms of two new leaves and searches both: adds the `parts` partial histograms to the smaller
 * leaf's, subtracts that from the parent's (which becomes the larger leaf's; 0 at the root), and writes the best
 * splits at `out`, two for each thread. Each thread takes a range of byte columns; `featureStarts` holds the
 * first feature of each column and one end. `leaves`: the smaller leaf, then the larger one (leaf-score.ts).
 */
export function searchSplits(
  thread: i32,
  threads: i32,
  columns: i32,
  features: usize,
  featureStarts: usize,
  smaller: usize,
  larger: usize,
  partial: usize,
  partialBytes: usize,
  parts: i32,
  options: usize,
  leaves: usize,
  spare: usize,
  out: usize,
): void {
  const at = out + <usize>thread * 2 * SPLIT_BYTES;
  const firstColumn = (columns * thread) / threads,
    lastColumn = (columns * (thread + 1)) / threads;
  if (firstColumn === lastColumn) {
    store<f64>(at, -1);
    store<f64>(at + SPLIT_BYTES, -1);
    return;
  }
  const first = load<i32>(featureStarts + ((<usize>firstColumn) << 2));
  const last = load<i32>(featureStarts + ((<usize>lastColumn) << 2));
  const mySpare = spare + <usize>thread * SPARE_BYTES;
  for (let part = 0; part < parts; ++part) {
    addHistogram(smaller, partial + <usize>part * partialBytes, firstColumn, lastColumn);
  }
  if (larger) subtractHistogram(larger, smaller, firstColumn, lastColumn);
  searchLeaf(smaller, leaves, options, features, first, last, mySpare, at);
  if (larger) searchLeaf(larger, leaves + 32, options, features, first, last, mySpare, at + SPLIT_BYTES);
}
