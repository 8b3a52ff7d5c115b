import { type EdgeChange, useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import { useEditor } from '../editor';
import { selectNodes } from '../view/view-store';
import type { CardNode, WireEdge } from './to-flow';

/** Selection lives in the view store: cards, wires, and the void that clears both. */
export function useSelecting() {
  const editor = useEditor();
  const { screenToFlowPosition } = useReactFlow<CardNode, WireEdge>();

  const onEdgesChange = useCallback(
    (changes: EdgeChange<WireEdge>[]) => {
      const selectedWires = new Set(editor.view.getState().selectedWires);
      for (const change of changes) {
        if (change.type !== 'select') continue;
        if (change.selected) selectedWires.add(change.id);
        else selectedWires.delete(change.id);
      }
      editor.view.setState({ selectedWires });
    },
    [editor],
  );

  const onPaneClick = useCallback(() => editor.view.setState({ search: undefined, hotPath: [] }), [editor]);
  const onNodeClick = useCallback(() => editor.view.setState({ hotPath: [] }), [editor]);

  const onDoubleClick = useCallback(
    (event: React.MouseEvent) => {
      if (!(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return;
      const at = { x: event.clientX, y: event.clientY };
      const flow = screenToFlowPosition(at, { snapToGrid: false });
      editor.view.setState({ search: { at, drop: { x: flow.x - cardWidth / 2, y: flow.y - cardHeight / 2 } } });
    },
    [editor, screenToFlowPosition],
  );
  /** On a card that has the focus: Enter opens it in the inspector, Space takes it into the selection or out. */
  const onKeyDown = useCallback(
    (event: React.KeyboardEvent) => {
      const card =
        event.target instanceof HTMLElement && event.target.matches('.react-flow__node') ? event.target : null;
      const id = card?.dataset.id;
      if (id === undefined || (event.key !== 'Enter' && event.key !== ' ') || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Enter') {
        selectNodes(editor.view, [id]);
        editor.view.setState({ inspectorTab: 'configure', focusPath: { path: [], asked: Date.now() } });
        return;
      }
      const selection = new Set(editor.view.getState().selection);
      if (!selection.delete(id)) selection.add(id);
      editor.view.setState({ selection, port: undefined });
    },
    [editor],
  );
  /** A card that Tab comes to is the one that keys act on. Focus that a closing dialog gives back selects nothing. */
  const onKeyUp = useCallback(
    (event: React.KeyboardEvent) => {
      if (event.key !== 'Tab' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(event.target instanceof HTMLElement) || !event.target.matches('.react-flow__node')) return;
      const { id } = event.target.dataset;
      if (id !== undefined) selectNodes(editor.view, [id]);
    },
    [editor],
  );
  const onContextMenu = useCallback((event: React.MouseEvent) => event.preventDefault(), []);
  return {
    onRoot: { onKeyDown, onKeyUp, onDoubleClick },
    onFlow: { onEdgesChange, onPaneClick, onNodeClick, onNodeContextMenu: onContextMenu },
  };
}
