import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Analysis } from '@/server/compiler/analysis';
import { nodeTitle } from '../timeline/stage-words';

export interface NoRows {
  readonly title: string;
  readonly words: string;
  /** Nothing to mend: it comes by itself. */
  readonly isComing: boolean;
}

/** Why nobody knows what comes out of a node: a mistake in it, one above it, or a file that is still being read. */
export function whyNoRows(doc: GraphDoc, { diagnostics, needs }: Analysis, node: string): NoRows {
  const wrong = new Map<string, string>();
  for (const { severity, place, message, hint } of diagnostics) {
    if (severity === 'error' && place.node !== undefined && !wrong.has(place.node))
      wrong.set(place.node, hint ? `${message} ${hint}` : message);
  }
  const mend = 'The Problems panel says what, and how to mend it.';
  const own = wrong.get(node);
  if (own !== undefined) return { title: `${nodeTitle(doc, node)} is not right yet`, words: own, isComing: false };
  const above = nearestAbove(doc, node, new Set(wrong.keys()));
  if (above !== undefined) {
    const words = `${nodeTitle(doc, above)} stands above ${nodeTitle(doc, node)}. ${wrong.get(above)}`;
    return { title: `${nodeTitle(doc, above)} is not right yet`, words, isComing: false };
  }
  if (needs.some(({ kind }) => kind === 'dataset'))
    return { title: 'Reading the file…', words: 'The rows come when its columns are known.', isComing: true };
  if (needs.length > 0)
    return { title: 'Checking the query…', words: 'The rows come when its columns are known.', isComing: true };
  return { title: 'The pipeline does not hold together yet', words: mend, isComing: false };
}

function nearestAbove(doc: GraphDoc, node: string, wanted: ReadonlySet<string>): string | undefined {
  const seen = new Set([node]);
  for (const id of seen) {
    if (id !== node && wanted.has(id)) return id;
    for (const { from, to } of doc.wires) if (to.node === id) seen.add(from.node);
  }
  return undefined;
}
