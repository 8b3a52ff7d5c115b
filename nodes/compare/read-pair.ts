import { type Model, predict } from '@/server/training';
import { findColumn, type RunContext, StageFailure, type TableHandle } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import { labelledRows, readFeatures } from '../kernel/read-features';
import { readTarget } from '../kernel/read-target';
import type { TrainedModel } from '../kernel/trained-model';
import type { Config } from './definition';

export type Trained = TrainedModel<Model>;

/** What both models answer for the same rows, in the same order. */
export interface JudgedPair {
  /** What stands after `from` to read the rows. */
  readonly rows: string;
  readonly count: number;
  /** Class index, or value. */
  readonly truth: Float64Array;
  /** rows × classes, or one value per row. */
  readonly champion: Float64Array;
  readonly challenger: Float64Array;
}

/** Reads the rows for both models and asks each. Refuses models of different targets, and tables of different rows. */
export async function judgePair(
  context: RunContext<Config>,
  champion: Trained,
  challenger: Trained,
): Promise<JudgedPair> {
  const { inputs, config } = context;
  const table = inputs.table('table');
  const prepared = inputs.hasTable('prepared') ? inputs.table('prepared') : table;
  refuseOtherTask(champion, challenger);
  refuseMissing(table, challenger, 'challenger');
  refuseMissing(prepared, champion, 'champion');
  if (!table.schema.partitioned || !prepared.schema.partitioned) {
    throw new StageFailure(`No split labels these rows, so there is no ${config.part} part to judge.`, {
      kind: 'data',
      hint: 'Put a Split node before the nodes that learn.',
    });
  }
  const [own, others] = [rowsOf(table, challenger, config), rowsOf(prepared, champion, config)];
  const truth = await truthOf(context, challenger, own);
  if (truth.length === 0) {
    throw new StageFailure(`The ${config.part} part has no rows with a ${challenger.signature.target} to judge by.`, {
      kind: 'data',
      hint: `Give the split a ${config.part} share, or judge on another part.`,
    });
  }
  refuseOtherRows(truth, await truthOf(context, champion, others));
  return {
    rows: own,
    count: truth.length,
    truth,
    champion: await answers(context, champion, others, truth.length),
    challenger: await answers(context, challenger, own, truth.length),
  };
}

function rowsOf(table: TableHandle, { signature }: Trained, { part }: Config): string {
  const rows = labelledRows(table, signature.target, part);
  return signature.classes
    ? `${rows} and ${sqlName(signature.target)}::varchar in (${signature.classes.map(sqlText).join(', ')})`
    : rows;
}

async function truthOf({ database }: RunContext<Config>, { signature }: Trained, rows: string): Promise<Float64Array> {
  const target = { name: signature.target, type: signature.targetType, nullable: false };
  return readTarget(database, target, signature, rows);
}

async function answers({ database }: RunContext<Config>, trained: Trained, rows: string, count: number) {
  const columns = await readFeatures(database, trained.signature.columns, rows);
  const { values, probabilities } = predict(trained.model, columns, count);
  return (values ?? probabilities)!;
}

function refuseOtherTask({ signature: one }: Trained, { signature: other }: Trained): void {
  if (one.target !== other.target || one.task !== other.task) {
    throw new StageFailure(
      `The champion predicts ${one.target} (${one.task}), and the challenger ${other.target} (${other.task}).`,
      { kind: 'data', hint: 'Compare models of the same target.' },
    );
  }
  const unlike = [...(one.classes ?? [])].join(' ') !== [...(other.classes ?? [])].join(' ');
  if (unlike) {
    throw new StageFailure('The two models do not know the same classes.', {
      kind: 'data',
      hint: 'Train both below the same split.',
    });
  }
}

function refuseMissing({ schema }: TableHandle, { signature }: Trained, who: string): void {
  const missing = [signature.target, ...signature.features].find((name) => !findColumn(schema, name));
  if (missing === undefined) return;
  throw new StageFailure(`The rows to judge have no column ${missing}, which the ${who} reads.`, {
    kind: 'data',
    hint:
      who === 'champion'
        ? 'Wire the table that feeds the champion’s Train to “The same rows as the champion reads them”.'
        : 'Wire the table that feeds the challenger’s Train to “Rows to judge”.',
  });
}

function refuseOtherRows(one: Float64Array, other: Float64Array): void {
  const row = one.length === other.length ? one.findIndex((value, at) => value !== other[at]) : 0;
  if (row < 0) return;
  throw new StageFailure('The two tables are not of the same rows in the same order.', {
    kind: 'data',
    hint: 'Take both from below the same split, with no node between that drops or sorts rows.',
  });
}
