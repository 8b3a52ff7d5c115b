import {
  findColumn,
  PARTITION_COLUMN,
  type Partition,
  type StageDatabase,
  StageFailure,
  type TableHandle,
} from '@/nodes/kernel';
import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import type { TrainedSignature } from '@/nodes/kernel/trained-model';

/** What a node does with the rows of a part, as its messages say it. */
export type Purpose = 'judge' | 'explain' | 'calibrate on';

interface PartUse {
  readonly part: Partition;
  readonly purpose: Purpose;
}

/** The first column that the model predicts or reads and the table does not have. */
export function missingColumn({ schema }: TableHandle, { target, features }: TrainedSignature): string | undefined {
  return [target, ...features].find((name) => !findColumn(schema, name));
}

/** Refuses a table that lacks the target or a feature of the model. */
export function refuseMissingColumn(
  table: TableHandle,
  signature: TrainedSignature,
  { purpose, trainer = 'Train' }: { purpose: Purpose; trainer?: string },
): void {
  const missing = missingColumn(table, signature);
  if (missing === undefined) return;
  throw new StageFailure(
    `The rows to ${purpose} have no column ${missing}, which the model ${missing === signature.target ? 'predicts' : 'reads'}.`,
    { kind: 'data', hint: `Wire the table that feeds ${trainer} to this node as well.` },
  );
}

/** Refuses rows that no split labels. */
export function refuseUnsplit(
  { schema }: TableHandle,
  { part, purpose, hint = 'Put a Split node before the nodes that learn.' }: PartUse & { hint?: string },
): void {
  if (schema.partitioned) return;
  throw new StageFailure(`No split labels these rows, so there is no ${part} part to ${purpose}.`, {
    kind: 'data',
    hint,
  });
}

/** Rows of the table, of those in the part, and of how many of these the target is known. */
export interface PartCounts {
  /** By part. */
  readonly partRows: Record<string, number>;
  readonly all: number;
  readonly known: number;
}

/** Counts the rows of every part; refuses a part without rows. */
export async function countParts(
  database: StageDatabase,
  table: TableHandle,
  target: string,
  { part, purpose }: PartUse,
): Promise<PartCounts> {
  refuseUnsplit(table, { part, purpose });
  const rows = await database.rows<{ part: string; rows: bigint | number; known: bigint | number }>(
    `select ${sqlName(PARTITION_COLUMN)} as "part", count(*) as "rows", count(${sqlName(target)}) as "known" from read_parquet(${sqlText(table.path)}) group by 1 order by 1`,
  );
  const partRows = Object.fromEntries(rows.map((row) => [row.part, Number(row.rows)]));
  const all = partRows[part] ?? 0;
  if (all === 0) {
    throw new StageFailure(`The ${part} part has no rows to ${purpose}.`, {
      kind: 'data',
      hint: `Give the split a ${part} share, or ${purpose === 'judge' ? 'judge on' : purpose} another part.`,
    });
  }
  return { partRows, all, known: Number(rows.find((row) => row.part === part)?.known ?? 0) };
}

/** Counts as `countParts`; refuses a part in no row of which the target is known as well. `what` can only be judged by it. */
export async function countJudged(
  database: StageDatabase,
  table: TableHandle,
  target: string,
  { part, what }: { part: Partition; what: 'prediction' | 'decision' },
): Promise<{ partRows: Record<string, number>; missingTarget: number; known: number }> {
  const { partRows, all, known } = await countParts(database, table, target, { part, purpose: 'judge' });
  if (known === 0) {
    throw new StageFailure(`${target} is missing in every one of the ${all.toLocaleString('en')} ${part} rows.`, {
      kind: 'data',
      hint: `A ${what} can only be judged where the truth is known.`,
    });
  }
  return { partRows, missingTarget: all - known, known };
}
