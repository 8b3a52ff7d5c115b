import { addHistogram, subtractHistogram } from './histogram';

// A feature's entry in the table the search reads: six i32, in the order of their byte columns.
const COLUMN = 0;
const MULTIPLIER = 4;
const BINS = 8;
const CODES = 12;
const HAS_MISSING = 16;
const ENTRY_BYTES = 24;

// A found split: gain f64, position in the feature table i32 (-1 none), bin i32, missing i32, then f64 sums on the left.
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
 * The best split over features [first, last) of a histogram. Scales turn the integer halves back into gradients and
 * hessians. Row counts are taken to be proportional to the hessian, as LightGBM does: counting would need a third sum.
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
  let bestGain: f64 = -1,
    bestFeature = -1,
    bestBin = 0,
    bestMissing = 0;
  let bestGradient: f64 = 0,
    bestHessian: f64 = 0;
  let total: i64 = 0;
  const firstColumn = histogram + ((<usize>load<i32>(features + <usize>first * ENTRY_BYTES, COLUMN)) << 11);
  for (let code = 0; code < 256; ++code) total += load<i64>(firstColumn + ((<usize>code) << 3));
  const totalHessian = <f64>(<u32>total);
  const G = <f64>(<i32>(total >> 32)) * gradientUnit,
    H = totalHessian * hessianUnit;
  const parentScore = (G * G) / (H + lambda);
  const fewest = max((<f64>minRows * totalHessian) / <f64>rows, minHessian / hessianUnit);
  const most = totalHessian - fewest;
  for (let f = first; f < last; ++f) {
    const entry = features + <usize>f * ENTRY_BYTES;
    const bins = load<i32>(entry, BINS),
      codes = load<i32>(entry, CODES),
      hasMissing = load<i32>(entry, HAS_MISSING);
    let sums = histogram + ((<usize>load<i32>(entry, COLUMN)) << 11);
    if (codes !== bins) {
      marginalize(sums, codes, load<i32>(entry, MULTIPLIER), bins, spare);
      sums = spare;
    }
    const valueBins = bins - hasMissing;
    const missing: i64 = hasMissing ? load<i64>(sums + ((<usize>valueBins) << 3)) : 0;
    for (let missingLeft = 0; missingLeft < (missing !== 0 ? 2 : 1); ++missingLeft) {
      let left: i64 = missingLeft ? missing : 0;
      // With missing values on the right the last bin may split too: all values left, missing right.
      const end = missing !== 0 && !missingLeft ? valueBins : valueBins - 1;
      for (let bin = 0; bin < end; ++bin) {
        const sum = load<i64>(sums + ((<usize>bin) << 3));
        if (sum === 0) continue;
        left += sum;
        const leftHessian = <f64>(<u32>left);
        if (leftHessian < fewest) continue;
        if (leftHessian > most) break;
        const HL = leftHessian * hessianUnit,
          HR = H - HL;
        const GL = <f64>(<i32>(left >> 32)) * gradientUnit,
          GR = G - GL;
        const dl = HL + lambda,
          dr = HR + lambda;
        const gain = (GL * GL * dr + GR * GR * dl) / (dl * dr) - parentScore;
        if (gain > bestGain) {
          bestGain = gain;
          bestFeature = f;
          bestBin = bin;
          bestMissing = missing === 0 ? MISSING_UNSEEN : missingLeft ? MISSING_LEFT : MISSING_RIGHT;
          bestGradient = GL;
          bestHessian = HL;
        }
      }
    }
  }
  store<f64>(out, bestGain);
  store<i32>(out, bestFeature, 8);
  store<i32>(out, bestBin, 12);
  store<i32>(out, bestMissing, 16);
  store<f64>(out, bestGradient, 24);
  store<f64>(out, bestHessian, 32);
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
