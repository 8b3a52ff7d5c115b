import { sqlName } from '@/nodes/kernel/expr/sql-text';
import { type ColumnType, FOLD_COLUMN, PARTITION_COLUMN } from '@/nodes/kernel/schema';
import type { ReaderConnection } from '@/server/engine/duckdb/connection-database';
import { readDoubles, readTexts } from '@/server/engine/duckdb/read-columns';
import {
  assessDrift,
  binCategorical,
  binNumeric,
  buildCategoricalReference,
  buildNumericReference,
  type DriftStatus,
} from '@/server/monitoring/drift';
import { type FileTable, languageTypes } from './reader-tables';

/** How a column lies against the same column of another table; only what there is to say. */
export interface ColumnDrift {
  readonly name: string;
  readonly status: DriftStatus;
  readonly psi: number | null;
  readonly sentence: string;
}

/** Rows of either table that are compared: of more the PSI's noise is far below any threshold. */
const MOST_ROWS = 50_000;

/** Every column that both tables have in one type, by PSI as the monitors judge it. */
export async function compareTables(
  connection: ReaderConnection,
  table: FileTable,
  before: FileTable,
): Promise<ColumnDrift[]> {
  const earlier = languageTypes(before);
  const shared = [...languageTypes(table)].filter(
    ([name, type]) =>
      name !== PARTITION_COLUMN && name !== FOLD_COLUMN && type !== 'vector' && earlier.get(name) === type,
  );
  const found: ColumnDrift[] = [];
  for (const [name, type] of shared) {
    const { status, psi, sentence } = await driftOf(connection, name, type, { table, before });
    found.push({ name, status, psi, sentence });
  }
  return found;
}

type Tables = { readonly table: FileTable; readonly before: FileTable };

async function driftOf(connection: ReaderConnection, name: string, type: ColumnType, { table, before }: Tables) {
  if (type === 'text' || type === 'bool') {
    const reference = buildCategoricalReference(await readTexts(connection, someRows(before, sqlName(name)), 'v'));
    return assessDrift(
      reference,
      binCategorical(reference, await readTexts(connection, someRows(table, sqlName(name)), 'v')),
    );
  }
  const number = type === 'date' || type === 'timestamp' ? `epoch(${sqlName(name)})` : sqlName(name);
  const doubles = async (from: FileTable) => (await readDoubles(connection, someRows(from, number), ['v']))[0]!;
  const reference = buildNumericReference(await doubles(before));
  return assessDrift(reference, binNumeric(reference, await doubles(table)));
}

/** Rows spread evenly over the table. */
function someRows({ source, rowCount }: FileTable, value: string): string {
  const step = Math.max(1, Math.ceil(rowCount / MOST_ROWS));
  return `select ${value} as v from ${source}${step > 1 ? ` where file_row_number % ${step} = 0` : ''}`;
}
