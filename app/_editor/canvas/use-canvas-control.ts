import { useReactFlow } from '@xyflow/react';
import { type Dispatch, type RefObject, type SetStateAction, useEffect, useRef } from 'react';
import { cardHeight, cardWidth, zoomLevel } from '@/app/_ui/canvas';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { useEditor } from '../editor';
import { viewOf } from './camera';
import type { Box } from './canvas-index';
import { placesOf } from './groups/fold';
import { sightOf } from './sight';

type Moves = Readonly<Record<string, Position>>;
const glideMs = 280;
/** More cards at once are a flicker, not a motion. */
const glidesAtMost = 300;

/** Gives commands a hand on the canvas: camera, focus, and cards that glide to their new places. */
export function useCanvasControl(root: RefObject<HTMLDivElement | null>, setMoving: Dispatch<SetStateAction<Moves>>) {
  const editor = useEditor();
  const flow = useReactFlow();
  const mouse = useRef<Position | undefined>(undefined);

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const duration = window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : glideMs;
    const onMove = (event: PointerEvent) => {
      mouse.current = { x: event.clientX, y: event.clientY };
    };
    const onLeave = () => {
      mouse.current = undefined;
    };
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerleave', onLeave);
    const middle = () => {
      const box = element.getBoundingClientRect();
      return flow.screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, { snapToGrid: false });
    };
    const center = (node: string, zoom: number) => {
      const at = placesOf(editor.document.getState().doc)[node];
      if (at) void flow.setCenter(at.x + cardWidth / 2, at.y + cardHeight / 2, { zoom, duration });
    };
    editor.canvas = {
      fit(nodes) {
        const view = viewOf(editor.document.getState().doc, element.getBoundingClientRect(), nodes);
        if (view) void flow.setViewport(view, { duration });
      },
      zoom: (step) =>
        void (step === 'in'
          ? flow.zoomIn({ duration })
          : step === 'out'
            ? flow.zoomOut({ duration })
            : flow.zoomTo(1, { duration })),
      zoomTo: (node) => center(node, 1),
      reveal(node) {
        const at = placesOf(editor.document.getState().doc)[node];
        if (!at) return;
        const box = element.getBoundingClientRect();
        const from = flow.flowToScreenPosition(at);
        const to = flow.flowToScreenPosition({ x: at.x + cardWidth, y: at.y + cardHeight });
        const isInSight = from.x >= box.x && from.y >= box.y && to.x <= box.right && to.y <= box.bottom;
        // From afar a card is a plain shape: it cannot take the keyboard, and nobody can read it.
        if (!isInSight || zoomLevel(flow.getZoom()) === 'map') center(node, Math.max(flow.getZoom(), 0.8));
      },
      focus: (node) => focusWhenDrawn(element, node),
      middle,
      sight() {
        const { x, y, width, height } = element.getBoundingClientRect();
        const from = flow.screenToFlowPosition({ x, y }, { snapToGrid: false });
        return { ...from, width: width / flow.getZoom(), height: height / flow.getZoom() };
      },
      toScreen: (at) => flow.flowToScreenPosition(at),
      toCanvas: (at) => flow.screenToFlowPosition(at, { snapToGrid: false }),
      pointer: () => mouse.current && flow.screenToFlowPosition(mouse.current, { snapToGrid: false }),
      glide(positions) {
        const [{ x, y }, zoom] = [flow.getViewport(), flow.getZoom()];
        const { width, height } = element.getBoundingClientRect();
        const { region } = sightOf([x, y, zoom], width, height, undefined);
        const to = editor.document.getState().doc.layout;
        const seen = Object.entries(positions).filter(
          ([id, from]) => isIn(region, from) || isIn(region, to[id] ?? from),
        );
        if (seen.length <= glidesAtMost) glide(Object.fromEntries(seen), to, duration, setMoving);
      },
    };
    return () => {
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerleave', onLeave);
      editor.canvas = undefined;
    };
  }, [editor, flow, root, setMoving]);
}

/** A card that has just come into sight is drawn a moment later. */
function focusWhenDrawn(root: HTMLElement, node: string, frames = 30): void {
  const card = root.querySelector<HTMLElement>(`.react-flow__node[data-id="${node}"]`);
  // The canvas moves by itself: a browser that scrolls the card into sight would shift it under its own frame.
  if (card) card.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => focusWhenDrawn(root, node, frames - 1));
}

const isIn = ({ left, top, right, bottom }: Box, { x, y }: Position): boolean =>
  x + cardWidth > left && x < right && y + cardHeight > top && y < bottom;

/** The document has the new places already: cards start from the old ones and arrive there. */
function glide(from: Moves, to: Moves, durationMs: number, setMoving: Dispatch<SetStateAction<Moves>>): void {
  if (durationMs === 0) return;
  const start = performance.now();
  const frame = (now: number) => {
    const share = Math.min(1, (now - start) / durationMs);
    const eased = 1 - (1 - share) ** 3;
    if (share === 1) {
      setMoving({});
      return;
    }
    setMoving(
      Object.fromEntries(
        Object.entries(from).map(([id, a]) => {
          const b = to[id] ?? a;
          return [id, { x: a.x + (b.x - a.x) * eased, y: a.y + (b.y - a.y) * eased }];
        }),
      ),
    );
    requestAnimationFrame(frame);
  };
  setMoving(from);
  requestAnimationFrame(frame);
}
