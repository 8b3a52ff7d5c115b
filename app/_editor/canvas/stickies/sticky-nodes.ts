import type { Node } from '@xyflow/react';
import { type GraphDoc, type Position, type Sticky, stickiesOf } from '@/nodes/kernel/graph-doc/graph-doc';
import { drawnSticky } from '../drawn-ids';

export interface StickyData extends Record<string, unknown> {
  readonly id: string;
  readonly sticky: Sticky;
}

export type StickyNode = Node<StickyData, 'sticky'>;

const none: readonly never[] = [];

/** Behind cards and wires, also when selected: React Flow lifts what is selected by a thousand. */
const depth = -1;
const selectedDepth = depth - 1000;

const latest = new WeakMap<Sticky, StickyNode>();

/** Notes as React Flow wants them; the earlier object when nothing of it has changed. */
export function stickyNodes(
  doc: GraphDoc,
  {
    moving,
    selection,
  }: { readonly moving: Readonly<Record<string, Position>>; readonly selection: ReadonlySet<string> },
): readonly StickyNode[] {
  if (!doc.stickies) return none;
  return Object.entries(stickiesOf(doc)).map(([id, sticky]) => {
    const drawn = drawnSticky(id);
    const selected = selection.has(drawn);
    const position = moving[drawn] ?? sticky.at;
    const before = latest.get(sticky);
    if (before?.id === drawn && before.selected === selected && before.position === position) return before;
    const { width, height } = sticky;
    const node: StickyNode = {
      id: drawn,
      type: 'sticky',
      position,
      data: { id, sticky },
      selected,
      width,
      height,
      measured: { width, height },
      zIndex: selected ? selectedDepth : depth,
      connectable: false,
    };
    latest.set(sticky, node);
    return node;
  });
}
