import { useReactFlow } from '@xyflow/react';
import { type PointerEvent, useState } from 'react';
import type { Position, Sticky } from '@/nodes/kernel/graph-doc/graph-doc';
import { useEditor } from '../../editor';
import { grid } from '../free-spot';

interface Size {
  readonly width: number;
  readonly height: number;
}

const least = { width: 96, height: 48 };
const most = 2400;

/** The corner of a note under the hand: it grows at once, and the document hears of it when it is let go. */
export function useStickyResize(id: string, sticky: Sticky) {
  const editor = useEditor();
  const { getZoom } = useReactFlow();
  const [pulled, setPulled] = useState<{ readonly from: Position; readonly size: Size }>();

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    setPulled({ from: { x: event.clientX, y: event.clientY }, size: sticky });
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!pulled) return;
    const zoom = getZoom();
    setPulled({
      from: pulled.from,
      size: {
        width: within(least.width, sticky.width + (event.clientX - pulled.from.x) / zoom),
        height: within(least.height, sticky.height + (event.clientY - pulled.from.y) / zoom),
      },
    });
  };
  const end = (takes: boolean) => {
    if (!pulled) return;
    setPulled(undefined);
    const { width, height } = pulled.size;
    if (takes) editor.document.getState().dispatch([{ kind: 'set-sticky', id, set: { width, height } }], 'Resize note');
  };
  const handlers = { onPointerDown, onPointerMove, onPointerUp: () => end(true), onPointerCancel: () => end(false) };
  return [pulled?.size ?? sticky, handlers] as const;
}

const within = (low: number, value: number): number => Math.min(most, Math.max(low, Math.round(value / grid) * grid));
