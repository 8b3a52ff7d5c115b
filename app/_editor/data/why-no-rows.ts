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
  const wrong = new Set(diagnostics.flatMap(({ severity, place }) => (severity === 'error' ? (place.node ?? []) : [])));
  const mend = 'The Problems panel says what, and how to mend it.';
  if (wrong.has(node)) return { title: `${nodeTitle(doc, node)} is not right yet`, words: mend, isComing: false };
  const above = nearestAbove(doc, node, wrong);
  if (above !== undefined) {
    const words = `${nodeTitle(doc, above)} stands above ${nodeTitle(doc, node)}. ${mend}`;
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
