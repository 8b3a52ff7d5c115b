import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc, type GraphDoc, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { generatedGraph } from '@/server/compiler/testing/generated-graph';
import { canvasIndex, indexOf } from './canvas-index';
import { sightOf } from './sight';

const drawing = (places: readonly (readonly [number, number])[]): GraphDoc => ({
  ...emptyDoc('p'),
  nodes: Object.fromEntries(places.map((_, index) => [`n${index}`, { type: 'split', version: 1, config: {} }])),
  layout: Object.fromEntries(places.map(([x, y], index) => [`n${index}`, { x, y }])),
});
const place = fc.tuple(fc.integer({ min: -4000, max: 4000 }), fc.integer({ min: -4000, max: 4000 }));

describe('the index of a drawing', () => {
  it('finds exactly the cards that a box touches', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), place, fc.nat(3000), fc.nat(2000), (places, [x, y], w, h) => {
        const found = canvasIndex(drawing(places)).cardsIn({ left: x, top: y, right: x + w, bottom: y + h });
        const touched = places.flatMap(([cx, cy], index) =>
          cx < x + w && cx + 200 > x && cy < y + h && cy + 72 > y ? [`n${index}`] : [],
        );
        expect([...found].sort()).toEqual(touched.sort());
      }),
      { numRuns: 200 },
    );
  });

  it('tells the cards in the order of the Tab key, and the one on top at a point', () => {
    const index = canvasIndex(
      drawing([
        [264, 0],
        [0, 200],
        [0, 0],
        [10, 10],
      ]),
    );
    expect(index.ids).toEqual(['n2', 'n1', 'n3', 'n0']);
    expect(index.cardAt({ x: 20, y: 20 })).toBe('n3');
    expect(index.cardAt({ x: 5, y: 5 })).toBe('n2');
    expect(index.cardAt({ x: 230, y: 30 })).toBeUndefined();
  });

  it('finds a wire that crosses the view between two cards that are out of sight', () => {
    const doc = {
      ...drawing([
        [0, 0],
        [4000, 0],
      ]),
      wires: [{ from: { node: 'n0', port: 'table' }, to: { node: 'n1', port: 'table' } }],
    };
    const middle = { left: 2000, top: -200, right: 2400, bottom: 200 };
    expect(canvasIndex(doc).cardsIn(middle)).toEqual([]);
    expect(
      canvasIndex(doc)
        .wiresIn(middle)
        .map(({ wire }) => wireId(wire)),
    ).toEqual(['n0.table>n1.table']);
  });

  it('stays the same for an edit of a setting, and is made anew for a move', () => {
    const doc = generatedGraph(16);
    const edited = applyEdit(doc, { kind: 'set-setting', id: 'split_0', path: ['seed'], value: 3 });
    expect(indexOf(edited)).toBe(indexOf(doc));
    const moved = applyEdit(doc, { kind: 'move', positions: { split_0: { x: 9, y: 9 } } });
    expect(indexOf(moved)).not.toBe(indexOf(doc));
  });
});

describe('what is in sight', () => {
  const [width, height] = [1200, 700];

  it('changes with the level of detail and when the view leaves it, not with every frame', () => {
    const first = sightOf([0, 0, 1], width, height, undefined);
    expect(sightOf([-100, -40, 1], width, height, first)).toBe(first);
    expect(sightOf([-400, 0, 1], width, height, first)).not.toBe(first);
    expect(sightOf([0, 0, 0.79], width, height, first).level).toBe('compact');
    expect(sightOf([0, 0, 0.34], width, height, first).level).toBe('map');
  });

  it('draws anew about once in 160 px of a pan, whatever the number of nodes', () => {
    let sight = sightOf([0, 0, 0.6], width, height, undefined);
    let renders = 0;
    for (let x = 0; x > -4800; x -= 24) {
      const next = sightOf([x, 0, 0.6], width, height, sight);
      if (next !== sight) renders += 1;
      sight = next;
    }
    expect(renders).toBeLessThanOrEqual(30);
  });

  it('gives a drawing of 4,000 nodes as few cards as one of 400', () => {
    const counts = [400, 4000].map((size) => {
      const places = Array.from(
        { length: size },
        (_, index) => [(index % 20) * 264, Math.floor(index / 20) * 104] as const,
      );
      const { region } = sightOf([0, 0, 0.6], width, height, undefined);
      return canvasIndex(drawing(places)).cardsIn(region).length;
    });
    expect(counts[1]).toBe(counts[0]);
    expect(counts[1]).toBeLessThan(200);
  });
});
