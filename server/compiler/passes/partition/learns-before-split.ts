import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { findColumn } from '@/nodes/kernel/schema';
import type { HoistRefusal } from './hoist';
import { pathDown } from './paths';
import { labelColumns, labelOf, type RowState } from './row-state';

/** The input ports that read a node's table. */
export type ReadersOf = (id: string) => readonly { readonly node: string; readonly port: string }[];

/** A node learns above a split from rows it will call test, and the label cannot be computed where it learns. */
export function learnsBeforeSplit(
  learner: RowState,
  split: RowState,
  reason: HoistRefusal | { readonly why: 'two-splits'; readonly other: RowState },
  readers: ReadersOf,
): Diagnostic {
  const edits = moveSplitAbove(learner, split, readers);
  return diagnostic(
    'leak-learns-before-split',
    { node: learner.id },
    `${learner.title} learns from ${learner.typed.inputs.table?.partitioned ? 'the training rows of a split above' : 'all rows'}, and ${split.title} takes test rows out of them only later: the test would be judged by what leaked. ${because(reason, learner)}`,
    {
      hint:
        reason.why === 'no-key'
          ? `Choose the key column in the source, or put ${split.title} before ${learner.title}.`
          : `Put ${split.title} before ${learner.title}.`,
      path: pathDown(learner, split),
      ...(edits ? { fix: { title: `Move ${split.title} before ${learner.title}`, edits } } : {}),
    },
  );
}

/** Why the label cannot be computed earlier instead. */
function because(reason: Parameters<typeof learnsBeforeSplit>[2], learner: RowState): string {
  switch (reason.why) {
    case 'ranks':
      return `Its labels are ranks among the rows that reach it, so they are not known at ${learner.title}.`;
    case 'no-key':
      return `Without a key column a row's label depends on its whole content, which ${learner.title} changes.`;
    case 'by-task':
      return `${learner.title} reads a table that is written before there are labels.`;
    case 'out-of-fold':
      return `${learner.title} gives training rows other values than test rows, so the labels must be there already.`;
    case 'column-changed':
      return `Its labels follow from ${reason.column}, which is changed between the two.`;
    case 'rows-between':
      return `${reason.node.title} between them ${reason.node.typed.traits.looksAt ? 'looks at other rows' : 'makes other rows'}, so a label does not carry over.`;
    case 'two-splits':
      return `${reason.other.title} below it labels the same rows differently, so no row is training for both.`;
  }
}

/** Rewires learner → … → split → rest as split → learner → … → rest, where the split finds its columns there. */
function moveSplitAbove(learner: RowState, split: RowState, readers: ReadersOf): Edit[] | undefined {
  const above = learner.typed.linked.inputs.table;
  const before = split.typed.linked.inputs.table;
  const columns = learner.typed.inputs.table;
  const label = labelOf(split);
  if (!above || !before || !columns || !carriesLabel(learner, split)) return undefined;
  const needed = [...labelColumns(split), ...(label && 'by' in label.method ? [label.method.by] : [])];
  if (needed.some((name) => !findColumn(columns, name))) return undefined;
  return [
    { kind: 'connect', wire: { from: above, to: { node: split.id, port: 'table' } } },
    { kind: 'connect', wire: { from: { node: split.id, port: 'table' }, to: { node: learner.id, port: 'table' } } },
    ...readers(split.id).map((to): Edit => ({ kind: 'connect', wire: { from: before, to } })),
  ];
}

/** Whether labels given above the learner arrive where the split stands now, on the one way there is. */
function carriesLabel(learner: RowState, split: RowState): boolean {
  let at: RowState | undefined = split;
  while (at && at !== learner) {
    const above: RowState[] = Object.values(at.above);
    const next: RowState[] = above.filter((state) => state === learner || state.learners.includes(learner));
    if (next.length !== 1 || (at !== split && at.typed.traits.rows === 'changes' && above.length < 2)) return false;
    at = next[0];
  }
  return at === learner;
}
