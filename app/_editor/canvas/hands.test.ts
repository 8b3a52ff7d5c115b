import { describe, expect, it } from 'vitest';
import { add, connect, wire } from '@/app/_editor/testing/drawing';
import { applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc, type GraphDoc, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { createDocumentStore } from '../document/document-store';
import { align, distribute } from './align';
import { candidates } from './candidates';
import { landOn, whyNot } from './connect';
import { freeSpot, overlap } from './free-spot';
import { cardAt, wireAt } from './hit-test';
import { nearestCard } from './nearest-card';
import { pathBetween } from './path-between';
import { insertBeside, joinWire } from './place-node';
import { replaceNode, wordsOf } from './replace-node';

/** source → impute → encode → train → deploy, in a row; `lone` (a sort) stands alone below. */
const doc = applyEdits(emptyDoc('p'), [
  add('source', 'source', 0),
  add('impute', 'impute', 264),
  add('encode', 'encode', 528),
  add('train', 'train', 792, 0, { target: 'churn' }),
  add('deploy', 'deploy', 1056),
  add('lone', 'sort', 264, 208),
  connect('source', 'impute'),
  connect('impute', 'encode'),
  connect('encode', 'train'),
  connect('train', 'deploy', 'model', 'model'),
]);
const wiresOf = (document: GraphDoc) => document.wires.map(wireId);
/** One step: what it does can be taken back at once. */
function undone(edits: readonly Edit[]): GraphDoc {
  const store = createDocumentStore(doc, 0);
  store.getState().dispatch(edits, 'Step');
  expect(store.getState().doc).not.toEqual(doc);
  store.getState().undo();
  return store.getState().doc;
}

describe('why a wire is not taken', () => {
  it('names both types', () => {
    expect(whyNot(doc, wire('train', 'lone', 'model'))).toBe('A model does not go into a table input.');
  });
  it('names the loop', () => {
    expect(whyNot(doc, wire('encode', 'impute'))).toBe('This would make a loop: Impute already feeds Encode.');
    expect(whyNot(doc, wire('encode', 'encode'))).toBe('Encode cannot feed itself.');
  });
  it('says nothing where it fits', () => {
    expect(whyNot(doc, wire('source', 'lone'))).toBeUndefined();
  });
});

describe('letting a wire go on a card', () => {
  it('takes the first port that fits and is free', () => {
    const joined = applyEdits(doc, [add('join', 'join', 0, 400)]);
    expect(landOn(joined, { node: 'source', port: 'table', side: 'out' }, 'join')).toEqual({
      wire: wire('source', 'join'),
    });
    const half = applyEdits(joined, [connect('source', 'join')]);
    expect(landOn(half, { node: 'lone', port: 'table', side: 'out' }, 'join')).toEqual({
      wire: wire('lone', 'join', 'table', 'right'),
    });
  });
  it('replaces the wire of the only port that fits', () => {
    expect(landOn(doc, { node: 'lone', port: 'table', side: 'out' }, 'encode')).toEqual({
      wire: wire('lone', 'encode'),
    });
  });
  it('works from an input too', () => {
    expect(landOn(doc, { node: 'lone', port: 'table', side: 'in' }, 'source')).toEqual({
      wire: wire('source', 'lone'),
    });
  });
  it('says why nothing fits', () => {
    expect(landOn(doc, { node: 'train', port: 'model', side: 'out' }, 'lone')).toEqual({
      reason: 'A model does not go into a table input.',
    });
    expect(landOn(doc, { node: 'lone', port: 'table', side: 'out' }, 'source')).toEqual({
      reason: 'File has no input.',
    });
  });
});

describe('replacing a node', () => {
  it('keeps wires, title and settings that the new one has too', () => {
    const titled = applyEdits(doc, [{ kind: 'set-title', id: 'impute', title: 'Clean up' }]);
    const replaced = replaceNode(titled, 'impute', 'sort', registry)!;
    const after = applyEdits(titled, replaced.edits);
    expect(after.nodes.impute).toBeUndefined();
    expect(after.nodes[replaced.id]).toMatchObject({ type: 'sort', title: 'Clean up' });
    expect(wiresOf(after)).toEqual(
      expect.arrayContaining([`source.table>${replaced.id}.table`, `${replaced.id}.table>encode.table`]),
    );
    expect(after.layout[replaced.id]).toEqual(doc.layout.impute);
    expect(replaced.lost).toEqual([]);
    expect(wordsOf(replaced)).toBe('keeps 2 wires');
  });
  it('keeps a setting of the same name and kind', () => {
    const replaced = replaceNode(doc, 'train', 'tune', registry)!;
    expect(applyEdits(doc, replaced.edits).nodes[replaced.id]?.config).toEqual({ target: 'churn' });
    expect(replaced.keptSettings).toBe(1);
  });
  it('says what is lost', () => {
    const replaced = replaceNode(doc, 'train', 'sort', registry)!;
    expect(replaced.lost).toContain('the setting Target');
    expect(wordsOf(replaceNode(doc, 'encode', 'source', registry)!)).toContain('the wire from Impute');
  });
  it('is one step that can be taken back', () => {
    expect(undone(replaceNode(doc, 'train', 'sort', registry)!.edits)).toEqual(doc);
  });
});

describe('putting a card that stands alone into a wire', () => {
  it('joins both ends and makes room', () => {
    const edits = joinWire(doc, 'lone', { x: 300, y: 10 }, 'impute.table>encode.table')!;
    const after = applyEdits(doc, edits);
    expect(wiresOf(after)).toEqual(expect.arrayContaining(['impute.table>lone.table', 'lone.table>encode.table']));
    expect(after.layout).toMatchObject({ lone: { x: 528, y: 0 }, encode: { x: 792, y: 0 }, deploy: { x: 1320, y: 0 } });
    expect(undone(edits)).toEqual(doc);
  });
  it('moves what it would cover out of the way', () => {
    const crowded = applyEdits(doc, [{ kind: 'disconnect', to: { node: 'train', port: 'table' } }]);
    const edits = joinWire(crowded, 'lone', { x: 300, y: 10 }, 'impute.table>encode.table')!;
    const places = Object.values(applyEdits(crowded, edits).layout);
    const covered = places.filter((a, index) => places.some((b, other) => other < index && overlap(a, b)));
    expect(covered).toEqual([]);
  });
  it('does not take one that is wired, or that cannot pass the value on', () => {
    expect(joinWire(doc, 'train', { x: 0, y: 0 }, 'source.table>impute.table')).toBeUndefined();
    expect(joinWire(doc, 'lone', { x: 0, y: 0 }, 'train.model>deploy.model')).toBeUndefined();
  });
});

describe('inserting by the keyboard', () => {
  it('goes behind a node, before all that read it', () => {
    const fanned = applyEdits(doc, [connect('impute', 'lone')]);
    const placed = insertBeside(fanned, 'sort', 'impute', 'after')!;
    const wires = wiresOf(applyEdits(fanned, placed.edits));
    expect(wires).toEqual(
      expect.arrayContaining([
        `impute.table>${placed.id}.table`,
        `${placed.id}.table>encode.table`,
        `${placed.id}.table>lone.table`,
      ]),
    );
    expect(wires).not.toContain('impute.table>lone.table');
  });
  it('goes before a node, on the wire of its first input', () => {
    const placed = insertBeside(doc, 'sort', 'train', 'before')!;
    expect(wiresOf(applyEdits(doc, placed.edits))).toEqual(
      expect.arrayContaining([`encode.table>${placed.id}.table`, `${placed.id}.table>train.table`]),
    );
  });
  it('stands before an input that has no wire', () => {
    const placed = insertBeside(doc, 'source', 'lone', 'before')!;
    expect(wiresOf(applyEdits(doc, placed.edits))).toContain(`${placed.id}.table>lone.table`);
  });
  it('is not there for what does not fit', () => {
    expect(insertBeside(doc, 'evaluate', 'source', 'before')).toBeUndefined();
  });
});

describe('where a new card stands', () => {
  it('is the nearest free place, the one below first', () => {
    expect(freeSpot(doc.layout, { x: 264, y: 0 })).toEqual({ x: 264, y: 104 });
  });
  it('is in sight', () => {
    const sight = { x: 250, y: -20, width: 500, height: 400 };
    const spot = freeSpot(doc.layout, { x: 2_000, y: 0 }, sight);
    expect(spot.x).toBeGreaterThanOrEqual(250);
    expect(spot.x + 200).toBeLessThanOrEqual(750);
    expect(Object.values(doc.layout)).not.toContainEqual(spot);
  });
});

describe('ranking', () => {
  it('does again what this drawing did', () => {
    const two = applyEdits(doc, [add('impute-2', 'impute', 0, 400)]);
    const offered = candidates(two, { from: { node: 'impute-2', port: 'table', side: 'out' } });
    expect(offered[0]?.definition.type).toBe('encode');
  });
  it('offers what learns below a split', () => {
    const split = applyEdits(doc, [add('split', 'split', 0, 400)]);
    const [first] = candidates(split, { from: { node: 'split', port: 'table', side: 'out' } });
    expect(first?.definition.category).toBe('prepare');
  });
  it('offers only what can stand in a wire, and puts what keeps all wires first among replacements', () => {
    const inWire = candidates(doc, { wire: 'source.table>impute.table' }).map(({ definition }) => definition.type);
    expect(inWire).toContain('filter');
    expect(inWire).not.toContain('deploy');
    expect(candidates(doc, { replaces: 'train' }, registry)[0]?.definition.type).toBe('tune');
  });
});

describe('the path between two nodes', () => {
  it('holds every way along the wires, from either end', () => {
    expect(pathBetween(doc, 'source', 'train').sort()).toEqual(['encode', 'impute', 'source', 'train']);
    expect(pathBetween(doc, 'train', 'source').sort()).toEqual(['encode', 'impute', 'source', 'train']);
  });
  it('goes against wires where neither feeds the other', () => {
    const fanned = applyEdits(doc, [connect('source', 'lone')]);
    expect(pathBetween(fanned, 'lone', 'encode')).toEqual(['lone', 'source', 'impute', 'encode']);
  });
  it('is empty between what nothing joins', () => {
    expect(pathBetween(doc, 'lone', 'train')).toEqual([]);
  });
  it('is found in a chain of 1,000', () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => `n${index}`);
    const chain: GraphDoc = {
      ...emptyDoc('chain'),
      nodes: Object.fromEntries(ids.map((id) => [id, { type: 'sort', version: 1, config: {} }])),
      wires: ids.slice(1).map((id, index) => wire(ids[index]!, id)),
    };
    expect(pathBetween(chain, 'n999', 'n0')).toHaveLength(1_000);
  });
});

describe('lining up', () => {
  const places = { a: { x: 0, y: 0 }, b: { x: 100, y: 200 }, c: { x: 320, y: 400 } };
  it('puts cards on one line', () => {
    expect(align(places, 'left')).toEqual({ a: { x: 0, y: 0 }, b: { x: 0, y: 200 }, c: { x: 0, y: 400 } });
    expect(align(places, 'right').a).toEqual({ x: 320, y: 0 });
    expect(align(places, 'centre').b).toEqual({ x: 160, y: 200 });
  });
  it('never puts one card on another', () => {
    const row = { a: { x: 0, y: 0 }, b: { x: 264, y: 0 }, c: { x: 528, y: 8 } };
    expect(align(row, 'left')).toEqual({ a: { x: 0, y: 0 }, b: { x: 0, y: 104 }, c: { x: 0, y: 208 } });
  });
  it('makes gaps equal between the outermost', () => {
    expect(distribute({ ...places, c: { x: 640, y: 400 } }, 'x')).toEqual({
      a: { x: 0, y: 0 },
      b: { x: 320, y: 200 },
      c: { x: 640, y: 400 },
    });
  });
  it('makes room where there is none', () => {
    const tight = { a: { x: 0, y: 0 }, b: { x: 8, y: 0 }, c: { x: 16, y: 0 } };
    expect(distribute(tight, 'x')).toEqual({ a: { x: 0, y: 0 }, b: { x: 216, y: 0 }, c: { x: 432, y: 0 } });
  });
});

describe('arrow keys', () => {
  const from = (id: string, direction: 'left' | 'right' | 'up' | 'down') =>
    nearestCard(doc.layout, doc.layout[id]!, direction, id);
  it('follow a row and go to the card below', () => {
    expect(from('impute', 'right')).toBe('encode');
    expect(from('impute', 'left')).toBe('source');
    expect(from('impute', 'down')).toBe('lone');
    expect(from('lone', 'up')).toBe('impute');
  });
  it('stay where nothing is in that direction', () => {
    expect(from('impute', 'up')).toBeUndefined();
    expect(from('deploy', 'right')).toBeUndefined();
  });
});

describe('what is under the hand', () => {
  it('is the nearest card within the margin', () => {
    expect(cardAt(doc.layout, { x: 100, y: 30 })).toBe('source');
    expect(cardAt(doc.layout, { x: 250, y: 30 })).toBeUndefined();
    expect(cardAt(doc.layout, { x: 250, y: 30 }, 24)).toBe('impute');
    expect(cardAt(doc.layout, { x: 100, y: 30 }, 0, new Set(['source']))).toBeUndefined();
  });
  it('is the nearest wire within the margin', () => {
    expect(wireAt(doc, { x: 232, y: 40 }, 12)).toBe('source.table>impute.table');
    expect(wireAt(doc, { x: 232, y: 80 }, 12)).toBeUndefined();
  });
});
