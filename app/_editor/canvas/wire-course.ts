import { cardHeight, cardWidth, chooseTurns, type Point, type WireTurns } from '@/app/_ui/canvas';
import { type GraphDoc, type Position, type Wire, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { indexOf } from './canvas-index';
import { definitionOf, portPoint } from './ports';

/** Which way a wire takes among the cards, and those near it, for its label to keep clear of. */
export interface WireCourse {
  readonly turns: WireTurns;
  readonly cards: readonly Point[];
  /** Where it begins and ends; a card that is being dragged has left them, and the turns with them. */
  readonly ends: readonly Point[];
}

const usual: WireCourse = { turns: {}, cards: [], ends: [] };
const known = new WeakMap<object, Map<string, WireCourse>>();
/** The last one of each wire, so that a move elsewhere leaves it the same object. */
const latest = new Map<string, WireCourse>();

/** The same object until a card moves that matters to it. */
export function courseOf(doc: GraphDoc, wire: Wire): WireCourse {
  const index = indexOf(doc);
  const courses = known.get(index) ?? new Map<string, WireCourse>();
  known.set(index, courses);
  const id = wireId(wire);
  const earlier = courses.get(id);
  if (earlier) return earlier;
  const ends = endsOf(doc, wire);
  const chosen = ends ? chooseCourse(doc, ends) : usual;
  const last = latest.get(id);
  const course = last && isSame(last, chosen) ? last : chosen;
  latest.set(id, course);
  courses.set(id, course);
  return course;
}

/** Where a wire leaves its node and where it enters the other. */
export function endsOf(doc: GraphDoc, { from, to }: Wire): [Position, Position] | undefined {
  const [source, target] = [definitionOf(doc.nodes[from.node]), definitionOf(doc.nodes[to.node])];
  const [a, b] = [doc.layout[from.node], doc.layout[to.node]];
  if (!source || !target || !a || !b) return undefined;
  const out = portPoint(source, 'out', from.port);
  const into = portPoint(target, 'in', to.port);
  return [
    { x: a.x + out.x, y: a.y + out.y },
    { x: b.x + into.x, y: b.y + into.y },
  ];
}

function chooseCourse(doc: GraphDoc, [source, target]: readonly [Point, Point]): WireCourse {
  const index = indexOf(doc);
  let cards: readonly Point[] = [];
  const turns = chooseTurns(source, target, (box) => {
    cards = index.cardsIn(box).map((id) => doc.layout[id] ?? { x: 0, y: 0 });
    return cards;
  });
  return { turns, cards: cards.filter(({ x, y }) => isNear(x, y, source, target)), ends: [source, target] };
}

function isSame(a: WireCourse, b: WireCourse): boolean {
  const samePoints = (some: readonly Point[], others: readonly Point[]) =>
    some.length === others.length && some.every(({ x, y }, index) => x === others[index]?.x && y === others[index]?.y);
  return (
    a.turns.gutter === b.turns.gutter &&
    a.turns.lane === b.turns.lane &&
    samePoints(a.cards, b.cards) &&
    samePoints(a.ends, b.ends)
  );
}

/** Whether a course still holds for ends that are drawn here: to the pixel, since handles have half ones. */
export const holdsFor = ({ ends }: WireCourse, drawn: readonly Point[]): boolean =>
  ends.every(({ x, y }, index) => {
    const at = drawn[index];
    return at !== undefined && Math.abs(at.x - x) <= 1 && Math.abs(at.y - y) <= 1;
  });

/** No farther than a label may stand from its wire. */
function isNear(x: number, y: number, a: Point, b: Point): boolean {
  const room = 80;
  return (
    x < Math.max(a.x, b.x) + room &&
    x + cardWidth > Math.min(a.x, b.x) - room &&
    y < Math.max(a.y, b.y) + room &&
    y + cardHeight > Math.min(a.y, b.y) - room
  );
}
