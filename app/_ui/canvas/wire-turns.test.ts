import { describe, expect, test } from 'vitest';
import { cardHeight, cardWidth } from './ports';
import { type Point, routeWire, wirePoints } from './wire-route';
import { type CardsIn, chooseTurns, passesCards, placeLabel } from './wire-turns';

const pitch = 264;
const none: CardsIn = () => [];
const among =
  (cards: readonly Point[]): CardsIn =>
  ({ left, top, right, bottom }) =>
    cards.filter(({ x, y }) => x < right && x + cardWidth > left && y < bottom && y + cardHeight > top);

const outOf = ({ x, y }: Point, port = 36): Point => ({ x: x + cardWidth, y: y + port });
const into = ({ x, y }: Point, port = 36): Point => ({ x, y: y + port });

/** The same numbers in every run (mulberry32). */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('a wire', () => {
  test('runs as it would anyhow where nothing is in its way', () => {
    expect(chooseTurns({ x: 200, y: 36 }, { x: 264, y: 140 }, none)).toEqual({});
  });

  test('goes below the card between its ends, as in the drawing of the target', () => {
    const [encode, train, evaluate] = [0, 1, 2].map((column) => ({ x: column * pitch, y: 0 })) as [Point, Point, Point];
    const [source, target] = [outOf(encode), into(evaluate, 56)];
    const turns = chooseTurns(source, target, among([encode, train, evaluate]));
    expect(turns).toEqual({ lane: cardHeight + 16 });
    expect(passesCards(wirePoints(source, target, turns), [encode, train, evaluate])).toBe(false);
  });

  test('falls in a gutter that is free', () => {
    const cards = [0, 1, 2].flatMap((column) => [
      { x: column * pitch, y: 0 },
      ...(column < 2 ? [] : [{ x: column * pitch, y: 200 }]),
    ]);
    const [source, target] = [outOf({ x: 0, y: 0 }), into({ x: 2 * pitch, y: 200 })];
    expect(chooseTurns(source, target, among(cards))).toEqual({ gutter: source.x + 32 });
  });

  test('never passes a card on a grid of columns with free rows between them, whatever is drawn', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const draw = draws(seed);
      const cards = Array.from({ length: 30 }, () => ({ column: Math.floor(draw() * 6), row: Math.floor(draw() * 5) }))
        .filter(
          ({ column, row }, index, all) =>
            all.findIndex((other) => other.column === column && other.row === row) === index,
        )
        .map(({ column, row }) => ({ x: column * pitch, y: row * 120 }));
      const pick = () => cards[Math.floor(draw() * cards.length)] as Point;
      const [from, to] = [pick(), pick()];
      if (Math.abs(from.y - to.y) > 240) continue;
      const [source, target] = [outOf(from, [36, 56, 16][seed % 3]), into(to, [36, 56, 16][(seed + 1) % 3])];
      const points = wirePoints(source, target, chooseTurns(source, target, among(cards)));
      expect(passesCards(points, cards), `seed ${seed}: ${JSON.stringify(points)}`).toBe(false);
    }
  });

  test('runs behind cards rather than nowhere when all is full', () => {
    const wall = Array.from({ length: 12 }, (_, row) => ({ x: pitch, y: -400 + row * cardHeight }));
    expect(chooseTurns({ x: 200, y: 36 }, { x: 528, y: 56 }, among(wall))).toEqual({});
  });
});

describe('the label of a wire', () => {
  const fall = [
    { x: 200, y: 36 },
    { x: 264, y: 140 },
  ] as const;

  test('stands beside its fall while there is room', () => {
    const route = routeWire(...fall);
    expect(placeLabel('7,037 × 21', wirePoints(...fall), route.label, [])).toEqual(route.label);
  });

  test('moves to the other side of the fall, away from a card', () => {
    const route = routeWire(...fall);
    const card = { x: 246, y: 60 };
    const label = placeLabel('6 × 23', wirePoints(...fall), route.label, [card]);
    expect(label?.x).toBeLessThan(232);
  });

  test('is left out where it would stand behind a card on every side', () => {
    const route = routeWire(...fall);
    const cards = [
      { x: 236, y: 20 },
      { x: 20, y: 20 },
      { x: 20, y: 90 },
      { x: 236, y: 90 },
      { x: 130, y: -50 },
      { x: 236, y: 104 },
    ];
    expect(placeLabel('7,037 × 21', wirePoints(...fall), route.label, cards)).toBeUndefined();
  });
});
