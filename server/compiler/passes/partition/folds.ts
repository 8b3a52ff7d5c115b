import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import { between, pathDown } from './paths';
import { type RowState, splitAt } from './row-state';

/** Folds judge a model by rows it has not seen; a step fitted outside them has seen the rows of every fold. */
export function fittedOutsideFolds(state: RowState): Diagnostic[] {
  const { linked, inputs } = state.typed;
  if (!inputs.table?.folds || !linked.configured || !linked.definition.usesFolds?.(linked.config)) return [];
  const split = splitAt(state);
  if (!split) return [];
  const fitted = [...split.learners, ...between(split, state)].filter(isFitted);
  const first = fitted[0];
  if (!first) return [];
  const others = fitted.length > 1 ? ` and ${fitted.length - 1} more` : '';
  return [
    diagnostic(
      'leak-folds',
      { node: state.id },
      `${first.title}${others} learned from the training rows of all folds, so the rows that judge a fold had a part in it: the scores on folds are a little too good.`,
      {
        hint: 'Compare settings by them, and take the last word from the test part, which nothing has seen.',
        path: pathDown(first, state),
      },
    ),
  ];
}

/** What is encoded out of fold is made for this. */
const isFitted = ({ typed: { traits, linked } }: RowState): boolean =>
  traits.learns === 'from-training-rows' && linked.definition.fit !== undefined && !traits.outOfFold;
