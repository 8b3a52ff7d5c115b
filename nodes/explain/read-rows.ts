import { shuffled } from '@/server/explanation';
import { refuseUnsplit } from '@/server/learning/check-part';
import { knownRows, readJudgedRows } from '@/server/learning/judged-rows';
import { type RunContext, StageFailure } from '../kernel';
import { numberedRows } from '../kernel/read-features';
import type { TrainedSignature } from '../kernel/trained-model';
import type { Config } from './definition';

/** Rows whose columns are shuffled: more say the same, and take their time in every repeat. */
const MOST_SHUFFLED = 10_000;

/** Rows of the part in memory, in the order of the table; the first of `order` are to be explained. */
export interface RowsToExplain {
  readonly numbers: readonly number[];
  readonly columns: Float64Array[];
  /** Class index, or the value to predict. */
  readonly truth: Float64Array;
  readonly rowCount: number;
  /** Rows of the part whose target is known. */
  readonly partRows: number;
}

/** A sample of the part by the seed, with features and truth. Rows of a class the model does not know are left out. */
export async function readRows(
  { config, database, inputs, log }: RunContext<Config>,
  signature: TrainedSignature,
): Promise<RowsToExplain> {
  const table = inputs.table('table');
  refuseUnsplit(table, { part: config.part, purpose: 'explain' });
  const known = numberedRows(table, knownRows(table, signature, config.part));
  const [all] = await database.doubles(`select file_row_number::double as n from ${known} order by 1`, ['n']);
  if (!all || all.length === 0) {
    throw new StageFailure(`The ${config.part} part has no rows to explain whose ${signature.target} is known.`, {
      kind: 'data',
      hint: `Give the split a ${config.part} share, or explain another part.`,
    });
  }
  const wanted = Math.max(MOST_SHUFFLED, config.rows);
  const chosen = all.length <= wanted ? all : drawn(all, wanted, config.seed);
  if (chosen.length < all.length) log(`${count(chosen.length)} of ${count(all.length)} ${config.part} rows are drawn.`);
  const rows = `(select * from ${numberedRows(table)} where file_row_number in (${chosen.join(', ')}) order by file_row_number)`;
  const { columns, truth, count: rowCount } = await readJudgedRows(database, signature, rows);
  return { numbers: Array.from(chosen), columns, truth, rowCount, partRows: all.length };
}

function drawn(all: Float64Array, count: number, seed: number): Float64Array {
  return Float64Array.from(shuffled(all.length, seed).subarray(0, count), (at) => all[at]!).sort();
}

/** Positions of a few of the rows, rising. */
export function someOf(rowCount: number, wanted: number, seed: number): number[] {
  return [...shuffled(rowCount, seed).subarray(0, wanted)].sort((a, b) => a - b);
}

/** The rows at these positions. */
export const pick = (columns: readonly Float64Array[], rows: readonly number[]): Float64Array[] =>
  columns.map((column) => Float64Array.from(rows, (row) => column[row]!));

const count = (rows: number): string => rows.toLocaleString('en');
