import type { Edit } from './edits';
import type { WireEnd } from './graph-doc';

/** New ids of nodes, by their old ones. */
export type Renames = ReadonlyMap<string, string>;

/** The same edit of a node under another id. A document that an edit carries whole keeps its own ids. */
export function renameInEdit(edit: Edit, renames: Renames): Edit {
  if (renames.size === 0) return edit;
  const now = (id: string): string => renames.get(id) ?? id;
  const end = ({ node, port }: WireEnd): WireEnd => ({ node: now(node), port });
  switch (edit.kind) {
    case 'add-node':
    case 'remove-node':
    case 'set-title':
    case 'set-note':
    case 'set-bypass':
    case 'set-setting':
    case 'set-config':
      return renames.has(edit.id) ? { ...edit, id: now(edit.id) } : edit;
    case 'connect':
      return { ...edit, wire: { from: end(edit.wire.from), to: end(edit.wire.to) } };
    case 'disconnect':
      return { ...edit, to: end(edit.to) };
    case 'move':
      return {
        ...edit,
        positions: Object.fromEntries(Object.entries(edit.positions).map(([id, at]) => [now(id), at])),
      };
    case 'set-group':
      return edit.set.nodes ? { ...edit, set: { ...edit.set, nodes: edit.set.nodes.map(now) } } : edit;
    default:
      return edit;
  }
}
