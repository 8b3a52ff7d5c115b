import type { Task } from '../training-data';
import { BLOCK_ROWS } from './design-matrix';
import { MEMORY } from './lbfgs';
import { lossWorkBytes } from './losses';
import { productWorkBytes } from './products';
import { isByProducts, type LinearSettings } from './settings';

/** The module, and what does not grow with the data. */
const BASE_BYTES = 8_000_000;

/**
 * Most memory that `trainLinear` takes beside its data, in bytes: a standardised copy of 8 bytes a cell, and working
 * memory that grows with the columns (squared, for squared error).
 */
export function linearTrainingBytes(
  rows: number,
  features: number,
  settings: Pick<LinearSettings, 'family'> & { task: Task },
  { classes = 1, threads = 1 }: { classes?: number; threads?: number } = {},
): number {
  const isProducts = isByProducts(settings, features);
  const columns = isProducts ? features + 1 : features;
  const size = { blocks: Math.ceil(rows / BLOCK_ROWS), width: Math.ceil(columns / 4) * 4 };
  const matrix = 8 * size.blocks * BLOCK_ROWS * (size.width + 2);
  const weights = 8 * rows;
  if (isProducts) return BASE_BYTES + matrix + weights + productWorkBytes(size, threads) + 2 * 8 * features ** 2;
  const outputs = settings.task === 'multiclass' ? classes : 1;
  // Steps and changes of gradient that are remembered, and the points of a line search.
  const vectors = 8 * outputs * (size.width + 1) * (2 * MEMORY + 10);
  return BASE_BYTES + matrix + weights + lossWorkBytes(size, outputs, threads) + vectors;
}
