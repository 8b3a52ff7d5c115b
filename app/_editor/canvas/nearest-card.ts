import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The card that an arrow key goes to: the nearest in that direction, where what lies aside counts double, so that a row
 * is followed before the next one is entered. Cards straight beside each other have no way up or down between them.
 */
export function nearestCard(
  places: Readonly<Record<string, Position>>,
  from: Position,
  direction: Direction,
  without?: string,
): string | undefined {
  const sideways = direction === 'left' || direction === 'right';
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, at] of Object.entries(places)) {
    if (id === without) continue;
    const ahead = sign * (sideways ? at.x - from.x : at.y - from.y);
    const aside = Math.abs(sideways ? at.y - from.y : at.x - from.x);
    // Less than a port's distance ahead is beside, and what lies far more aside than ahead is in another direction.
    if (ahead < 16 || aside > 3 * ahead) continue;
    const distance = ahead + 2 * aside;
    if (distance < least) [best, least] = [id, distance];
  }
  return best;
}
