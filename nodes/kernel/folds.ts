import type { StageInputs, TableHandle } from './define-run';
import { sqlName } from './expr/sql-text';
import { FOLD_COLUMN, type FoldPlan, PARTITION_COLUMN } from './schema';

/**
 * `$fold` of a training row. Around: its fold (from 1) in each repeat. Forward: [the round that judges it, or 0; the
 * first round it may be learned from], so that a gap before a round leaves rows out of that round only.
 */
export interface FoldRound {
  readonly repeat: number;
  readonly fold: number;
  readonly title: string;
}

/** Every round of fitting and judging, in order; repeats and folds count from 1. */
export function foldRounds({ kind, folds, repeats }: FoldPlan): FoldRound[] {
  const rounds: FoldRound[] = [];
  for (let repeat = 1; repeat <= repeats; repeat++)
    for (let fold = 1; fold <= folds; fold++) {
      const title = `${kind === 'forward' ? 'Round' : 'Fold'} ${fold}${repeats > 1 ? ` of repeat ${repeat}` : ''}`;
      rounds.push({ repeat, fold, title });
    }
  return rounds;
}

/** The training rows that a round learns from, or those it judges, as an SQL condition. */
export function foldRows(
  plan: FoldPlan,
  { repeat, fold }: Pick<FoldRound, 'repeat' | 'fold'>,
  use: 'fit' | 'judge',
): string {
  const label = sqlName(FOLD_COLUMN);
  const isTraining = `${sqlName(PARTITION_COLUMN)} = 'train'`;
  if (plan.kind === 'around') return `${isTraining} and ${label}[${repeat}] ${use === 'fit' ? '<>' : '='} ${fold}`;
  return `${isTraining} and ${use === 'fit' ? `${label}[2] <= ${fold}` : `${label}[1] = ${fold}`}`;
}

/** What the compiler prepared for a node that judges on folds. */
export interface FoldUse {
  readonly plan: FoldPlan;
  /** Every round has a table of its own, in which the steps above were learned anew: `table@1`, `table@2`, … */
  readonly refitted: boolean;
  /** Titles of the steps that were learned once, from all training rows, those judged included. */
  readonly learnedTogether: readonly string[];
}

/** The input that holds the rows of a round, counted from 1. */
export const roundTable = (number: number, port = 'table'): string => `${port}@${number}`;

/** The rows of a round, where they are: two SQL conditions on a table. */
export interface RoundRows {
  readonly round: FoldRound;
  readonly table: TableHandle;
  readonly fit: string;
  readonly judge: string;
}

/** Every round with its rows: in a table of its own where steps above learned anew for it, else in the table of all. */
export function roundsOf(inputs: Pick<StageInputs, 'table'>, { plan, refitted }: FoldUse): RoundRows[] {
  const label = sqlName(PARTITION_COLUMN);
  return foldRounds(plan).map((round, index) =>
    refitted
      ? { round, table: inputs.table(roundTable(index + 1)), fit: `${label} = 'train'`, judge: `${label} = 'test'` }
      : {
          round,
          table: inputs.table('table'),
          fit: foldRows(plan, round, 'fit'),
          judge: foldRows(plan, round, 'judge'),
        },
  );
}
