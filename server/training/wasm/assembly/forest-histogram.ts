import { Feature, Job, Search } from './forest-job';

/** Nodes with fewer rows read the codes by row: a row's lie on one cache line, and few rows stay in the cache. */
const ROWS_BY_COLUMN = 512;
/** Nodes with fewer rows find the bins they use by looking at their rows again, others by looking at all bins. */
const FEW_ROWS = 64;

/** Where a node of so many rows reads the codes of a feature; `stepOf` is the way from row to row. */
export function codesOf(feature: Feature, rows: i32): usize {
  return rows >= ROWS_BY_COLUMN ? feature.column : feature.byRow;
}

export function stepOf(feature: Feature, rows: i32): usize {
  return rows >= ROWS_BY_COLUMN ? 1 : <usize>feature.rowBytes;
}

/** Whether all rows of a node have one code. Most features of small nodes do, and need no histogram. */
export function isConstant(job: Job, feature: Feature, start: i32, end: i32): bool {
  const codes = codesOf(feature, end - start);
  const step = stepOf(feature, end - start);
  const stop = job.index + ((<usize>end) << 2);
  let at = job.index + ((<usize>start) << 2);
  const first = load<u8>(codes + <usize>load<u32>(at) * step);
  for (at += 4; at < stop; at += 4) if (load<u8>(codes + <usize>load<u32>(at) * step) !== first) return false;
  return true;
}

/** Adds up, for each bin of a feature, the rows [start, end) of the index. */
export function buildHistogram(job: Job, feature: Feature, start: i32, end: i32): void {
  const codes = codesOf(feature, end - start);
  const step = stepOf(feature, end - start);
  if (job.classes > 1) addClasses(job, codes, step, start, end);
  else addMeans(job, codes, step, start, end);
}

function countRow(job: Job, code: usize): void {
  const at = job.binRows + (code << 2);
  store<u32>(at, load<u32>(at) + 1);
}

function addMeans(job: Job, codes: usize, step: usize, start: i32, end: i32): void {
  const histogram = job.histogram;
  let stat = job.stats + ((<usize>start) << 4);
  const stop = job.index + ((<usize>end) << 2);
  for (let at = job.index + ((<usize>start) << 2); at < stop; at += 4) {
    const code = <usize>load<u8>(codes + <usize>load<u32>(at) * step);
    const sum = histogram + (code << 4);
    v128.store(sum, f64x2.add(v128.load(sum), v128.load(stat)));
    countRow(job, code);
    stat += 16;
  }
}

function addClasses(job: Job, codes: usize, step: usize, start: i32, end: i32): void {
  const histogram = job.histogram;
  const binBytes = (<usize>job.classes) << 3;
  let stat = job.stats + ((<usize>start) << 4);
  const stop = job.index + ((<usize>end) << 2);
  for (let at = job.index + ((<usize>start) << 2); at < stop; at += 4) {
    const code = <usize>load<u8>(codes + <usize>load<u32>(at) * step);
    const sum = histogram + code * binBytes + ((<usize>load<f64>(stat, 8)) << 3);
    store<f64>(sum, load<f64>(sum) + load<f64>(stat));
    countRow(job, code);
    stat += 16;
  }
}

/** Lists the bins in use, rising, in job.usedBins. Returns how many groups of rows the feature tells apart. */
export function listUsedBins(job: Job, search: Search, feature: Feature, start: i32, end: i32): i32 {
  search.used = end - start < FEW_ROWS ? listByRows(job, feature, start, end) : listByCounts(job, feature);
  search.hasMissing = rowsOf(job, feature.missingCode) > 0 ? 1 : 0;
  const isRareUsed = feature.isCategorical && rowsOf(job, feature.bins) > 0 ? 1 : 0;
  return search.used + search.hasMissing + isRareUsed;
}

/** Makes the histogram zero again, where it is not. */
export function resetHistogram(job: Job, search: Search, feature: Feature): void {
  for (let i: usize = 0; i < <usize>search.used; ++i) resetBin(job, load<u8>(job.usedBins + i));
  resetBin(job, feature.missingCode);
  if (feature.isCategorical) resetBin(job, feature.bins);
}

export function rowsOf(job: Job, bin: i32): i32 {
  return load<i32>(job.binRows + ((<usize>bin) << 2));
}

function resetBin(job: Job, bin: i32): void {
  store<u32>(job.binRows + ((<usize>bin) << 2), 0);
  if (job.classes === 1) {
    v128.store(job.histogram + ((<usize>bin) << 4), i64x2.splat(0));
    return;
  }
  const bytes = (<usize>job.classes) << 3;
  memory.fill(job.histogram + <usize>bin * bytes, 0, bytes);
}

function listByCounts(job: Job, feature: Feature): i32 {
  let used = 0;
  for (let bin = 0; bin < feature.bins; ++bin) {
    if (rowsOf(job, bin) === 0) continue;
    store<u8>(job.usedBins + <usize>used, <u8>bin);
    used += 1;
  }
  return used;
}

function listByRows(job: Job, feature: Feature, start: i32, end: i32): i32 {
  let bits0: u64 = 0,
    bits1: u64 = 0,
    bits2: u64 = 0,
    bits3: u64 = 0;
  for (let at = start; at < end; ++at) {
    const row = <usize>load<u32>(job.index + ((<usize>at) << 2));
    const bin = <i32>load<u8>(feature.byRow + row * <usize>feature.rowBytes);
    if (bin >= feature.bins) continue;
    const bit: u64 = 1 << (<u64>(bin & 63));
    if (bin < 64) bits0 |= bit;
    else if (bin < 128) bits1 |= bit;
    else if (bin < 192) bits2 |= bit;
    else bits3 |= bit;
  }
  let used = listBits(job, bits0, 0, 0);
  used = listBits(job, bits1, 64, used);
  used = listBits(job, bits2, 128, used);
  return listBits(job, bits3, 192, used);
}

function listBits(job: Job, bits: u64, first: i32, used: i32): i32 {
  for (; bits !== 0; bits &= bits - 1) {
    store<u8>(job.usedBins + <usize>used, <u8>(first + <i32>ctz(bits)));
    used += 1;
  }
  return used;
}
