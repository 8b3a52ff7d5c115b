import { cardHeight, cardWidth } from '@/app/_ui/canvas/ports';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';

export const grid = 8;
export const columnPitch = 264;
export const rowPitch = 104;

export const snap = ({ x, y }: Position): Position => ({
  x: Math.round(x / grid) * grid,
  y: Math.round(y / grid) * grid,
});

/** A rectangle of the canvas. */
export interface Area extends Position {
  readonly width: number;
  readonly height: number;
}

/** Places around a wished one, the nearest first; among equals below before above, and right before left. */
const around: readonly Position[] = Array.from({ length: 21 * 41 }, (_, index) => ({
  x: ((index % 21) - 10) * columnPitch,
  y: (Math.floor(index / 21) - 20) * rowPitch,
})).sort((a, b) => Math.abs(a.x) + Math.abs(a.y) - Math.abs(b.x) - Math.abs(b.y) || b.y - a.y || b.x - a.x);

/** Two cards would lie on each other. */
export const overlap = (a: Position, b: Position): boolean =>
  Math.abs(a.x - b.x) < cardWidth - grid && Math.abs(a.y - b.y) < cardHeight - grid;

/** The wished place of a card, or the nearest one where no card stands: in sight if there is one, when `sight` is given. */
export function freeSpot(layout: Readonly<Record<string, Position>>, wished: Position, sight?: Area): Position {
  const taken = Object.values(layout);
  const isFree = (spot: Position) => !taken.some((other) => overlap(other, spot));
  const at = sight ? into(sight, wished) : wished;
  const isInSight = ({ x, y }: Position) =>
    !sight ||
    (x >= sight.x &&
      y >= sight.y &&
      x + cardWidth <= sight.x + sight.width &&
      y + cardHeight <= sight.y + sight.height);
  const spots = around.map(({ x, y }) => ({ x: at.x + x, y: at.y + y }));
  return spots.find((spot) => isInSight(spot) && isFree(spot)) ?? spots.find(isFree) ?? at;
}

/** The nearest place from which a whole card is in sight, where the sight is large enough for one. */
function into({ x, y, width, height }: Area, wished: Position): Position {
  const held = (value: number, low: number, high: number) =>
    high < low ? value : Math.min(Math.max(value, low), high);
  return snap({
    x: held(wished.x, x + grid, x + width - cardWidth - grid),
    y: held(wished.y, y + grid, y + height - cardHeight - grid),
  });
}
