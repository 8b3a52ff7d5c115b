import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { snap } from './free-spot';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
export type Axis = 'x' | 'y';

type Places = Readonly<Record<string, Position>>;

const size: Readonly<Record<Axis, number>> = { x: cardWidth, y: cardHeight };
const gap = 32;

/** Cards on one line; those that would lie on another one move along it, in the order in which they stood. */
export function align(places: Places, how: Alignment): Record<string, Position> {
  const axis: Axis = how === 'left' || how === 'centre' || how === 'right' ? 'x' : 'y';
  const along: Axis = axis === 'x' ? 'y' : 'x';
  const values = Object.values(places).map((place) => place[axis]);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const line = how === 'left' || how === 'top' ? low : how === 'right' || how === 'bottom' ? high : (low + high) / 2;
  let free = Number.NEGATIVE_INFINITY;
  return Object.fromEntries(
    sorted(places, along, axis).map(([id, place]) => {
      const at = place[along] < free ? free + gap : place[along];
      free = at + size[along];
      return [id, placeOn(axis, line, at)];
    }),
  );
}

/** Equal gaps between neighbours; the outermost stay, unless there is no room for all between them. */
export function distribute(places: Places, axis: Axis): Record<string, Position> {
  const order = sorted(places, axis, axis === 'x' ? 'y' : 'x');
  const first = order[0]?.[1];
  const last = order.at(-1)?.[1];
  if (!first || !last || order.length < 3) return { ...places };
  const pitch = Math.max((last[axis] - first[axis]) / (order.length - 1), size[axis] + gap / 2);
  return Object.fromEntries(
    order.map(([id, place], index) => [id, snap({ ...place, [axis]: first[axis] + index * pitch })]),
  );
}

const sorted = (places: Places, first: Axis, second: Axis) =>
  Object.entries(places).sort(([, a], [, b]) => a[first] - b[first] || a[second] - b[second]);

const placeOn = (axis: Axis, line: number, along: number): Position =>
  snap(axis === 'x' ? { x: line, y: along } : { x: along, y: line });
