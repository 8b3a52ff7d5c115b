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
export function foldRows(plan: FoldPlan, { repeat, fold }: FoldRound, use: 'fit' | 'judge'): string {
  const label = sqlName(FOLD_COLUMN);
  const isTraining = `${sqlName(PARTITION_COLUMN)} = 'train'`;
  if (plan.kind === 'around') return `${isTraining} and ${label}[${repeat}] ${use === 'fit' ? '<>' : '='} ${fold}`;
  return `${isTraining} and ${use === 'fit' ? `${label}[2] <= ${fold}` : `${label}[1] = ${fold}`}`;
}
