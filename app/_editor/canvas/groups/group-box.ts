import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import type { GraphDoc, Group, Position } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Box } from '../canvas-index';

const padding = 24;

/** The frame of a group: around the cards of its nodes. `moving` holds cards that are being dragged. */
export function groupBox(
  { layout }: Pick<GraphDoc, 'layout'>,
  { nodes }: Group,
  moving: Readonly<Record<string, Position>> = {},
): Box | undefined {
  const places = nodes.flatMap((id) => moving[id] ?? layout[id] ?? []);
  if (places.length === 0) return undefined;
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  return {
    left: Math.min(...xs) - padding,
    top: Math.min(...ys) - padding,
    right: Math.max(...xs) + cardWidth + padding,
    bottom: Math.max(...ys) + cardHeight + padding,
  };
}
