import { useStoreApi } from '@xyflow/react';
import { type Dispatch, type SetStateAction, useMemo, useState } from 'react';
import type { ZoomLevel } from '@/app/_ui/canvas';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { type Editor, useEditor } from '../editor';
import { selectNodes } from '../view/view-store';
import { type Box, indexOf } from './canvas-index';
import { snap } from './free-spot';

type Moves = Readonly<Record<string, Position>>;

/** On screen: less is a click with an unsteady hand. */
const startsAfterPx = 4;

/** From afar there are no elements to point at: what a hand meets is asked of the index. */
export function useMapHands(level: ZoomLevel, setMoving: Dispatch<SetStateAction<Moves>>) {
  const editor = useEditor();
  const flow = useStoreApi();
  /** The rubber band, in pixels of the canvas. */
  const [band, setBand] = useState<Box>();

  const onRoot = useMemo(() => {
    if (level !== 'map') return {};
    return {
      onPointerDownCapture(event: React.PointerEvent<HTMLElement>) {
        if (event.button !== 0 || event.pointerType === 'touch' || !isPane(event.target)) return;
        if (flow.getState().paneDragging) return;
        event.stopPropagation();
        const pane = event.currentTarget;
        const isAdding = event.shiftKey || event.metaKey || event.ctrlKey;
        const pull = beginPull(editor, event.nativeEvent, isAdding, setMoving, (box) =>
          setBand(box && onScreen(box, flow.getState().transform)),
        );
        if (!pull) return;
        pane.setPointerCapture(event.pointerId);
        const stop = new AbortController();
        const end = (apply: boolean) => (last: PointerEvent) => {
          stop.abort();
          pull.end(last, apply);
        };
        pane.addEventListener('pointermove', pull.move, { signal: stop.signal });
        pane.addEventListener('pointerup', end(true), { signal: stop.signal });
        pane.addEventListener('pointercancel', end(false), { signal: stop.signal });
      },
      onDoubleClickCapture(event: React.MouseEvent) {
        if (!isPane(event.target)) return;
        const hit = cardUnder(editor, event);
        if (hit === undefined) return;
        event.stopPropagation();
        editor.canvas?.zoomTo(hit);
      },
    };
  }, [editor, flow, level, setMoving]);

  return { onRoot, band };
}

const isPane = (target: EventTarget): boolean =>
  target instanceof Element && target.classList.contains('react-flow__pane');

const placeOf = (editor: Editor, { clientX, clientY }: { clientX: number; clientY: number }) =>
  editor.canvas?.toCanvas({ x: clientX, y: clientY });

function cardUnder(editor: Editor, event: { clientX: number; clientY: number }): string | undefined {
  const at = placeOf(editor, event);
  return at && indexOf(editor.document.getState().doc).cardAt(at);
}

/** What a press begins: a selected card is pulled with all that is selected, the void pulls a rubber band. */
function beginPull(
  editor: Editor,
  first: PointerEvent,
  isAdding: boolean,
  setMoving: Dispatch<SetStateAction<Moves>>,
  setBand: (box: Box | undefined) => void,
) {
  const { document, view } = editor;
  const start = placeOf(editor, first);
  if (!start) return undefined;
  const { doc } = document.getState();
  const before = view.getState().selection;
  const hit = indexOf(doc).cardAt(start);
  let isPulled = false;
  let moves: Moves = {};

  if (hit !== undefined && !before.has(hit)) selectNodes(view, isAdding ? [...before, hit] : [hit]);
  else if (hit !== undefined && isAdding)
    selectNodes(
      view,
      [...before].filter((id) => id !== hit),
    );
  else if (hit === undefined && !isAdding) selectNodes(view, []);
  view.setState({ hotPath: [], search: undefined });

  const move = (event: PointerEvent) => {
    const at = placeOf(editor, event);
    if (!at) return;
    if (!isPulled && Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY) < startsAfterPx) return;
    isPulled = true;
    if (hit === undefined) {
      const box = boxOf(start, at);
      setBand(box);
      selectNodes(view, [...(isAdding ? before : []), ...indexOf(doc).cardsIn(box)]);
      return;
    }
    moves = Object.fromEntries(
      [...view.getState().selection].flatMap((id) => {
        const from = doc.layout[id];
        return from ? [[id, snap({ x: from.x + at.x - start.x, y: from.y + at.y - start.y })]] : [];
      }),
    );
    setMoving(moves);
  };

  return {
    move,
    end(_: PointerEvent, apply: boolean) {
      setBand(undefined);
      setMoving({});
      const moved = Object.keys(moves).length;
      if (apply && moved > 0)
        document.getState().dispatch([{ kind: 'move', positions: moves }], moved === 1 ? 'Move' : 'Move nodes');
    },
  };
}

const boxOf = (a: Position, b: Position): Box => ({
  left: Math.min(a.x, b.x),
  top: Math.min(a.y, b.y),
  right: Math.max(a.x, b.x),
  bottom: Math.max(a.y, b.y),
});

const onScreen = (box: Box, [x, y, zoom]: readonly [number, number, number]): Box => ({
  left: box.left * zoom + x,
  top: box.top * zoom + y,
  right: box.right * zoom + x,
  bottom: box.bottom * zoom + y,
});
