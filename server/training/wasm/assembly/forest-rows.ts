import { Feature, Job, Search } from './forest-job';

/**
 * Divides the rows of a node by the split that was found, in order; their statistics move along, so that they are read
 * one after the other. Returns where the right rows begin.
 */
export function partition(job: Job, search: Search, start: i32, end: i32): i32 {
  const feature = changetype<Feature>(job.featureTable + <usize>search.feature * offsetof<Feature>());
  let left = <usize>start,
    right: usize = 0;
  for (let at = <usize>start; at < <usize>end; ++at) {
    const row = load<u32>(job.index + (at << 2));
    const stat = v128.load(job.stats + (at << 4));
    const code = <i32>load<u8>(feature.column + <usize>row);
    const isLeft = <usize>goesLeft(feature, code, search.bin, search.missingLeft, search.members);
    // Written to both sides, and only one side moves on: a branch would be mispredicted half of the time.
    store<u32>(job.index + (left << 2), row);
    v128.store(job.stats + (left << 4), stat);
    store<u32>(job.spareIndex + (right << 2), row);
    v128.store(job.spareStats + (right << 4), stat);
    left += isLeft;
    right += 1 - isLeft;
  }
  memory.copy(job.index + (left << 2), job.spareIndex, right << 2);
  memory.copy(job.stats + (left << 4), job.spareStats, right << 4);
  return <i32>left;
}

/** Finds the leaves of the rows that the tree was not grown on. */
export function placeOtherRows(job: Job): void {
  for (let row: usize = 0; row < <usize>job.allRows; ++row) {
    // Without a bootstrap the tree was grown on every training row, with one on those that were drawn.
    if (row < <usize>job.rows && (job.draws === 0 || load<u16>(job.drawn + (row << 1)) > 0)) continue;
    store<u32>(job.leafOf + (row << 2), leafOf(job, row));
  }
}

function leafOf(job: Job, row: usize): u32 {
  let node: usize = 0;
  let split = load<i32>(job.nodeFeature);
  while (split >= 0) {
    const feature = changetype<Feature>(job.featureTable + <usize>split * offsetof<Feature>());
    const code = <i32>load<u8>(feature.byRow + row * <usize>feature.rowBytes);
    const isLeft = goesLeft(
      feature,
      code,
      <i32>load<u8>(job.nodeBin + node),
      <i32>load<u8>(job.nodeMissingLeft + node),
      job.nodeMembers + (node << 5),
    );
    node = <usize>load<i32>(job.nodeLeft + (node << 2)) + <usize>(1 - isLeft);
    split = load<i32>(job.nodeFeature + (node << 2));
  }
  return <u32>node;
}

function goesLeft(feature: Feature, code: i32, bin: i32, missingLeft: i32, members: usize): i32 {
  if (code === feature.missingCode) return missingLeft;
  if (feature.isCategorical) return (<i32>load<u8>(members + <usize>(code >> 3)) >> (code & 7)) & 1;
  return code <= bin ? 1 : 0;
}
