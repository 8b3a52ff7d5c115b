import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import { foldRounds } from '@/nodes/kernel/folds';
import type { FoldPlan } from '@/nodes/kernel/schema';
import { hoistTo, isHoisted } from './hoist';
import { pathDown } from './paths';
import { isSplit, type RowState } from './row-state';

/** With more rounds, learning every step again for each would take more stages than a run should have. */
export const MOST_REFITTED = 50;

/** How a node that judges on folds can do so: which steps above it learn anew for every round. */
export interface FoldsAbove {
  readonly plan: FoldPlan;
  /** The splits that deal them: the first on every way up. */
  readonly splits: ReadonlySet<RowState>;
  /** Learners above the split to which the folds of its rows can be told. */
  readonly told: ReadonlySet<RowState>;
  /** Steps that learn once, from the training rows of all folds. */
  readonly together: readonly RowState[];
}

const kept = new WeakMap<RowState, { readonly found: FoldsAbove | undefined }>();

/** The folds a node judges on; undefined when it does not, or there are none. */
export function foldsAbove(state: RowState): FoldsAbove | undefined {
  const known = kept.get(state) ?? { found: findFolds(state) };
  kept.set(state, known);
  return known.found;
}

function findFolds(state: RowState): FoldsAbove | undefined {
  const { linked, inputs } = state.typed;
  const plan = inputs.table?.folds;
  if (!plan || !linked.configured || !linked.definition.usesFolds?.(linked.config)) return undefined;
  const { splits, below } = nearestSplits(state);
  const above = [...new Set([...splits].flatMap((split) => split.learners))].filter(isFitted);
  if (foldRounds(plan).length > MOST_REFITTED)
    return { plan, splits, told: new Set(), together: [...above, ...[...below].filter(isFitted)] };
  const isTold = (learner: RowState) =>
    [...splits].every((split) => {
      const label = split.learners.includes(learner) ? hoistTo(learner, split) : undefined;
      return label === undefined || (isHoisted(label) && label.folded !== undefined);
    });
  const told = new Set(above.filter(isTold));
  return { plan, splits, told, together: above.filter((learner) => !told.has(learner)) };
}

/** The first split on every way up from a node's rows, and what stands between. */
function nearestSplits(state: RowState): { splits: Set<RowState>; below: Set<RowState> } {
  const splits = new Set<RowState>();
  const below = new Set<RowState>();
  const visit = (above: RowState): void => {
    if (isSplit(above)) splits.add(above);
    else if (!below.has(above)) {
      below.add(above);
      for (const parent of Object.values(above.above)) visit(parent);
    }
  };
  for (const parent of Object.values(state.above)) visit(parent);
  return { splits, below };
}

/** Folds judge a model by rows it has not seen; a step fitted outside them has seen the rows of every fold. */
export function fittedOutsideFolds(state: RowState): Diagnostic[] {
  const folds = foldsAbove(state);
  // What is encoded out of fold is made for this.
  const fitted = folds?.together.filter(({ typed }) => !typed.traits.outOfFold) ?? [];
  const first = fitted[0];
  if (!folds || !first) return [];
  const others = fitted.length > 1 ? ` and ${fitted.length - 1} more` : '';
  const isMany = foldRounds(folds.plan).length > MOST_REFITTED;
  return [
    diagnostic(
      'leak-folds',
      { node: state.id },
      `${first.title}${others} learned from the training rows of all folds, so the rows that judge a fold had a part in it: the scores on folds are a little too good.`,
      {
        hint: isMany
          ? `Up to ${MOST_REFITTED} rounds, each learns its steps anew: deal fewer folds, or repeat them less.`
          : 'Put the split before it: then it learns anew for every round. Or take the last word from the test part, which nothing has seen.',
        path: pathDown(first, state),
      },
    ),
  ];
}

const isFitted = ({ typed: { traits, linked } }: RowState): boolean =>
  traits.learns === 'from-training-rows' && linked.definition.fit !== undefined;
