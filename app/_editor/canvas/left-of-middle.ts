import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Editor } from '../editor';

/** Where a first card stands: in sight, with room for others at its right. */
export function leftOfMiddle({ canvas }: Editor): Position {
  const { x, y } = canvas?.middle() ?? { x: 0, y: 0 };
  return { x: x - Math.min(420, window.innerWidth * 0.2), y: y - 36 };
}
