import type { Breather } from '../breather';
import type { TrainingData } from '../training-data';
import { Arena } from '../wasm/arena';
import type { Crew } from '../wasm/crew';
import { type CategoryBins, categoryBounds, findCategoryBins } from './category-bins';

/** Where the bins of a feature end. */
export interface FeatureBins {
  /**
   * A value x is in the first bin b with x <= bounds[b], or in the last when there is none. Of a categorical feature, x is
   * the place of its category's bin.
   */
  bounds: Float64Array;
  hasMissing: boolean;
  /** Of a categorical feature. */
  categories?: CategoryBins;
}

/** Rows whose values place the bins; as many as LightGBM takes. */
const SAMPLE_ROWS = 200_000;
/** See `findBounds` in the kernels for what a slot holds. */
const COUNTER_BYTES = 49_152;
const BYTES_PER_VALUE = 28;
const PADDED_BOUNDS = 256;

export function binCount(bins: FeatureBins): number {
  return bins.bounds.length + 1 + (bins.hasMissing ? 1 : 0);
}

/** Places the bins of every feature, one feature per thread at a time. Uses the crew's memory from its start. */
export async function findBins(
  crew: Crew,
  breather: Breather,
  data: TrainingData,
  maxBins: number,
  seed: number,
): Promise<FeatureBins[]> {
  const sampled = sampleRows(data.rowCount, seed);
  const { capacity, sizesAt, binCountsAt, boundsAt, slotBytes, slotsAt, bytes } = planBinSlots(
    data.rowCount,
    crew.threads,
  );
  crew.reserve(bytes);
  const { buffer } = crew.memory;
  const sizes = new Int32Array(buffer, sizesAt, crew.threads);
  const binCounts = new Int32Array(buffer, binCountsAt, crew.threads);

  const result: FeatureBins[] = [];
  for (let first = 0; first < data.columns.length; first += crew.threads) {
    await breather.breathe();
    for (let thread = 0; thread < crew.threads; thread++) {
      const column = data.columns[first + thread];
      const sample = new Float64Array(buffer, slotsAt + thread * slotBytes + COUNTER_BYTES, capacity);
      sizes[thread] = column ? copyPresent(column, sampled, sample) : -1;
    }
    crew.run('findBounds', slotsAt, slotBytes, capacity, sizesAt, maxBins, boundsAt, binCountsAt);
    for (let thread = 0; thread < crew.threads; thread++) {
      const column = data.columns[first + thread];
      if (!column) break;
      const bounds = new Float64Array(buffer, boundsAt + thread * PADDED_BOUNDS * 8, binCounts[thread]! - 1);
      const codeCount = data.categories?.get(first + thread);
      const categories = codeCount === undefined ? undefined : findCategoryBins(column, codeCount, maxBins);
      result.push({
        ...(categories ? { bounds: categoryBounds(categories), categories } : { bounds: bounds.slice() }),
        hasMissing: hasMissing(column),
      });
    }
  }
  return result;
}

/** Where the memory of `findBins` lies; `bytes` in all. */
export function planBinSlots(rowCount: number, threads: number) {
  const arena = new Arena();
  const capacity = Math.min(rowCount, SAMPLE_ROWS);
  const slotBytes = COUNTER_BYTES + Math.ceil((capacity * BYTES_PER_VALUE) / 64) * 64;
  const plan = {
    capacity,
    slotBytes,
    sizesAt: arena.take(threads * 4),
    binCountsAt: arena.take(threads * 4),
    boundsAt: arena.take(threads * PADDED_BOUNDS * 8),
    slotsAt: arena.take(threads * slotBytes),
  };
  return { ...plan, bytes: arena.end };
}

/** One row out of each of equal stretches, where in the stretch drawn by the seed; all rows when they are few. */
function sampleRows(rowCount: number, seed: number): Uint32Array {
  if (rowCount <= SAMPLE_ROWS) return Uint32Array.from({ length: rowCount }, (_, row) => row);
  const stretch = rowCount / SAMPLE_ROWS;
  let state = seed >>> 0;
  return Uint32Array.from({ length: SAMPLE_ROWS }, (_, i) => {
    // Numerical Recipes' linear congruential generator: even coverage is all that is needed.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.min(rowCount - 1, Math.floor((i + state / 2 ** 32) * stretch));
  });
}

/** Copies the values that are not missing; returns how many. */
function copyPresent(column: Float64Array, rows: Uint32Array, to: Float64Array): number {
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = column[rows[i]!]!;
    if (!Number.isNaN(value)) to[count++] = value;
  }
  return count;
}

function hasMissing(column: Float64Array): boolean {
  for (let row = 0; row < column.length; row++) if (Number.isNaN(column[row])) return true;
  return false;
}
