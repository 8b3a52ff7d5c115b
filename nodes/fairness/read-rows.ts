import { countJudged, missingColumn, refuseUnsplit } from '@/server/learning/check-part';
import { refuseOtherRows } from '@/server/learning/same-rows';
import type { Model } from '@/server/training';
import { type RunContext, StageFailure, type TableHandle } from '../kernel';
import { labelledRows } from '../kernel/read-features';
import type { TrainedModel, TrainedSignature } from '../kernel/trained-model';
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
  refuseMissing(prepared ?? table, signature, prepared !== undefined);
  refuseUnsplit(table, {
    part,
    purpose: 'judge',
    hint: 'Put a Split node before the nodes that learn, and wire a table below it to this node.',
  });
  if (prepared) await refuseOtherRows(database, table, prepared, { target: signature.target, reader: 'the model' });
  const { known, missingTarget } = await countJudged(database, table, signature.target, { part, what: 'decision' });
  return {
    groups: labelledRows(table, signature.target, part),
    model: labelledRows(prepared ?? table, signature.target, part),
    table,
    rows: known,
    missingTarget,
  };
}

function refuseMissing(table: TableHandle, signature: TrainedSignature, isPrepared: boolean): void {
  const missing = missingColumn(table, signature);
  if (missing === undefined) return;
  throw new StageFailure(`The rows to judge have no column ${missing}, which the model needs.`, {
    kind: 'data',
    hint: isPrepared
      ? 'Wire the table that feeds Train to “The same rows as the model reads them”.'
      : 'Wire the table that feeds Train to this node; where it lacks the columns of the groups, wire it to “The same rows as the model reads them”, and the table before its preparation to “Rows to judge”.',
  });
}
