import { type EdgeChange, useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import { useEditor } from '../editor';
import { openCanvasMenu } from '../menus/canvas-menu';
import { targetOf } from '../menus/menu-target';
import { selectNodes } from '../view/view-store';
import { selectedBy } from './drawn-ids';
import { openDrawn } from './open-drawn';
import { pathBetween } from './path-between';
import type { CardNode, WireEdge } from './to-flow';

/** Selection lives in the view store: cards, wires, the path between two cards, and the void that clears all. */
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

  /**
   * A plain click on one of many selects that one. With Shift all that lies between comes with it. A card that the click
   * took out of the selection stays out.
   */
  const onNodeClick = useCallback(
    (event: React.MouseEvent, { id }: { id: string }) => {
      editor.view.setState({ hotPath: [] });
      const { selection } = editor.view.getState();
      const own = selectedBy(editor.document.getState().doc, id);
      const isPlain = !event.shiftKey && !event.metaKey && !event.ctrlKey && !event.altKey;
      if (isPlain && selection.size > own.length) selectNodes(editor.view, own);
      if (!event.shiftKey || !selection.has(id)) return;
      const before = [...selection].filter((other) => other !== id);
      const from = before.at(-1);
      if (from === undefined) return;
      const path = pathBetween(editor.document.getState().doc, from, id);
      selectNodes(editor.view, [...before, ...path.filter((other) => other !== id), id]);
    },
    [editor],
  );

  const onContextMenu = useCallback(
    (event: React.MouseEvent) => {
      // Menus are children of the canvas for React only.
      if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return;
      const at = { x: event.clientX, y: event.clientY };
      const target = targetOf(editor, event.target, at);
      if (!target) return;
      event.preventDefault();
      openCanvasMenu(editor, target, at);
    },
    [editor],
  );

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
      const isModified = event.ctrlKey || event.metaKey || event.altKey;
      if (id === undefined || (event.key !== 'Enter' && event.key !== ' ') || isModified) return;
      event.preventDefault();
      event.stopPropagation();
      const drawn = selectedBy(editor.document.getState().doc, id);
      if (event.key === 'Enter') {
        selectNodes(editor.view, drawn);
        if (openDrawn(editor, id)) return;
        editor.view.setState({ inspectorTab: 'configure', focusPath: { path: [], asked: Date.now() } });
        return;
      }
      const selection = new Set(editor.view.getState().selection);
      const isIn = drawn.some((one) => selection.has(one));
      for (const one of drawn) isIn ? selection.delete(one) : selection.add(one);
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
      if (id !== undefined) selectNodes(editor.view, selectedBy(editor.document.getState().doc, id));
    },
    [editor],
  );
  return {
    onRoot: { onKeyDown, onKeyUp, onDoubleClick, onContextMenu },
    onFlow: { onEdgesChange, onPaneClick, onNodeClick },
  };
}
