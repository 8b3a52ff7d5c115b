import type { NodeChange, OnNodeDrag } from '@xyflow/react';
import { type Dispatch, type SetStateAction, useCallback, useRef } from 'react';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { useEditor } from '../editor';
import { selectNodes } from '../view/view-store';
import { cut, paste } from './clipboard';
import { snap } from './free-spot';
import type { CardNode } from './to-flow';

type Moves = Readonly<Record<string, Position>>;

/** Cards under the hand move at once; the document gets one edit when they are let go. With Alt a copy is let go. */
export function useDragging(moving: Moves, setMoving: Dispatch<SetStateAction<Moves>>) {
  const editor = useEditor();
  const isCopy = useRef(false);
  const latest = useRef(moving);
  latest.current = moving;

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      const moves: Record<string, Position> = {};
      const selection = new Set(editor.view.getState().selection);
      let isSelecting = false;
      for (const change of changes) {
        if (change.type === 'position' && change.position && change.dragging) moves[change.id] = change.position;
        if (change.type !== 'select') continue;
        isSelecting = true;
        if (change.selected) selection.add(change.id);
        else selection.delete(change.id);
      }
      if (Object.keys(moves).length > 0) setMoving((before) => ({ ...before, ...moves }));
      if (isSelecting) editor.view.setState({ selection, port: undefined });
    },
    [editor, setMoving],
  );

  const drop = useCallback(
    (ids: readonly string[]) => {
      const { doc } = editor.document.getState();
      const positions = Object.fromEntries(
        ids.flatMap((id) => {
          const [to, from] = [latest.current[id], doc.layout[id]];
          return to && (!from || from.x !== to.x || from.y !== to.y) ? [[id, snap(to)]] : [];
        }),
      );
      setMoving({});
      const moved = Object.keys(positions);
      const first = moved[0];
      if (!first) return;
      if (!isCopy.current) {
        editor.document.getState().dispatch([{ kind: 'move', positions }], moved.length === 1 ? 'Move' : 'Move nodes');
        return;
      }
      const origin = doc.layout[first] ?? { x: 0, y: 0 };
      const target = positions[first] ?? origin;
      const pasted = paste(doc, cut(doc, new Set(moved)), { x: target.x - origin.x, y: target.y - origin.y });
      editor.document.getState().dispatch(pasted.edits, 'Duplicate');
      selectNodes(editor.view, pasted.ids);
    },
    [editor, setMoving],
  );

  const onDragStart: OnNodeDrag<CardNode> = useCallback((event) => {
    isCopy.current = event.altKey;
  }, []);
  const onDragStop: OnNodeDrag<CardNode> = useCallback((_, __, nodes) => drop(nodes.map((node) => node.id)), [drop]);
  const onSelectionDragStop = useCallback(
    (_: React.MouseEvent, nodes: CardNode[]) => drop(nodes.map((node) => node.id)),
    [drop],
  );
  return { onNodesChange, onNodeDragStart: onDragStart, onNodeDragStop: onDragStop, onSelectionDragStop };
}
