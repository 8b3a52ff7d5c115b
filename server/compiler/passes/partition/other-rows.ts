import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import type { JoinColumn } from '@/nodes/kernel/rel/rel';
import { arriving, hopsOf, unchangedUpTo } from './columns';
import { pathDown, shareRows } from './paths';
import { findRel, isByTime, labelColumns, type RowState, splitAt } from './row-state';
import { rowsLookedAt } from './rows-looked-at';
import { shapeOf } from './shape';
import type { Crossing, Step, TrainedOn } from './trail';

/** Features whose values other rows decide: rows that another part of the split holds, or that come later. */
export function otherRows({ trainer }: TrainedOn, steps: readonly Step[]): Diagnostic[] {
  const split = splitAt(trainer);
  if (!split) return [];
  const told = new Set<string>();
  return steps.flatMap((step) => {
    const found = windowed(step, trainer, split) ?? joinedBack(step, trainer, split);
    const place = found && `${found.place.node} ${found.code}`;
    if (!found || told.has(place!)) return [];
    told.add(place!);
    return [found];
  });
}

/** A column that its node computes from rows around each row. */
function windowed({ at, feature }: Step, trainer: RowState, split: RowState): Diagnostic | undefined {
  const looked = rowsLookedAt(at);
  if (!looked) return undefined;
  const { state } = at;
  const whose = `${at.column}${feature === at.column ? '' : `, which feeds ${feature},`}`;
  const path = pathDown(state, trainer);
  if (splitAt(state) === split && !looked.inOtherTable) {
    // Below a split a row looks at rows of its own part only; in time, those may still be later ones.
    if (looked.rows === 'past' || !isByTime(split)) return undefined;
    return diagnostic(
      'leak-other-rows',
      { node: state.id },
      `${whose} is computed from rows of any time, later ones too, and ${split.title} splits by time: at prediction they do not exist yet.`,
      { hint: `Look at earlier rows only in ${state.title}.`, path, severity: 'warning' },
    );
  }
  const isWithinGroup = labelColumns(split).some((column) => looked.by.includes(nameAt(split, column, state) ?? ''));
  if (isWithinGroup || (looked.rows === 'past' && isByTime(split))) return undefined;
  if (looked.rows === 'past') {
    return diagnostic(
      'leak-other-rows',
      { node: state.id },
      `${whose} is computed from earlier rows of any part of ${split.title}, so a training row may read the values of test rows.`,
      {
        hint: looked.inOtherTable
          ? `Let ${split.title} split by time.`
          : `Split by time, or put ${split.title} before ${state.title}.`,
        path,
        severity: 'warning',
      },
    );
  }
  return diagnostic(
    'leak-other-rows',
    { node: state.id },
    `${whose} is computed from all rows before ${split.title} labels any: training rows would carry what test rows say.`,
    { hint: `Put ${split.title} before ${state.title}: then each part is computed from its own rows.`, path },
  );
}

/** A column as it is called where it comes out of a node above the split. */
const nameAt = (split: RowState, column: string, state: RowState): string | undefined =>
  unchangedUpTo(arriving(split, 'table', column), state)?.column;

/** A measure over rows without labels, joined to rows that it was measured from. */
function joinedBack({ at, feature, crossings }: Step, trainer: RowState, split: RowState): Diagnostic | undefined {
  const measured = at.state;
  if (measured.typed.traits.rows !== 'changes' || splitAt(measured) === split) return undefined;
  if (hopsOf(at).some((hop) => hop.how === 'same' || hop.how === 'renamed')) return undefined;
  const join = crossings.find((crossing) => othersOf(crossing).some((other) => shareRows(other, measured)));
  if (!join || isOnLabel(join, measured, split)) return undefined;
  return diagnostic(
    'leak-other-rows',
    { node: measured.id },
    `${at.column}${feature === at.column ? '' : `, which feeds ${feature},`} is measured over all rows, test rows too, and ${join.node.title} joins it back to them.`,
    {
      hint: `Put ${split.title} before ${measured.title}: then each part is measured on its own rows.`,
      path: pathDown(measured, trainer),
    },
  );
}

const othersOf = ({ node, port }: Crossing): RowState[] =>
  Object.entries(node.above).flatMap(([name, state]) => (name === port ? [] : [state]));

/** Whether the rows measured for a row are of its own group, which the split keeps together. */
function isOnLabel({ node, port }: Crossing, measured: RowState, split: RowState): boolean {
  const join = findRel(shapeOf(node.typed).table, 'join');
  if (!join) return false;
  const side = join.inputs[0].op === 'scan' && join.inputs[0].key === port ? 'left' : 'right';
  const other = side === 'left' ? 'right' : 'left';
  return labelColumns(split).some((column) => {
    const name = nameAt(split, column, node);
    const made = join.columns.find((candidate) => candidate.name === name);
    return join.on.some((pair) => {
      const group = unchangedUpTo(arriving(node, port, pair[side]), measured);
      const isGroup = group !== undefined && hopsOf(group).every((hop) => hop.how === 'same' || hop.how === 'renamed');
      return isGroup && (comesFrom(made, other, pair[other]) || nameAt(split, column, node) === pair[other]);
    });
  });
}

function comesFrom(made: JoinColumn | undefined, side: 'left' | 'right', column: string): boolean {
  if (!made) return false;
  if (made.side === 'both') return (side === 'left' ? made.column : (made.right ?? made.column)) === column;
  return made.side === side && made.column === column;
}
