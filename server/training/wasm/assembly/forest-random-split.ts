import { tryClasses, tryMean } from './forest-cuts';
import { codesOf, stepOf } from './forest-histogram';
import { Feature, Job, Search } from './forest-job';
import { fraction } from './forest-random';
import { centre, centresOf, heavierSide, lastBelow } from './forest-search';

/**
 * Divides the node by one feature, not categorical, at a threshold drawn between its least and largest value there. One
 * cut needs no histogram: the rows are read twice, for the range and for what lies on the left.
 */
export function tryRandomSplit(job: Job, search: Search, feature: i32, entry: Feature, start: i32, end: i32): void {
  const rows = end - start;
  const codes = codesOf(entry, rows),
    step = stepOf(entry, rows);
  const stop = job.index + ((<usize>end) << 2);
  let least = 256,
    largest = -1;
  for (let at = job.index + ((<usize>start) << 2); at < stop; at += 4) {
    const code = <i32>load<u8>(codes + <usize>load<u32>(at) * step);
    least = min(least, code);
    // Missing values have the largest code, and are no value.
    largest = max(largest, code === entry.missingCode ? -1 : code);
  }
  let bin = entry.bins - 1;
  if (least < largest) {
    const centres = centresOf(job, feature);
    const share = fraction(search);
    bin = lastBelow(centres, least, largest, centre(centres, least) * (1 - share) + centre(centres, largest) * share);
  }
  const isBetter =
    job.classes > 1
      ? cutClasses(job, search, entry, codes, step, start, end, bin)
      : cutMean(job, search, entry, codes, step, start, end, bin);
  if (!isBetter) return;
  search.feature = feature;
  search.bin = bin;
  if (!search.hasMissing) search.missingLeft = heavierSide(search);
}

function cutMean(
  job: Job,
  search: Search,
  entry: Feature,
  codes: usize,
  step: usize,
  start: i32,
  end: i32,
  bin: i32,
): bool {
  let left = f64x2.splat(0),
    missing = f64x2.splat(0);
  let leftRows = 0,
    missingRows = 0;
  for (let at = <usize>start; at < <usize>end; ++at) {
    const code = <i32>load<u8>(codes + <usize>load<u32>(job.index + (at << 2)) * step);
    const stat = v128.load(job.stats + (at << 4));
    const isLeft = code <= bin ? 1 : 0;
    // By masks: which side a row takes is drawn, so a branch would be mispredicted.
    left = f64x2.add(left, v128.and(stat, i64x2.splat(-(<i64>isLeft))));
    leftRows += isLeft;
    if (code === entry.missingCode) {
      missing = f64x2.add(missing, stat);
      ++missingRows;
    }
  }
  search.hasMissing = missingRows;
  const weight = f64x2.extract_lane(left, 0),
    sum = f64x2.extract_lane(left, 1);
  let isBetter = isAllowed(job, leftRows, end - start) && tryMean(search, weight, sum);
  if (isBetter) search.missingLeft = 0;
  if (missingRows > 0 && isAllowed(job, leftRows + missingRows, end - start)) {
    if (tryMean(search, weight + f64x2.extract_lane(missing, 0), sum + f64x2.extract_lane(missing, 1))) {
      search.missingLeft = 1;
      isBetter = true;
    }
  }
  return isBetter;
}

function cutClasses(
  job: Job,
  search: Search,
  entry: Feature,
  codes: usize,
  step: usize,
  start: i32,
  end: i32,
  bin: i32,
): bool {
  const bytes = (<usize>job.classes) << 3;
  // The histogram is not in use: its first bin holds the missing rows.
  const missing = job.histogram;
  memory.fill(job.leftTotals, 0, bytes);
  let leftRows = 0,
    missingRows = 0;
  for (let at = <usize>start; at < <usize>end; ++at) {
    const code = <i32>load<u8>(codes + <usize>load<u32>(job.index + (at << 2)) * step);
    const isMissing = code === entry.missingCode;
    if (code > bin && !isMissing) continue;
    const stat = job.stats + (at << 4);
    const total = (isMissing ? missing : job.leftTotals) + ((<usize>load<f64>(stat, 8)) << 3);
    store<f64>(total, load<f64>(total) + load<f64>(stat));
    if (isMissing) ++missingRows;
    else ++leftRows;
  }
  search.hasMissing = missingRows;
  let isBetter = isAllowed(job, leftRows, end - start) && tryClasses(job, search, 0);
  if (isBetter) search.missingLeft = 0;
  if (missingRows === 0) return isBetter;
  if (isAllowed(job, leftRows + missingRows, end - start) && tryClasses(job, search, missing)) {
    search.missingLeft = 1;
    isBetter = true;
  }
  memory.fill(missing, 0, bytes);
  return isBetter;
}

function isAllowed(job: Job, leftRows: i32, rows: i32): bool {
  return leftRows >= job.minLeaf && rows - leftRows >= job.minLeaf;
}
