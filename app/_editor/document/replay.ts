import { applyEdit, type Edit } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Owned } from '@/nodes/kernel/graph-doc/records';
import { type Renames, renameInEdit } from '@/nodes/kernel/graph-doc/rename';
import type { Batch } from './batch';
import { freeNodeId } from './new-id';

export interface Replayed {
  readonly doc: GraphDoc;
  readonly pending: readonly Batch[];
  readonly renamed: Renames;
}

/**
 * Pending edits over what the server has. Two tabs that add a node at the same time may give it the same id: the one
 * that comes second gets another, or its edits would change somebody else's node.
 */
export function replay(base: GraphDoc, pending: readonly Batch[]): Replayed {
  const renamed = new Map<string, string>();
  let taken: Set<string> | undefined;
  const owned: Owned = new WeakSet();
  let doc = base;
  const replayed = pending.map((batch): Batch => {
    const edits = batch.edits.map((edit): Edit => {
      if (edit.kind === 'add-node' && doc.nodes[renamed.get(edit.id) ?? edit.id]) {
        taken ??= idsOf(base, pending);
        const id = freeNodeId(edit.node.type, taken);
        taken.add(id);
        renamed.set(edit.id, id);
      }
      const now = renameInEdit(edit, renamed);
      doc = applyEdit(doc, now, owned);
      return now;
    });
    return edits.every((edit, index) => edit === batch.edits[index]) ? batch : { ...batch, edits };
  });
  return { doc, pending: replayed, renamed };
}

function idsOf(base: GraphDoc, pending: readonly Batch[]): Set<string> {
  const ids = new Set(Object.keys(base.nodes));
  for (const { edits } of pending) for (const edit of edits) if (edit.kind === 'add-node') ids.add(edit.id);
  return ids;
}
