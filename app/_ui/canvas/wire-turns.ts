import { cardHeight, cardWidth } from './ports';
import { type Point, type WireLabelPlace, type WireTurns, wirePoints } from './wire-route';

/** A box in the coordinates of the canvas. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Upper left corners of the cards that a box touches. */
export type CardsIn = (box: Box) => readonly Point[];

/** A lane runs this far outside of the cards it goes round, a gutter in the middle between two columns. */
const clear = 16;
const halfGap = 32;
/** How far above and below its ends a wire looks for a way round. */
export const wireReach = 2 * cardHeight;

/**
 * Where a wire turns so that it passes no card: as it would anyhow if that is free, else through another gutter,
 * else on a lane above or below what is in the way. Where everything is full it runs as it would anyhow, behind cards.
 */
export function chooseTurns(source: Point, target: Point, cardsIn: CardsIn): WireTurns {
  const box = {
    left: Math.min(source.x, target.x) - halfGap,
    right: Math.max(source.x, target.x) + halfGap,
    top: Math.min(source.y, target.y) - wireReach,
    bottom: Math.max(source.y, target.y) + wireReach,
  };
  const cards = cardsIn(box);
  const isFree = (turns: WireTurns) => !passesCards(wirePoints(source, target, turns), cards);
  const inBox = ({ lane }: WireTurns) => lane === undefined || (lane > box.top && lane < box.bottom);
  return candidates(source, target, cards).find((turns) => inBox(turns) && isFree(turns)) ?? {};
}

function candidates(source: Point, target: Point, cards: readonly Point[]): WireTurns[] {
  const usual: WireTurns = {};
  const lanes = cards
    .flatMap(({ y }) => [y - clear, y + cardHeight + clear])
    .sort((a, b) => detour(source, target, a) - detour(source, target, b) || b - a)
    .map((lane): WireTurns => ({ lane }));
  if (target.x - source.x < 2 * halfGap) return [usual, ...lanes];
  return [usual, { gutter: source.x + halfGap }, { gutter: target.x - halfGap }, ...lanes];
}

const detour = (source: Point, target: Point, lane: number): number =>
  Math.abs(lane - source.y) + Math.abs(lane - target.y);

/** Whether a course of level and upright legs touches a card. It may start and end at the edge of one. */
export function passesCards(points: readonly Point[], cards: readonly Point[]): boolean {
  for (let index = 1; index < points.length; index += 1) {
    const a = points[index - 1];
    const b = points[index];
    if (a && b && cards.some((card) => touches(legBox(a, b), card))) return true;
  }
  return false;
}

const legBox = (a: Point, b: Point): Box => ({
  left: Math.min(a.x, b.x),
  right: Math.max(a.x, b.x),
  top: Math.min(a.y, b.y),
  bottom: Math.max(a.y, b.y),
});

const touches = ({ left, top, right, bottom }: Box, card: Point): boolean =>
  left < card.x + cardWidth && right > card.x && top < card.y + cardHeight && bottom > card.y;

/** About as wide as a label of so many letters is drawn. */
const labelWidth = (text: string): number => text.length * 5.4 + 2;

/**
 * Where the label of a wire stands clear of cards, nearest first to where it stands anyhow; nowhere when all are full:
 * half a number behind a card would be read as another number.
 */
export function placeLabel(
  text: string,
  points: readonly Point[],
  usual: WireLabelPlace,
  cards: readonly Point[],
): WireLabelPlace | undefined {
  if (usual.place === 'on') return usual;
  const width = labelWidth(text);
  const isClear = ({ x, y, place }: WireLabelPlace): boolean => {
    const left = place === 'above' ? x - width / 2 : x;
    return !cards.some((card) => touches({ left, right: left + width, top: y - 9, bottom: y + 2 }, card));
  };
  const [first, second, third, last] = points;
  if (!first || !second || !third || !last) return isClear(usual) ? usual : undefined;
  const above = (a: Point, b: Point): WireLabelPlace => ({ x: (a.x + b.x) / 2, y: a.y - 7, place: 'above' });
  const places: WireLabelPlace[] = [
    usual,
    { x: second.x - 8 - width, y: usual.y, place: 'beside' },
    above(first, second),
    above(third, last),
  ];
  return places.find(isClear);
}
