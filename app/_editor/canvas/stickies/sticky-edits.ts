import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { type GraphDoc, type Position, type Sticky, stickiesOf } from '@/nodes/kernel/graph-doc/graph-doc';
import { newId } from '../../document/new-id';
import { stickyOf } from '../drawn-ids';
import { snap } from '../free-spot';

export const stickySizes = {
  small: { width: 160, height: 96 },
  medium: { width: 240, height: 144 },
  large: { width: 400, height: 256 },
} as const;

/** Seen by nobody, and two tabs must not choose the same one. */
export const newStickyId = (): string => `s${newId(6)}`;

export function addSticky(middle: Position, more: Partial<Sticky> = {}): { id: string; edits: Edit[] } {
  const id = newStickyId();
  const size = stickySizes.medium;
  const at = snap({ x: middle.x - size.width / 2, y: middle.y - size.height / 2 });
  return { id, edits: [{ kind: 'set-sticky', id, set: { text: '', color: 'amber', at, ...size, ...more } }] };
}

/** The notes among what is selected. */
export function stickiesIn(doc: GraphDoc, selection: Iterable<string>): string[] {
  return [...selection].flatMap((drawn) => {
    const id = stickyOf(drawn);
    return id !== undefined && stickiesOf(doc)[id] ? [id] : [];
  });
}

export const removeStickies = (doc: GraphDoc, selection: Iterable<string>): Edit[] =>
  stickiesIn(doc, selection).map((id) => ({ kind: 'remove-sticky', id }));

export function moveStickies(doc: GraphDoc, selection: Iterable<string>, by: Position): Edit[] {
  return stickiesIn(doc, selection).map((id) => {
    const { x, y } = stickiesOf(doc)[id]!.at;
    return { kind: 'set-sticky', id, set: { at: { x: x + by.x, y: y + by.y } } };
  });
}
