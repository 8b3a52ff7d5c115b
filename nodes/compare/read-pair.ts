import { missingColumn, refuseUnsplit } from '@/server/learning/check-part';
import { answersFor, type JudgedPart, readPart } from '@/server/learning/judged-rows';
import { refuseOtherRows } from '@/server/learning/same-rows';
import type { Model } from '@/server/training';
import { type RunContext, StageFailure, type TableHandle } from '../kernel';
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
  { inputs, config: { part }, database }: RunContext<Config>,
  champion: Trained,
  challenger: Trained,
): Promise<JudgedPair> {
  const table = inputs.table('table');
  const prepared = inputs.hasTable('prepared') ? inputs.table('prepared') : table;
  refuseOtherTask(champion, challenger);
  refuseMissing(table, challenger, 'challenger');
  refuseMissing(prepared, champion, 'champion');
  for (const each of [table, prepared]) refuseUnsplit(each, { part, purpose: 'judge' });
  if (prepared !== table)
    await refuseOtherRows(database, table, prepared, { target: challenger.signature.target, reader: 'the champion' });
  const own = await readPart(database, table, challenger, { part });
  if (own.count === 0) {
    throw new StageFailure(`The ${part} part has no rows with a ${challenger.signature.target} to judge by.`, {
      kind: 'data',
      hint: `Give the split a ${part} share, or judge on another part.`,
    });
  }
  const { rows, count, truth } = own;
  const said = answers(challenger, own);
  return {
    rows,
    count,
    truth,
    champion: answers(champion, await readPart(database, prepared, champion, { part })),
    challenger: said,
  };
}

function answers(trained: Trained, judged: JudgedPart): Float64Array {
  const { values, probabilities } = answersFor(trained, judged);
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

function refuseMissing(table: TableHandle, { signature }: Trained, who: string): void {
  const missing = missingColumn(table, signature);
  if (missing === undefined) return;
  throw new StageFailure(`The rows to judge have no column ${missing}, which the ${who} reads.`, {
    kind: 'data',
    hint:
      who === 'champion'
        ? 'Wire the table that feeds the champion’s Train to “The same rows as the champion reads them”.'
        : 'Wire the table that feeds the challenger’s Train to “Rows to judge”.',
  });
}
