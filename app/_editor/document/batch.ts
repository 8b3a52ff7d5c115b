import type { Edit } from '@/nodes/kernel/graph-doc/edits';

/** Edits that travel together; a batch sent twice is applied once. */
export interface Batch {
  readonly id: string;
  /** The tab that made it. */
  readonly client: string;
  readonly edits: readonly Edit[];
  /** The server may have it: nothing is added to it any more. */
  readonly sent?: true;
}

/** A batch as the server ordered it. */
export interface OrderedBatch {
  readonly revision: number;
  readonly client: string;
  readonly batch: string;
  readonly edits: readonly Edit[];
}

/** Leaves out edits that a later one makes void: typing and dragging send one edit, not fifty. */
export function compact(edits: readonly Edit[]): Edit[] {
  return edits.filter((edit, index) => {
    const next = edits[index + 1];
    const slot = slotOf(edit);
    return !(next && slot !== undefined && slot === slotOf(next));
  });
}

function slotOf(edit: Edit): string | undefined {
  switch (edit.kind) {
    case 'set-setting':
      return edit.value === undefined ? undefined : `${edit.kind} ${edit.id} ${JSON.stringify(edit.path)}`;
    case 'set-title':
    case 'set-note':
    case 'set-config':
    case 'set-bypass':
      return `${edit.kind} ${edit.id}`;
    case 'move':
      return `${edit.kind} ${Object.keys(edit.positions).sort().join(' ')}`;
    case 'set-group':
      // Nodes come from other groups, which the later edit does not give back.
      return edit.set.nodes ? undefined : `${edit.kind} ${edit.id} ${Object.keys(edit.set).sort().join(' ')}`;
    case 'set-sticky':
      return `${edit.kind} ${edit.id} ${Object.keys(edit.set).sort().join(' ')}`;
    case 'set-name':
    case 'set-description':
      return edit.kind;
    default:
      return undefined;
  }
}
