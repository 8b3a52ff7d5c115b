import { type RunContext, StageFailure, type TableHandle } from '../define-run';
import { sqlName } from '../expr/sql-text';
import { labelledRows, numberedRows } from '../read-features';
import { findColumn } from '../schema';
import type { ModelConfig } from '../trainer-settings';

/**
 * The weight of every training row, in their order; undefined where the settings name no column. Zero leaves a row out of
 * what is learned. A missing, negative or infinite weight is refused, with its row.
 */
export async function readWeights(
  { config, database }: RunContext<ModelConfig>,
  table: TableHandle,
  target: string,
  part: 'train' | null,
): Promise<Float64Array | undefined> {
  if (config.weights === '') return undefined;
  if (!findColumn(table.schema, config.weights)) {
    throw new StageFailure(`The table has no column ${config.weights} to weigh rows by.`, { kind: 'data' });
  }
  const weight = sqlName(config.weights);
  const rows = labelledRows(table, target, part);
  await refuseBad(database, table, config.weights, rows);
  const [weights] = await database.doubles(`select ${weight}::double as weight from ${rows}`, ['weight']);
  if (weights && !weights.some((value) => value > 0)) {
    throw new StageFailure(`${config.weights} is 0 in every one of the ${count(weights.length)} training rows.`, {
      kind: 'data',
      hint: 'A row of weight 0 does not count. Choose another column of weights, or none.',
    });
  }
  return weights;
}

async function refuseBad(
  database: RunContext<unknown>['database'],
  table: TableHandle,
  column: string,
  rows: string,
): Promise<void> {
  const weight = sqlName(column);
  const isBad = `(${weight} is null or ${weight} < 0 or isinf(${weight}::double))`;
  const key = table.schema.key;
  const [first] = await database.rows<{ row: bigint | number; weight: string | null; key: string | null }>(
    `select file_row_number + 1 as "row", ${weight}::varchar as "weight", ${key ? `${sqlName(key)}::varchar` : 'null'} as "key" from ${numberedRows(table, rows)} and ${isBad} order by file_row_number limit 1`,
  );
  if (!first) return;
  const where = `row ${count(Number(first.row))}${key ? ` (${key} ${first.key})` : ''}`;
  const said = first.weight === null ? 'is missing' : `is ${first.weight}`;
  throw new StageFailure(`The weight ${column} ${said} in ${where}; weights are numbers from 0 up.`, {
    kind: 'data',
    hint: 'Correct the column before this node, with Impute or a formula, or choose another.',
  });
}

const count = (rows: number): string => rows.toLocaleString('en');
