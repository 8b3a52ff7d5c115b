import { getViewportForBounds, type Viewport } from '@xyflow/react';
import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import { type GraphDoc, stickiesOf } from '@/nodes/kernel/graph-doc/graph-doc';
import { type Box, indexOf } from './canvas-index';
import { drawnSticky, stickyOf } from './drawn-ids';
import { collapsedPlaces } from './groups/fold';

export const zoomLimits = { min: 0.05, max: 2 } as const;

/** On screen: what floats over the canvas stays clear of the cards. */
const padding = { top: '72px', bottom: '64px', left: '40px', right: '40px' } as const;

/** The view that shows the whole drawing, or some nodes of it, never larger than life. */
export function viewOf(
  doc: GraphDoc,
  { width, height }: { readonly width: number; readonly height: number },
  nodes?: readonly string[],
): Viewport | undefined {
  const box = around(doc, nodes ?? drawnIn(doc));
  if (!box) return undefined;
  const bounds = { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top };
  return getViewportForBounds(bounds, width, height, zoomLimits.min, 1, padding);
}

/** Names on the canvas of all that is drawn there. */
const drawnIn = (doc: GraphDoc): string[] => [
  ...indexOf(doc).ids,
  ...Object.keys(collapsedPlaces(doc)),
  ...Object.keys(stickiesOf(doc)).map(drawnSticky),
];

function around(doc: GraphDoc, drawn: readonly string[]): Box | undefined {
  const collapsed = collapsedPlaces(doc);
  const boxes = drawn.flatMap((id): Box[] => {
    const sticky = stickiesOf(doc)[stickyOf(id) ?? ''];
    const at = sticky?.at ?? collapsed[id] ?? doc.layout[id];
    if (!at) return [];
    const { width, height } = sticky ?? { width: cardWidth, height: cardHeight };
    return [{ left: at.x, top: at.y, right: at.x + width, bottom: at.y + height }];
  });
  const [first, ...more] = boxes;
  return first && more.reduce(union, first);
}

const union = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});
