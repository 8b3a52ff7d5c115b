import { channel } from 'node:diagnostics_channel';

/** What a training had to touch, whatever the machine. */
export interface BoostingWork {
  /** Rows added to a histogram, over all trees. */
  histogramRows: number;
  /** Rows divided between two leaves. */
  partitionedRows: number;
  /** Bytes read and written by these and by what is done once per row and tree. */
  bytes: number;
}

/** At its end a training says here what it touched: `BoostingWork`. For benchmarks. */
export const boostingWork = channel('sluice.training.boosting-work');

/** Per row and tree: score and target read, gradient, hessian and their pair written and read, score and index written. */
const BYTES_PER_ROW_AND_TREE = 8 + 8 + 4 + 2 * 8 + 8 + 8 + 8 + 4;
/** A row's place in the index, read and written; its code. */
const BYTES_PER_PARTITIONED_ROW = 4 + 4 + 1;
/** A row's place in the index, and its packed gradients. */
const BYTES_PER_HISTOGRAM_ROW = 4 + 8;

export function workOf(
  rows: { histogram: number; partitioned: number },
  { rowCount, trees, columns }: { rowCount: number; trees: number; columns: number },
): BoostingWork {
  return {
    histogramRows: rows.histogram,
    partitionedRows: rows.partitioned,
    bytes:
      rows.histogram * (columns + BYTES_PER_HISTOGRAM_ROW) +
      rows.partitioned * BYTES_PER_PARTITIONED_ROW +
      rowCount * trees * BYTES_PER_ROW_AND_TREE,
  };
}
