import type { Breather } from '../breather';

export const BLOCK_ROWS = 512;
/** Blocks between two looks at the event loop: some milliseconds of work. */
export const BLOCKS_PER_BREATH = 64;

/**
 * Centred and scaled features, so that steps in all directions weigh alike and large means (times, ids) cost no
 * digits. Stored in blocks of 512 rows, column after column within a block: a block fits the cache.
 */
export interface DesignMatrix {
  rowCount: number;
  features: number;
  blocks: Float64Array[];
  means: Float64Array;
  /** 0 for a constant feature, whose scaled column is all 0. */
  deviations: Float64Array;
}

/** Standardises columns by their weighted mean and standard deviation. Nothing may be missing. */
export async function designMatrix(
  columns: Float64Array[],
  weights: Float64Array,
  breather: Breather,
): Promise<DesignMatrix> {
  const rowCount = weights.length;
  const features = columns.length;
  const means = new Float64Array(features);
  const deviations = new Float64Array(features);
  for (const [feature, column] of columns.entries()) {
    await breather.breathe();
    const { mean, deviation } = moments(column, weights);
    means[feature] = mean;
    deviations[feature] = deviation;
  }
  const blocks: Float64Array[] = [];
  for (let start = 0; start < rowCount; start += BLOCK_ROWS) {
    if (blocks.length % BLOCKS_PER_BREATH === 0) await breather.breathe();
    const rows = Math.min(BLOCK_ROWS, rowCount - start);
    const block = new Float64Array(rows * features);
    for (let feature = 0; feature < features; feature++) {
      if (deviations[feature] === 0) continue;
      const column = columns[feature]!;
      const mean = means[feature]!;
      const deviation = deviations[feature]!;
      const offset = feature * rows;
      for (let i = 0; i < rows; i++) block[offset + i] = (column[start + i]! - mean) / deviation;
    }
    blocks.push(block);
  }
  return { rowCount, features, blocks, means, deviations };
}

function moments(column: Float64Array, weights: Float64Array): { mean: number; deviation: number } {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let weightSum = 0;
  let sum = 0;
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (weights[row] === 0) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
    weightSum += weights[row]!;
    sum += weights[row]! * value;
  }
  // Asked of the values: the computed deviation of a constant need not be exactly 0.
  if (least === most) return { mean: least, deviation: 0 };
  const mean = sum / weightSum;
  let squares = 0;
  for (let row = 0; row < column.length; row++) squares += weights[row]! * (column[row]! - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / weightSum) };
}
