import { Arena } from '../wasm/arena';
import { type BinnedTable, planBinnedTable } from './binned-table';
import { JOB_BYTES, type Job, type JobShape, mostLeaves, planJob } from './job';
import { type ForestSettings, type FullForestSettings, readSettings } from './settings';

/** Where everything lies in the memory that threads share. */
export interface ForestPlan {
  table: BinnedTable;
  /** Two doubles a row; `rowStats` in assembly/forest-job.ts. */
  rowStatsAt: number;
  /** A word: the number of the next tree. */
  counterAt: number;
  /** One for each thread. */
  jobs: { at: number; job: Job }[];
  bytes: number;
}

/** What the placing of bins takes for a row that it samples, of at most so many; see findBins. */
const SAMPLE_BYTES = 28;
const SAMPLE_ROWS = 200_000;
/** A row's weight, and what the running loss keeps of it. */
const ROW_BYTES = 8 + 12;
/** A node of the model in JavaScript: six numbers, and a value for each further class. */
const NODE_BYTES = 48;
/** What an engine takes for a thread of its own, and for compiling, however small the table. */
const THREAD_BYTES = 15e6;
const FIXED_BYTES = 20e6;
/** Rows that a bootstrap leaves out: (1 - 1/n)^n. */
const LEFT_OUT = Math.exp(-1);

export function planForest(shape: JobShape, settings: FullForestSettings, threads: number): ForestPlan {
  const arena = new Arena();
  const table = planBinnedTable(arena, shape.features, shape.allRows);
  const rowStatsAt = arena.take(shape.rows * 16);
  const counterAt = arena.take(4);
  const jobs = Array.from({ length: Math.max(1, Math.min(threads, settings.trees)) }, () => ({
    at: arena.take(JOB_BYTES),
    job: planJob(arena, shape, settings, table, rowStatsAt),
  }));
  return { table, rowStatsAt, counterAt, jobs, bytes: arena.end };
}

/**
 * Upper bound of the memory a training takes beyond its data, the model included, in bytes. Trees that grow until their
 * leaves are pure are most of it: a limit of depth or of rows in a leaf makes them smaller. `classes` counts for several
 * classes only.
 */
export function estimateForestBytes(
  rows: number,
  features: number,
  settings: ForestSettings,
  { classes = 1, threads = 2, validationRows = 0 } = {},
): number {
  const full = readSettings(settings);
  const outputs = settings.task === 'multiclass' ? classes : 1;
  const allRows = rows + validationRows;
  const plan = planForest({ rows, allRows, features, classes: outputs, hasCategories: true }, full, threads);
  const binning = threads * Math.min(rows, SAMPLE_ROWS) * SAMPLE_BYTES;
  const distinct = full.bootstrap ? rows * (1 - LEFT_OUT ** full.maxSamples) : rows;
  const model = full.trees * 2 * mostLeaves(distinct, full) * (NODE_BYTES + 8 * (outputs - 1));
  return Math.max(plan.bytes, binning) + model + allRows * ROW_BYTES + threads * THREAD_BYTES + FIXED_BYTES;
}
