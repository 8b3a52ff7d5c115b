import type { Model } from '@/server/training';
import {
  findColumn,
  PARTITION_COLUMN,
  type Partition,
  type RunContext,
  StageFailure,
  type TableHandle,
} from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import { labelledRows } from '../kernel/read-features';
import type { TrainedModel } from '../kernel/trained-model';
import type { Config } from './settings';

/** The judged rows twice, in one order: as they are grouped, and as the model reads them. */
export type RowsToJudge = {
  /** To be selected from: `select "age" from ${groups}`. */
  readonly groups: string;
  readonly model: string;
  readonly table: TableHandle;
  readonly rows: number;
  readonly missingTarget: number;
};

/** Finds the rows of the part, and refuses tables that lack what is read or are not of the same rows. */
export async function rowsToJudge(
  { config: { part }, database, inputs }: RunContext<Config>,
  { signature }: TrainedModel<Model>,
): Promise<RowsToJudge> {
  const table = inputs.table('table');
  const prepared = inputs.hasTable('prepared') ? inputs.table('prepared') : undefined;
  refuseMissingColumns(prepared ?? table, [signature.target, ...signature.features], prepared !== undefined);
  if (!table.schema.partitioned) {
    throw new StageFailure(`No split labels these rows, so there is no ${part} part to judge.`, {
      kind: 'data',
      hint: 'Put a Split node before the nodes that learn, and wire a table below it to this node.',
    });
  }
  if (prepared) await refuseOtherRows(database, table, prepared, signature.target);
  const [counted] = await database.rows<{ all: bigint | number; known: bigint | number }>(
    `select count(*) as "all", count(${sqlName(signature.target)}) as "known" from read_parquet(${sqlText(table.path)}) where ${sqlName(PARTITION_COLUMN)} = ${sqlText(part)}`,
  );
  const [all, known] = [Number(counted!.all), Number(counted!.known)];
  refuseNoRows(part, signature.target, all, known);
  return {
    groups: labelledRows(table, signature.target, part),
    model: labelledRows(prepared ?? table, signature.target, part),
    table,
    rows: known,
    missingTarget: all - known,
  };
}

function refuseMissingColumns({ schema }: TableHandle, names: readonly string[], isPrepared: boolean): void {
  const missing = names.find((name) => !findColumn(schema, name));
  if (missing === undefined) return;
  throw new StageFailure(`The rows to judge have no column ${missing}, which the model needs.`, {
    kind: 'data',
    hint: isPrepared
      ? 'Wire the table that feeds Train to “The same rows as the model reads them”.'
      : 'Wire the table that feeds Train to this node; where it lacks the columns of the groups, wire it to “The same rows as the model reads them”, and the table before its preparation to “Rows to judge”.',
  });
}

function refuseNoRows(part: Partition, target: string, all: number, known: number): void {
  if (all === 0) {
    throw new StageFailure(`The ${part} part has no rows to judge.`, {
      kind: 'data',
      hint: `Give the split a ${part} share, or judge on another part.`,
    });
  }
  if (known === 0) {
    throw new StageFailure(`${target} is missing in every one of the ${all.toLocaleString('en')} ${part} rows.`, {
      kind: 'data',
      hint: 'A decision can only be judged where the truth is known.',
    });
  }
}

/** Two tables are of the same rows when they have as many, with the same part, key and truth in every place. */
async function refuseOtherRows(
  database: RunContext<Config>['database'],
  table: TableHandle,
  prepared: TableHandle,
  target: string,
): Promise<void> {
  const refuse = (why: string) => {
    throw new StageFailure(`“Rows to judge” and the rows as the model reads them are not the same rows: ${why}.`, {
      kind: 'data',
      hint: 'Between the two there may be nodes that change columns, and none that drops, adds or sorts rows.',
    });
  };
  if (!findColumn(table.schema, target)) refuse(`the first has no column ${target}`);
  if (!prepared.schema.partitioned) refuse('no split labels the second');
  if (table.rowCount !== prepared.rowCount)
    refuse(`${table.rowCount.toLocaleString('en')} rows, and ${prepared.rowCount.toLocaleString('en')}`);
  const { key } = table.schema;
  const same = [PARTITION_COLUMN, target, ...(key && findColumn(prepared.schema, key) ? [key] : [])];
  const numbered = ({ path }: TableHandle) => `read_parquet(${sqlText(path)}, file_row_number = true)`;
  const differs = same.map((name) => `a.${sqlName(name)}::varchar is distinct from b.${sqlName(name)}::varchar`);
  const [found] = await database.rows<{ first: bigint | number | null }>(
    `select min(a.file_row_number) as "first" from ${numbered(table)} a join ${numbered(prepared)} b using (file_row_number) where ${differs.join(' or ')}`,
  );
  if (found && found.first !== null) refuse(`they differ in row ${(Number(found.first) + 1).toLocaleString('en')}`);
}
