import type { NodeChange, OnNodeDrag } from '@xyflow/react';
import { type Dispatch, type SetStateAction, useCallback, useRef } from 'react';
import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { useEditor } from '../editor';
import { selectNodes } from '../view/view-store';
import { cut, paste } from './clipboard';
import { drawnSticky, selectedBy } from './drawn-ids';
import { setDropTarget } from './drop-target';
import { dropped } from './dropped';
import { wireAt } from './hit-test';
import { joinWire } from './place-node';
import { titleOf } from './ports';
import type { DrawnNode } from './use-flow-graph';
import { wiresFrom, wiresInto } from './wiring';

type Moves = Readonly<Record<string, Position>>;

/** How near to a wire the middle of a card is let go to go into it, in canvas units. */
const wireMargin = 20;

/**
 * Cards under the hand move at once; the document gets one step when they are let go. With Alt a copy is let go. A card
 * that has no wires goes into the wire it is let go on.
 */
export function useDragging(setMoving: Dispatch<SetStateAction<Moves>>) {
  const editor = useEditor();
  const isCopy = useRef(false);

  const onNodesChange = useCallback(
    (changes: NodeChange<DrawnNode>[]) => {
      const moves: Record<string, Position> = {};
      const selection = new Set(editor.view.getState().selection);
      let isSelecting = false;
      for (const change of changes) {
        if (change.type === 'position' && change.position && change.dragging) moves[change.id] = change.position;
        if (change.type !== 'select') continue;
        isSelecting = true;
        for (const id of selectedBy(editor.document.getState().doc, change.id)) {
          if (change.selected) selection.add(id);
          else selection.delete(id);
        }
      }
      if (Object.keys(moves).length > 0) setMoving((before) => ({ ...before, ...moves }));
      if (isSelecting) editor.view.setState({ selection, port: undefined });
    },
    [editor, setMoving],
  );

  const drop = useCallback(
    (nodes: readonly Pick<DrawnNode, 'id' | 'position'>[]) => {
      const { doc, dispatch } = editor.document.getState();
      const target = editor.view.getState().dropTarget;
      setDropTarget(editor, undefined);
      const { positions, stickies, by } = dropped(
        doc,
        nodes.map(({ id }) => id),
        // Where they are, not where they were last drawn: a quick hand is ahead of the screen.
        Object.fromEntries(nodes.map(({ id, position }) => [id, position])),
      );
      setMoving({});
      const moved = Object.keys(positions);
      const first = moved[0];
      if (isCopy.current && by) {
        const copied = new Set([...moved, ...stickies.map(({ id }) => drawnSticky(id))]);
        const pasted = paste(doc, cut(doc, copied), by);
        dispatch(pasted.edits, 'Duplicate');
        selectNodes(editor.view, pasted.ids);
        return;
      }
      if (stickies.length > 0) {
        const edits: Edit[] = first === undefined ? [] : [{ kind: 'move', positions }];
        dispatch([...edits, ...stickies], edits.length + stickies.length === 1 ? 'Move note' : 'Move');
        return;
      }
      if (first === undefined) return;
      const joined =
        target?.kind === 'wire' && moved.length === 1
          ? joinWire(doc, first, positions[first] ?? { x: 0, y: 0 }, target.id)
          : undefined;
      if (joined) dispatch(joined, `Insert ${doc.nodes[first] ? titleOf(doc.nodes[first]) : first}`);
      else dispatch([{ kind: 'move', positions }], moved.length === 1 ? 'Move' : 'Move nodes');
    },
    [editor, setMoving],
  );

  const onNodeDragStart: OnNodeDrag<DrawnNode> = useCallback((event) => {
    isCopy.current = event.altKey;
  }, []);

  /** A card that stands alone over a wire: shows that it would go into it. */
  const onNodeDrag: OnNodeDrag<DrawnNode> = useCallback(
    (_, node, nodes) => {
      const { doc } = editor.document.getState();
      const { id, position } = node;
      const isAlone = wiresFrom(doc, id).length + wiresInto(doc, id).length === 0;
      if (nodes.length !== 1 || isCopy.current || !isAlone || !doc.nodes[id]) return;
      const middle = { x: position.x + cardWidth / 2, y: position.y + cardHeight / 2 };
      const wire = wireAt(doc, middle, wireMargin);
      const isPossible = wire !== undefined && joinWire(doc, id, position, wire) !== undefined;
      setDropTarget(
        editor,
        isPossible
          ? { kind: 'wire', id: wire, words: `Insert ${doc.nodes[id] ? titleOf(doc.nodes[id]) : id}`, isPossible }
          : undefined,
      );
    },
    [editor],
  );
  const onNodeDragStop: OnNodeDrag<DrawnNode> = useCallback((_, __, nodes) => drop(nodes), [drop]);
  const onSelectionDragStop = useCallback((_: React.MouseEvent, nodes: DrawnNode[]) => drop(nodes), [drop]);
  return { onNodesChange, onNodeDragStart, onNodeDrag, onNodeDragStop, onSelectionDragStop };
}
