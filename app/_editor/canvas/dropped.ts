import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { type GraphDoc, groupsOf, type Position, stickiesOf } from '@/nodes/kernel/graph-doc/graph-doc';
import { groupOfDrawn, stickyOf } from './drawn-ids';
import { snap } from './free-spot';
import { cornerOf } from './groups/fold';

export interface Dropped {
  /** Of cards that have a new place; those of a collapsed group move with its card. */
  readonly positions: Readonly<Record<string, Position>>;
  readonly stickies: readonly Extract<Edit, { kind: 'set-sticky' }>[];
  /** How far it all went; undefined when nothing moved. */
  readonly by: Position | undefined;
}

/** What became of the places of what was dragged: cards, collapsed groups and notes. `to` has where each was let go. */
export function dropped(doc: GraphDoc, ids: readonly string[], to: Readonly<Record<string, Position>>): Dropped {
  const positions: Record<string, Position> = {};
  const stickies: Extract<Edit, { kind: 'set-sticky' }>[] = [];
  let by: Position | undefined;
  for (const drawn of ids) {
    const end = to[drawn] && snap(to[drawn]);
    const [sticky, group] = [stickyOf(drawn), groupOfDrawn(drawn)];
    const from = startOf(doc, drawn, sticky, group);
    if (!end || (from && from.x === end.x && from.y === end.y)) continue;
    const shift = { x: end.x - (from?.x ?? 0), y: end.y - (from?.y ?? 0) };
    by ??= shift;
    if (sticky !== undefined) stickies.push({ kind: 'set-sticky', id: sticky, set: { at: end } });
    else if (group === undefined) positions[drawn] = end;
    else Object.assign(positions, shifted(doc, groupsOf(doc)[group]?.nodes ?? [], shift));
  }
  return { positions, stickies, by };
}

/** Nodes moved together; those without a place stay without. */
export function shifted({ layout }: GraphDoc, ids: readonly string[], by: Position): Record<string, Position> {
  return Object.fromEntries(
    ids.flatMap((id) => (layout[id] ? [[id, { x: layout[id].x + by.x, y: layout[id].y + by.y }]] : [])),
  );
}

function startOf(doc: GraphDoc, drawn: string, sticky?: string, group?: string): Position | undefined {
  if (sticky !== undefined) return stickiesOf(doc)[sticky]?.at;
  if (group === undefined) return doc.layout[drawn];
  const found = groupsOf(doc)[group];
  return found && cornerOf(doc, found);
}
