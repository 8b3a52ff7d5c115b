import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import type { ReadersOf } from './learns-before-split';
import { pathDown } from './paths';
import { type RowState, splitAt } from './row-state';

/** Rows put below one another must carry labels of one split, or none. */
export function unlikeUnion(state: RowState, ports: readonly string[], readers: ReadersOf): Diagnostic[] {
  if (ports.some((port) => state.typed.inputs[port]?.open)) return [];
  const splits = ports.map((port) => splitAt(state, port));
  const distinct = [...new Set(splits)];
  if (distinct.length < 2) return [];
  const known = distinct.filter((split) => split !== undefined);
  const kept = known[0]!;
  const missing = ports.find((port) => splitAt(state, port) === undefined);
  return [
    diagnostic(
      'leak-labels-differ',
      { node: state.id },
      missing === undefined
        ? `The tables that ${state.title} puts together are labelled by different splits.`
        : `${kept.title} labels only some of the tables that ${state.title} puts together.`,
      {
        hint: `Split once, after ${state.title}.`,
        path: [...new Set(known.flatMap((split) => pathDown(split, state)))],
        fix: { title: `Move ${kept.title} after ${state.title}`, edits: splitAfter(state, kept, known, readers) },
      },
    ),
  ];
}

/** Takes every split above out and puts one of them after the node. */
function splitAfter(state: RowState, kept: RowState, splits: readonly RowState[], readers: ReadersOf): Edit[] {
  const out = { node: state.id, port: 'table' };
  const into = (split: RowState): Edit[] => {
    const before = split.typed.linked.inputs.table;
    return before ? readers(split.id).map((to): Edit => ({ kind: 'connect', wire: { from: before, to } })) : [];
  };
  return [
    ...splits.flatMap(into),
    ...splits.filter((split) => split !== kept).map((split): Edit => ({ kind: 'remove-node', id: split.id })),
    { kind: 'connect', wire: { from: out, to: { node: kept.id, port: 'table' } } },
    ...readers(state.id)
      .filter(({ node }) => node !== kept.id)
      .map((to): Edit => ({ kind: 'connect', wire: { from: { node: kept.id, port: 'table' }, to } })),
  ];
}
