import { getViewportForBounds, type Viewport } from '@xyflow/react';
import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { type Box, indexOf } from './canvas-index';

export const zoomLimits = { min: 0.05, max: 2 } as const;

/** On screen: what floats over the canvas stays clear of the cards. */
const padding = { top: '72px', bottom: '64px', left: '40px', right: '40px' } as const;

/** The view that shows the whole drawing, or some nodes of it, never larger than life. */
export function viewOf(
  doc: GraphDoc,
  { width, height }: { readonly width: number; readonly height: number },
  nodes?: readonly string[],
): Viewport | undefined {
  const box = nodes ? around(doc, nodes) : indexOf(doc).bounds;
  if (!box) return undefined;
  const bounds = { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top };
  return getViewportForBounds(bounds, width, height, zoomLimits.min, 1, padding);
}

function around({ layout }: GraphDoc, nodes: readonly string[]): Box | undefined {
  const places = nodes.flatMap((id) => layout[id] ?? []);
  if (places.length === 0) return undefined;
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs) + cardWidth,
    bottom: Math.max(...ys) + cardHeight,
  };
}
