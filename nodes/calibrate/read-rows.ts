import type { Model } from '@/server/training';
import { findColumn, PARTITION_COLUMN, type RunContext, StageFailure } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import { labelledRows, readFeatures } from '../kernel/read-features';
import { readTarget } from '../kernel/read-target';
import type { TrainedModel } from '../kernel/trained-model';
import type { Config } from './definition';

/** The rows to calibrate on: those of the part whose class the model knows. */
export interface CalibrationRows {
  /** What stands after `from` to read them, in their order. */
  readonly rows: string;
  readonly columns: Float64Array[];
  /** Class indexes. */
  readonly target: Float64Array;
  /** Rows of the part without a target, or of a class the model does not know. */
  readonly leftOut: number;
}

/** Reads them; refuses a table without what the model reads, and a part with nothing to learn from. */
export async function readRows(
  { config: { part }, database, inputs }: RunContext<Config>,
  { signature }: TrainedModel<Model>,
): Promise<CalibrationRows> {
  const table = inputs.table('table');
  const absent = [signature.target, ...signature.features].find((name) => !findColumn(table.schema, name));
  if (absent !== undefined) {
    throw new StageFailure(
      `The rows to calibrate on have no column ${absent}, which the model ${absent === signature.target ? 'predicts' : 'reads'}.`,
      { kind: 'data', hint: 'Wire the table that feeds the trainer to this node as well.' },
    );
  }
  if (!table.schema.partitioned) {
    throw new StageFailure(`No split labels these rows, so there is no ${part} part to calibrate on.`, {
      kind: 'data',
      hint: 'Put a Split node before the nodes that learn.',
    });
  }
  const [counted] = await database.rows<{ rows: bigint | number }>(
    `select count(*) as "rows" from read_parquet(${sqlText(table.path)}) where ${sqlName(PARTITION_COLUMN)} = ${sqlText(part)}`,
  );
  const all = Number(counted!.rows);
  if (all === 0) {
    throw new StageFailure(`The ${part} part has no rows to calibrate on.`, {
      kind: 'data',
      hint: `Give the split a ${part} share, or calibrate on another part.`,
    });
  }
  const target = sqlName(signature.target);
  const known = signature.classes!.map(sqlText).join(', ');
  const rows = `${labelledRows(table, signature.target, part)} and ${target}::varchar in (${known})`;
  const column = { name: signature.target, type: signature.targetType, nullable: false };
  const truth = await readTarget(database, column, signature, rows);
  if (truth.length === 0) {
    throw new StageFailure(
      `None of the ${all.toLocaleString('en')} ${part} rows has a ${signature.target} that the model knows.`,
      { kind: 'data', hint: 'How often a probability comes true can only be seen where the truth is known.' },
    );
  }
  const columns = await readFeatures(database, signature.columns, rows);
  return { rows, columns, target: truth, leftOut: all - truth.length };
}
