import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardHeight, cardWidth } from '@/app/_ui/canvas/ports';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { snap } from '../free-spot';
import type { Edge } from './layered-graph';
import { layoutGraph } from './layout-graph';

const edge = (from: number, to: number, leaves = 0, enters = 0): Edge => ({ from, to, leaves, enters });
const origin: Position = { x: 0, y: 0 };
const laidOut = (size: number, edges: readonly Edge[], more: { places?: Position[]; keepsRows?: boolean } = {}) =>
  layoutGraph({ size, edges, places: more.places ?? new Array(size).fill(origin), keepsRows: more.keepsRows ?? false });

const anyGraph = fc.integer({ min: 1, max: 40 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    edges: fc.array(
      fc.tuple(fc.nat(size - 1), fc.nat(size - 1), fc.constantFrom(0, 20, -20)).map(([a, b, port]) => edge(a, b, port)),
      { maxLength: 60 },
    ),
    places: fc.array(fc.record({ x: fc.nat(2000), y: fc.nat(2000) }), { minLength: size, maxLength: size }),
    keepsRows: fc.boolean(),
  }),
);

describe('an arrangement', () => {
  it('places every card, none over another, whatever the wires, circles and loops included', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const places = layoutGraph(graph);
        expect(places).toHaveLength(graph.size);
        for (const [index, a] of places.entries())
          for (const b of places.slice(0, index))
            expect(Math.abs(a.x - b.x) >= cardWidth || Math.abs(a.y - b.y) >= cardHeight).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the trunk straight, past a wire that skips a card', () => {
    const places = laidOut(4, [edge(0, 1), edge(1, 2), edge(2, 3), edge(0, 3, 20, 20)]);
    expect(new Set(places.map((place) => snap(place).y)).size).toBe(1);
    expect(places.map(({ x }) => x)).toEqual([0, 264, 528, 792]);
  });

  it('folds a long chain into bands, as text is', () => {
    const chain = Array.from({ length: 19 }, (_, node) => edge(node, node + 1));
    const places = laidOut(20, chain);
    const rows = new Set(places.map(({ y }) => y));
    expect(rows.size).toBeGreaterThan(2);
    expect(Math.max(...places.map(({ x }) => x))).toBeLessThan(8 * 264);
  });

  it('stands a second source right before its join', () => {
    const places = laidOut(5, [edge(0, 1), edge(1, 2), edge(2, 3), edge(4, 3, 0, 20)]);
    expect(places[4]!.x).toBe(places[2]!.x);
  });

  it('leaves rows in the order in which a person put them, when asked', () => {
    const fan = [edge(0, 1), edge(0, 2), edge(0, 3)];
    const places = [origin, { x: 300, y: 300 }, { x: 300, y: 0 }, { x: 300, y: 150 }];
    const kept = laidOut(4, fan, { places, keepsRows: true });
    expect([2, 3, 1].map((node) => kept[node]!.y)).toEqual(
      [2, 3, 1].map((node) => kept[node]!.y).sort((a, b) => a - b),
    );
  });

  it('takes apart wires that cross', () => {
    const places = laidOut(4, [edge(0, 3), edge(1, 2)]);
    expect(Math.sign(places[0]!.y - places[1]!.y) * Math.sign(places[3]!.y - places[2]!.y)).not.toBe(-1);
  });
});
