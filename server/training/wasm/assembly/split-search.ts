import { addHistogram, subtractHistogram } from './histogram';

// A feature's entry in the table the search reads: six i32, in the order of their byte columns.
const COLUMN = 0;
const MULTIPLIER = 4;
const BINS = 8;
const CODES = 12;
const HAS_MISSING = 16;
const ENTRY_BYTES = 24;

// A found split: gain f64 (-1 none), position in the feature table i32, bin i32, missing i32, then f64 sums on the left.
const MISSING_RIGHT = 0;
const MISSING_LEFT = 1;
const MISSING_UNSEEN = 2;

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
 * The best split over features [first, last) of a histogram. Row counts are taken to be proportional to the hessian, as
 * LightGBM does: counting would need a third sum. Everything is in units of the integers; only results are scaled.
 *
 * Candidates of one feature are compared without division (score = numerator / denominator), features by their gain.
 * What is found for a feature depends on nothing else, so the outcome is the same however threads share the features.
 */
function searchLeaf(
  histogram: usize,
  features: usize,
  first: i32,
  last: i32,
  rows: i32,
  minRows: i32,
  minHessian: f64,
  lambda: f64,
  gradientUnit: f64,
  hessianUnit: f64,
  spare: usize,
  out: usize,
): void {
  let total: i64 = 0;
  const firstColumn = histogram + ((<usize>load<i32>(features + <usize>first * ENTRY_BYTES, COLUMN)) << 11);
  for (let code = 0; code < 256; ++code) total += load<i64>(firstColumn + ((<usize>code) << 3));
  const G = <f64>(<i32>(total >> 32));
  const H = <f64>(<u32>total);
  const penalty = lambda / hessianUnit;
  const parentScore = (G * G) / (H + penalty);
  const fewest = max((<f64>minRows * H) / <f64>rows, minHessian / hessianUnit);
  const most = H - fewest;
  const scoreUnit = (gradientUnit / hessianUnit) * gradientUnit;
  let bestGain: f64 = -1;
  store<f64>(out, bestGain);
  for (let f = first; f < last; ++f) {
    const entry = features + <usize>f * ENTRY_BYTES;
    const bins = load<i32>(entry, BINS);
    const codes = load<i32>(entry, CODES);
    let sums = histogram + ((<usize>load<i32>(entry, COLUMN)) << 11);
    if (codes !== bins) {
      marginalize(sums, codes, load<i32>(entry, MULTIPLIER), bins, spare);
      sums = spare;
    }
    const hasMissing = load<i32>(entry, HAS_MISSING);
    const valueBins = bins - hasMissing;
    const missing: i64 = hasMissing ? load<i64>(sums + ((<usize>valueBins) << 3)) : 0;
    let best: f64 = 0;
    let bestBin = -1;
    let bestLeft: i64 = 0;
    let bestMissing = MISSING_UNSEEN;
    for (let missingLeft = 0; missingLeft < (missing !== 0 ? 2 : 1); ++missingLeft) {
      let left: i64 = missingLeft ? missing : 0;
      // With missing values on the right the last bin may split too: all values left, missing right.
      const end = missing !== 0 && !missingLeft ? valueBins : valueBins - 1;
      for (let bin = 0; bin < end; ++bin) {
        left += load<i64>(sums + ((<usize>bin) << 3));
        const HL = <f64>(<u32>left);
        if (HL < fewest) continue;
        if (HL > most) break;
        const GL = <f64>(<i32>(left >> 32));
        const GR = G - GL;
        const dl = HL + penalty;
        const dr = H - HL + penalty;
        const numerator = GL * GL * dr + GR * GR * dl;
        const denominator = dl * dr;
        if (numerator > best * denominator) {
          best = numerator / denominator;
          bestBin = bin;
          bestLeft = left;
          if (missing !== 0) bestMissing = missingLeft ? MISSING_LEFT : MISSING_RIGHT;
        }
      }
    }
    const gain = (best - parentScore) * scoreUnit;
    if (bestBin >= 0 && gain > bestGain) {
      bestGain = gain;
      store<f64>(out, gain);
      store<i32>(out, f, 8);
      store<i32>(out, bestBin, 12);
      store<i32>(out, bestMissing, 16);
      store<f64>(out, <f64>(<i32>(bestLeft >> 32)) * gradientUnit, 24);
      store<f64>(out, <f64>(<u32>bestLeft) * hessianUnit, 32);
    }
  }
}

/**
 * Finishes the histograms of two new leaves and searches both: adds the `parts` partial histograms to the smaller
 * leaf's, subtracts that from the parent's (which becomes the larger leaf's; 0 at the root), and writes the best
 * splits at `out` + thread × 128 and 64 further. Each thread takes a range of byte columns; `featureStarts` holds the
 * first feature of each column and one end.
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
  smallerRows: i32,
  largerRows: i32,
  minRows: i32,
  minHessian: f64,
  lambda: f64,
  gradientUnit: f64,
  hessianUnit: f64,
  spare: usize,
  out: usize,
): void {
  const at = out + <usize>thread * 128;
  const firstColumn = (columns * thread) / threads,
    lastColumn = (columns * (thread + 1)) / threads;
  if (firstColumn === lastColumn) {
    store<f64>(at, -1);
    store<f64>(at, -1, 64);
    return;
  }
  const first = load<i32>(featureStarts + ((<usize>firstColumn) << 2));
  const last = load<i32>(featureStarts + ((<usize>lastColumn) << 2));
  const mySpare = spare + <usize>thread * 2048;
  for (let part = 0; part < parts; ++part) {
    addHistogram(smaller, partial + <usize>part * partialBytes, firstColumn, lastColumn);
  }
  if (larger) subtractHistogram(larger, smaller, firstColumn, lastColumn);
  searchLeaf(
    smaller,
    features,
    first,
    last,
    smallerRows,
    minRows,
    minHessian,
    lambda,
    gradientUnit,
    hessianUnit,
    mySpare,
    at,
  );
  if (larger) {
    searchLeaf(
      larger,
      features,
      first,
      last,
      largerRows,
      minRows,
      minHessian,
      lambda,
      gradientUnit,
      hessianUnit,
      mySpare,
      at + 64,
    );
  }
}
