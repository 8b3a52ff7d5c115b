import * as categories from './categories';
import { addHistogram, addRows, subtractHistogram, TILE } from './histogram';
import { beginLeaf, gradientUnit, hessianUnit, isPlain, isTooSmall, parentScore, scoreUnit, tried } from './leaf-score';
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
  store<f64>(out, -1);
  if (isTooSmall(leaf, options)) return;
  let total: i64 = 0;
  const firstEntry = features + <usize>first * ENTRY_BYTES;
  const firstColumn = histogram + ((<usize>load<i32>(firstEntry, COLUMN)) << 11);
  for (let code = 0, codes = load<i32>(firstEntry, CODES); code < codes; ++code) {
    total += load<i64>(firstColumn + ((<usize>code) << 3));
  }
  beginLeaf(leaf, options, total);
  bestGain = -1;
  for (let f = first; f < last; ++f) {
    if (!load<u8>(tried + <usize>f)) continue;
    const entry = features + <usize>f * ENTRY_BYTES;
    if (f + 1 < last && isSimple(entry, f) && isSimple(entry + ENTRY_BYTES, f + 1)) {
      const own = histogram + ((<usize>load<i32>(entry, COLUMN)) << 11);
      const next = histogram + ((<usize>load<i32>(entry + ENTRY_BYTES, COLUMN)) << 11);
      thresholds.findThresholds(own, next, max(load<i32>(entry, BINS), load<i32>(entry + ENTRY_BYTES, BINS)) - 1);
      offerThreshold(out, f, thresholds.score, thresholds.bin, thresholds.left);
      ++f;
      offerThreshold(out, f, thresholds.secondScore, thresholds.secondBin, thresholds.secondLeft);
    } else {
      searchFeature(histogram, entry, f, spare, out);
    }
  }
}

/** Of the leaf and the features searched so far. */
let bestGain: f64 = -1;

/** A number with a byte column of its own, no missing values and nothing to keep to. */
function isSimple(entry: usize, f: i32): bool {
  return (
    load<i32>(entry, CODES) === load<i32>(entry, BINS) &&
    (load<i32>(entry, HAS_MISSING) | load<i32>(entry, IS_CATEGORICAL) | load<i32>(entry, DIRECTION)) === 0 &&
    isPlain &&
    load<u8>(tried + <usize>f) !== 0
  );
}

function searchFeature(histogram: usize, entry: usize, f: i32, spare: usize, out: usize): void {
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
    if (categories.score === 0 || gain <= bestGain) return;
    bestGain = gain;
    storeSplit(out, gain, f, -1, thresholds.MISSING_UNSEEN, categories.left);
    store<i32>(out, <i32>categories.isSorted, SORTED);
    memory.copy(out + MEMBERS, spare + SET_AT, 32);
    return;
  }
  const missing: i64 = valueBins < bins ? load<i64>(sums + ((<usize>valueBins) << 3)) : 0;
  const direction = load<i32>(entry, DIRECTION);
  if (isPlain && direction === 0) thresholds.findThreshold(sums, valueBins, missing);
  else thresholds.findThresholdWithin(sums, valueBins, missing, direction);
  offerThreshold(out, f, thresholds.score, thresholds.bin, thresholds.left);
}

/** Keeps a threshold when it gains more than what was found before. */
function offerThreshold(out: usize, place: i32, score: f64, bin: i32, left: i64): void {
  const gain = (score - parentScore) * scoreUnit;
  if (bin < 0 || gain <= bestGain) return;
  bestGain = gain;
  storeSplit(out, gain, place, bin, thresholds.missingSide, left);
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

/** A histogram is subtracted sooner than so many rows. */
const FEW_ROWS = 64;

/** First of the columns that are a thread's: whole tiles of them. */
function columnStart(columns: i32, thread: i32, threads: i32): i32 {
  const tiles = (columns + TILE - 1) / TILE;
  return min(columns, ((tiles * thread) / threads) * TILE);
}

/** Searches two new leaves in columns [first, last); at the root `larger` is 0. The best splits are written at `out`. */
function searchColumns(
  first: i32,
  last: i32,
  features: usize,
  featureStarts: usize,
  smaller: usize,
  larger: usize,
  options: usize,
  leaves: usize,
  spare: usize,
  out: usize,
): void {
  if (first >= last) {
    store<f64>(out, -1);
    store<f64>(out + SPLIT_BYTES, -1);
    return;
  }
  const firstFeature = load<i32>(featureStarts + ((<usize>first) << 2));
  const lastFeature = load<i32>(featureStarts + ((<usize>last) << 2));
  searchLeaf(smaller, leaves, options, features, firstFeature, lastFeature, spare, out);
  if (larger) searchLeaf(larger, leaves + 32, options, features, firstFeature, lastFeature, spare, out + SPLIT_BYTES);
}

/**
 * Finishes the histogram of the smaller leaf, adding its `parts` partial histograms, and searches both leaves. Each thread
 * takes a range of byte columns; `featureStarts` holds the first feature of each column and one end. `leaves`: the
 * smaller leaf, then the larger one (leaf-score.ts). The best splits go to `out`, two for each thread.
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
  const first = columnStart(columns, thread, threads),
    last = columnStart(columns, thread + 1, threads);
  for (let part = 0; part < parts; ++part) {
    addHistogram(smaller, partial + <usize>part * partialBytes, first, last);
  }
  // The larger leaf's histogram is the parent's until here.
  if (larger) subtractHistogram(larger, smaller, first, last);
  const mySpare = spare + <usize>thread * SPARE_BYTES;
  const myOut = out + <usize>thread * 2 * SPLIT_BYTES;
  searchColumns(first, last, features, featureStarts, smaller, larger, options, leaves, mySpare, myOut);
}

/**
 * Counts the smaller leaf, index[start, end), and searches both leaves, each thread its own columns from first to last:
 * for leaves too small to be worth a histogram per thread and a second hand-over.
 */
export function countAndSearch(
  thread: i32,
  threads: i32,
  start: i32,
  end: i32,
  rows: usize,
  rowBytes: usize,
  columns: i32,
  index: usize,
  pairs: usize,
  blocks: usize,
  blockBytes: usize,
  blockRows: i32,
  features: usize,
  featureStarts: usize,
  smaller: usize,
  larger: usize,
  options: usize,
  leaves: usize,
  spare: usize,
  out: usize,
): void {
  const first = columnStart(columns, thread, threads),
    last = columnStart(columns, thread + 1, threads);
  const myBlock = blocks + <usize>thread * blockBytes;
  if (first < last) {
    // Few rows are taken from the parent's histogram sooner one by one, and need none of their own if too few to split.
    const isFew = larger !== 0 && end - start < FEW_ROWS;
    if (isFew) {
      addRows(first, last, start, end, rows, rowBytes, index, pairs, true, larger, myBlock, blockRows);
    }
    if (!isFew || !isTooSmall(leaves, options)) {
      memory.fill(smaller + ((<usize>first) << 11), 0, (<usize>(last - first)) << 11);
      addRows(first, last, start, end, rows, rowBytes, index, pairs, false, smaller, myBlock, blockRows);
    }
    if (larger && !isFew) subtractHistogram(larger, smaller, first, last);
  }
  const mySpare = spare + <usize>thread * SPARE_BYTES;
  const myOut = out + <usize>thread * 2 * SPLIT_BYTES;
  searchColumns(first, last, features, featureStarts, smaller, larger, options, leaves, mySpare, myOut);
}
