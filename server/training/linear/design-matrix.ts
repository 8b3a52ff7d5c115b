import type { Breather } from '../breather';
import { Arena } from '../wasm/arena';
import { type Command, Crew } from '../wasm/crew';

/** As in wasm/assembly/linear.ts. */
export const BLOCK_ROWS = 256;
/** Cells a kernel goes through between two looks at the event loop: some milliseconds of work. */
const CELLS_PER_CALL = 8_000_000;
/** With fewer cells than this, starting and waking threads costs more than they save. */
const CELLS_WORTH_THREADS = 1_000_000;

/**
 * Standardised columns in the crew's memory, so that steps in all directions weigh alike and large means (times, ids)
 * cost no digits; 8 bytes a cell, the whole width a multiple of 4 columns. `close` must follow.
 */
export interface DesignMatrix {
  crew: Crew;
  rowCount: number;
  blocks: number;
  columns: number;
  /** Columns with those that fill up, which are 0. */
  width: number;
  address: number;
  targetsAt: number;
  weightsAt: number;
  /** Working memory of the size asked for. */
  workAt: number;
  means: Float64Array;
  /** 0 for a constant column, whose cells are then all 0. */
  deviations: Float64Array;
  weightSum: number;
}

export interface MatrixSize {
  blocks: number;
  width: number;
}

/**
 * Copies and standardises columns by their weighted mean and standard deviation; `targets` are kept as they are.
 * Nothing may be missing. `workBytes` says how much working memory a fit needs.
 */
export async function openDesignMatrix(
  columns: Float64Array[],
  targets: Float64Array,
  weights: Float64Array,
  threads: number,
  workBytes: (size: MatrixSize) => number,
  breather: Breather,
): Promise<DesignMatrix> {
  const rowCount = weights.length;
  const blocks = Math.ceil(rowCount / BLOCK_ROWS);
  const width = Math.ceil(columns.length / 4) * 4;
  const arena = new Arena();
  const address = arena.take(blocks * BLOCK_ROWS * width * 8);
  const targetsAt = arena.take(blocks * BLOCK_ROWS * 8);
  const weightsAt = arena.take(blocks * BLOCK_ROWS * 8);
  const momentsAt = arena.take(width * 16);
  const workAt = arena.take(workBytes({ blocks, width }));
  const isWorthThreads = rowCount * columns.length > CELLS_WORTH_THREADS;
  const crew = await Crew.start(isWorthThreads ? Math.max(1, threads) : 1);
  try {
    crew.reserve(arena.end);
    const { buffer } = crew.memory;
    new Float64Array(buffer, targetsAt, rowCount).set(targets);
    new Float64Array(buffer, weightsAt, rowCount).set(weights);
    for (let block = 0; block < blocks; block++) {
      if (block % 64 === 0) await breather.breathe();
      const start = block * BLOCK_ROWS;
      const rows = Math.min(BLOCK_ROWS, rowCount - start);
      const cells = new Float64Array(buffer, address + start * width * 8, width * BLOCK_ROWS);
      for (let column = 0; column < columns.length; column++) {
        cells.set(columns[column]!.subarray(start, start + rows), column * BLOCK_ROWS);
      }
    }
    const perCall = Math.max(crew.threads, Math.floor(CELLS_PER_CALL / (blocks * BLOCK_ROWS)));
    for (let column = 0; column < columns.length; column += perCall) {
      await breather.breathe();
      const end = Math.min(columns.length, column + perCall);
      crew.run('standardiseColumns', column, end, blocks, width, address, weightsAt, momentsAt);
    }
    const moments = new Float64Array(buffer, momentsAt, columns.length * 2);
    return {
      ...{ crew, rowCount, blocks, columns: columns.length, width, address, targetsAt, weightsAt, workAt },
      means: Float64Array.from(columns, (_, column) => moments[2 * column]!),
      deviations: Float64Array.from(columns, (_, column) => moments[2 * column + 1]!),
      weightSum: total(weights),
    };
  } catch (error) {
    await crew.close();
    throw error;
  }
}

/** Runs a kernel over ranges of blocks, `first` and `end` being its first arguments; a cancel gets through between. */
export async function runOverBlocks(
  { crew }: DesignMatrix,
  command: Command,
  blocks: number,
  cellsPerBlock: number,
  args: number[],
  breather: Breather,
): Promise<void> {
  const perCall = Math.max(crew.threads, Math.floor(CELLS_PER_CALL / cellsPerBlock));
  for (let first = 0; first < blocks; first += perCall) {
    await breather.breathe();
    crew.run(command, first, Math.min(blocks, first + perCall), ...args);
  }
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += values[row]!;
  return sum;
}
