import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { stickyOf } from './drawn-ids';
import { removeAndHeal } from './heal';
import { removeStickies } from './stickies/sticky-edits';

/** Removes nodes, healing their wires, and notes. */
export const removeSelected = (doc: GraphDoc, selection: ReadonlySet<string>): Edit[] => [
  ...removeAndHeal(doc, selection),
  ...removeStickies(doc, selection),
];

/** "node", "note", "3 nodes", "2 notes", "5 nodes and notes". */
export function wordsFor(selection: Iterable<string>): string {
  const ids = [...selection];
  const notes = ids.filter((id) => stickyOf(id) !== undefined).length;
  const nodes = ids.length - notes;
  const what = nodes === 0 ? 'note' : notes === 0 ? 'node' : 'nodes and note';
  return ids.length === 1 ? what : `${ids.length} ${what}s`;
}
