import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import { ancestorsOf, pathDown } from './paths';
import { isSplit, type RowState, splitAt } from './row-state';
import type { Step, TrainedOn } from './trail';

/** Rows below a split that lost their label hold training and test rows alike: nothing may learn from them. */
export function learnsFromMixedRows(state: RowState): Diagnostic[] {
  const { typed, title } = state;
  const table = typed.inputs.table;
  // An open table is not known, because of a mistake that is told already or until a fact arrives.
  if (typed.traits.learns !== 'from-training-rows' || !table || table.partitioned || table.open) return [];
  const above = typed.linked.inputs.table && state.above.table;
  if (!above || !(above.isBelowSplit || isSplit(above))) return [];
  const split = [...ancestorsOf(above)].find(isSplit)!;
  const path = pathDown(split, state);
  const loser = loserOf(above);
  // Labelled rows met others there, which is said where they meet.
  if (loser && Object.keys(loser.above).some((port) => !splitAt(loser, port))) return [];
  return [
    diagnostic(
      'leak-mixed-rows',
      { node: state.id },
      `${title} would learn from rows of every part of ${split.title}: ${loser ? `${loser.title} does not hand the labels on` : 'their labels are lost on the way'}.`,
      {
        hint: loser
          ? `Put ${split.title} below ${loser.title}, or let ${loser.title} hand the column $partition on.`
          : `Put ${split.title} below them.`,
        path,
      },
    ),
  ];
}

/** The node at which labelled rows became rows without labels. */
function loserOf(state: RowState): RowState | undefined {
  const isLabelledAbove = Object.keys(state.above).some((port) => splitAt(state, port) !== undefined);
  if (isLabelledAbove) return state;
  for (const parent of Object.values(state.above)) {
    const found = parent.isBelowSplit || isSplit(parent) ? loserOf(parent) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Labelled rows joined with columns of rows that lost theirs. */
export function joinsMixedRows({ trainer }: TrainedOn, steps: readonly Step[]): Diagnostic[] {
  const told = new Set<RowState>();
  return steps.flatMap(({ crossings, feature }) => {
    const crossing = crossings.at(-1);
    if (!crossing || told.has(crossing.node)) return [];
    const { node, port } = crossing;
    const above = node.above[port]!;
    const isLabelled = Object.values(node.typed.outputs).some((schema) => schema.partitioned);
    const isMixed = !splitAt(node, port) && !node.typed.inputs[port]?.open && (above.isBelowSplit || isSplit(above));
    if (!isLabelled || !isMixed) return [];
    told.add(node);
    const loser = loserOf(above) ?? above;
    return [
      diagnostic(
        'leak-mixed-rows',
        { node: node.id, port },
        `${node.title} brings ${feature} from rows of every part: ${loser.title} lost their labels, so training rows would carry what test rows say.`,
        {
          hint: `Let ${loser.title} hand the column $partition on, or take ${feature} out of the features.`,
          path: pathDown(loser, trainer),
        },
      ),
    ];
  });
}
