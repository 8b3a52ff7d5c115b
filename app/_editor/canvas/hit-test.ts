import { cardHeight, cardWidth, wirePoints, wireReach } from '@/app/_ui/canvas';
import { type GraphDoc, type Position, type Wire, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { unfolded } from './groups/fold';
import { courseOf, endsOf } from './wire-course';

/** The card under a point of the canvas, or within `margin` of it; the nearest one. */
export function cardAt(
  layout: GraphDoc['layout'],
  point: Position,
  margin = 0,
  without?: ReadonlySet<string>,
): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, at] of Object.entries(layout)) {
    const dx = Math.max(at.x - point.x, 0, point.x - at.x - cardWidth);
    const dy = Math.max(at.y - point.y, 0, point.y - at.y - cardHeight);
    if (dx > margin || dy > margin || without?.has(id)) continue;
    const far = dx + dy + Math.hypot(at.x + cardWidth / 2 - point.x, at.y + cardHeight / 2 - point.y) / 1000;
    if (far < least) [best, least] = [id, far];
  }
  return best;
}

/** The wire that runs within `margin` of a point of the canvas; the nearest one. */
export function wireAt(doc: GraphDoc, point: Position, margin: number): string | undefined {
  let best: Wire | undefined;
  let least = margin;
  for (const wire of unfolded(doc).wires) {
    const ends = endsOf(doc, wire);
    // A wire leaves the box of its ends by the lane on which it goes round cards at most.
    if (!ends || !isNearBox(ends, point, margin + wireReach)) continue;
    const points = wirePoints(ends[0], ends[1], courseOf(doc, wire).turns);
    for (let index = 1; index < points.length; index += 1) {
      const far = distanceToLeg(point, points[index - 1]!, points[index]!);
      if (far <= least) [best, least] = [wire, far];
    }
  }
  return best && wireId(best);
}

function isNearBox([a, b]: [Position, Position], { x, y }: Position, margin: number): boolean {
  return (
    x > Math.min(a.x, b.x) - margin &&
    x < Math.max(a.x, b.x) + margin &&
    y > Math.min(a.y, b.y) - margin &&
    y < Math.max(a.y, b.y) + margin
  );
}

function distanceToLeg(point: Position, a: Position, b: Position): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length));
  return Math.hypot(point.x - a.x - share * dx, point.y - a.y - share * dy);
}
