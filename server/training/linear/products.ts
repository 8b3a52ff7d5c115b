import type { Breather } from '../breather';
import { BLOCK_ROWS, type DesignMatrix, type MatrixSize, runOverBlocks } from './design-matrix';

const MOST_CHUNK_DOUBLES = 2 ** 21;
const MOST_CHUNKS = 32;

/**
 * All that squared error needs to know of standardised features Z and target y: weighted means of their products. One
 * pass over the rows; after it, fits at any penalty cost nothing that grows with the rows.
 */
export interface Products {
  features: number;
  /** features × features: the correlations of the features. */
  gram: Float64Array;
  /** The correlation of each feature with the target. */
  moment: Float64Array;
}

/** Chunks of rows that are summed apart: more than threads, and the same for any number of threads. */
const chunkCount = ({ blocks, width }: MatrixSize): number =>
  Math.min(blocks, MOST_CHUNKS, Math.max(2, Math.floor(MOST_CHUNK_DOUBLES / width ** 2)));

/** Working memory: two weighted columns of a block per thread, and the sums of each chunk. */
export function productWorkBytes(size: MatrixSize, threads: number): number {
  return 8 * (threads * 2 * BLOCK_ROWS + chunkCount(size) * size.width ** 2);
}

/** Products of a matrix whose last column is the target. */
export async function findProducts(matrix: DesignMatrix, breather: Breather): Promise<Products> {
  const { width, blocks, columns, weightSum } = matrix;
  const chunkBlocks = Math.ceil(blocks / chunkCount(matrix));
  const chunks = Math.ceil(blocks / chunkBlocks);
  const sumsAt = matrix.workAt + 8 * matrix.crew.threads * 2 * BLOCK_ROWS;
  new Float64Array(matrix.crew.memory.buffer, sumsAt, chunks * width ** 2).fill(0);
  const [sizes, places] = [
    [chunkBlocks, blocks, width],
    [matrix.address, matrix.weightsAt, matrix.workAt, sumsAt],
  ];
  // Half the products of four operations as against a cell's usual one of each.
  const cells = (chunks * BLOCK_ROWS * width * width) / 4;
  await runOverBlocks(matrix, 'addProducts', chunkBlocks, cells, [...sizes, ...places], breather);
  const features = columns - 1;
  const gram = new Float64Array(features * features);
  const moment = new Float64Array(features);
  const sums = new Float64Array(matrix.crew.memory.buffer, sumsAt, chunks * width ** 2);
  for (let row = 0; row < columns; row++) {
    if (row % 64 === 0) await breather.breathe();
    for (let column = 0; column <= row && column < features; column++) {
      let sum = 0;
      for (let chunk = 0; chunk < chunks; chunk++) sum += sums[chunk * width * width + row * width + column]!;
      sum /= weightSum;
      if (row === features) moment[column] = sum;
      else gram[row * features + column] = gram[column * features + row] = sum;
    }
  }
  return { features, gram, moment };
}

/** Mean squared error, in units of the target's variance, of coefficients whose products with `gram` are given. */
export function shareUnexplained({ moment }: Products, coefficients: Float64Array, fitted: Float64Array): number {
  let share = 1;
  for (let i = 0; i < moment.length; i++) share += coefficients[i]! * (fitted[i]! - 2 * moment[i]!);
  return Math.max(0, share);
}

/** gram × coefficients. */
export function timesGram({ features, gram }: Products, coefficients: Float64Array): Float64Array {
  const fitted = new Float64Array(features);
  for (let column = 0; column < features; column++) {
    const coefficient = coefficients[column]!;
    if (coefficient === 0) continue;
    for (let row = 0, at = column * features; row < features; row++) fitted[row]! += coefficient * gram[at + row]!;
  }
  return fitted;
}
