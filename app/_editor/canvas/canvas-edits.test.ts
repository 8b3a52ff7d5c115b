import { describe, expect, it } from 'vitest';
import { add, connect, wire } from '@/app/_editor/testing/drawing';
import { applyEdits } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { arrange } from './arrange';
import { candidates } from './candidates';
import { cut, paste, unknownTypes } from './clipboard';
import { canConnect } from './connect';
import { removeAndHeal } from './heal';
import { insertOnWire, placeAtWire, placeNode } from './place-node';
import { readClipping, readText } from './read-clipping';

const doc = applyEdits(emptyDoc('p'), [
  add('source', 'source', 0),
  add('impute', 'impute', 264),
  add('encode', 'encode', 528),
  add('train', 'train', 792),
  add('deploy', 'deploy', 1056),
  connect('source', 'impute'),
  connect('impute', 'encode'),
  connect('encode', 'train'),
  connect('train', 'deploy', 'model', 'model'),
]);

describe('deleting', () => {
  it('joins what stood before to what stood behind', () => {
    const healed = applyEdits(doc, removeAndHeal(doc, new Set(['impute', 'encode'])));
    expect(healed.wires.map(wireId)).toContain('source.table>train.table');
  });

  it('joins a reader that takes either a table or a model', () => {
    const healed = applyEdits(doc, removeAndHeal(doc, new Set(['train'])));
    expect(healed.wires.map(wireId)).toContain('encode.table>deploy.model');
  });

  it('leaves a gap where the types do not fit', () => {
    const judged = applyEdits(doc, [add('evaluate', 'evaluate', 0), connect('train', 'evaluate', 'model', 'model')]);
    const healed = applyEdits(judged, removeAndHeal(judged, new Set(['train'])));
    expect(healed.wires.filter((one) => one.to.node === 'evaluate')).toEqual([]);
  });
});

describe('connecting', () => {
  it('refuses unlike ports and cycles', () => {
    expect(canConnect(doc, wire('source', 'encode'))).toBe(true);
    expect(canConnect(doc, wire('train', 'impute', 'model'))).toBe(false);
    expect(canConnect(doc, wire('encode', 'impute'))).toBe(false);
  });

  it('offers only what fits, the likeliest first', () => {
    const offered = candidates(doc, { from: { node: 'train', port: 'model', side: 'out' } }).map(
      ({ definition }) => definition.type,
    );
    expect(offered[0]).toBe('evaluate');
    expect(offered).not.toContain('impute');
    expect(
      candidates(doc, { from: { node: 'impute', port: 'table', side: 'in' } }).map(({ definition }) => definition.type),
    ).not.toContain('train');
  });
});

describe('placing', () => {
  it('inserts into a wire and makes room behind it', () => {
    const placed = insertOnWire(doc, { type: 'validate', at: { x: 300, y: 10 } }, 'source.table>impute.table')!;
    const after = applyEdits(doc, placed.edits);
    expect(after.wires.map(wireId)).toEqual(
      expect.arrayContaining(['source.table>validate.table', 'validate.table>impute.table']),
    );
    expect(after.layout.validate).toEqual({ x: 264, y: 0 });
    expect(after.layout.deploy).toEqual({ x: 1320, y: 0 });
  });

  it('does not insert what cannot pass the value on', () => {
    expect(insertOnWire(doc, { type: 'train', at: { x: 0, y: 0 } }, 'source.table>impute.table')).toBeUndefined();
  });

  it('never puts a card on another one', () => {
    const { id, edits } = placeNode(doc, { type: 'impute', at: { x: 3, y: 2 } });
    expect(id).toBe('impute-2');
    expect(applyEdits(doc, edits).layout[id]).toEqual({ x: 0, y: 104 });
  });

  it('connects a node that was chosen at the end of a wire', () => {
    const { edits } = placeAtWire(
      doc,
      { type: 'validate', at: { x: 0, y: 300 } },
      { node: 'impute', port: 'table', side: 'in' },
    );
    expect(applyEdits(doc, edits).wires.map(wireId)).toContain('validate.table>impute.table');
  });

  it('arranges columns from left to right', () => {
    const places = arrange(doc);
    expect(places.train!.x - places.encode!.x).toBe(264);
    expect(places.source).toEqual({ x: 0, y: 0 });
  });
});

describe('copying', () => {
  it('pastes under new ids, with the wires among the nodes', () => {
    const clipping = readClipping(JSON.stringify(cut(doc, new Set(['impute', 'encode']))))!;
    const { ids, edits } = paste(doc, clipping, { x: 0, y: 200 });
    const after = applyEdits(doc, edits);
    expect(ids).toEqual(['impute-2', 'encode-2']);
    expect(after.wires.map(wireId)).toContain('impute-2.table>encode-2.table');
    expect(after.layout['encode-2']).toEqual({ x: 528, y: 200 });
  });

  it('reads a whole pipeline file and leaves other text alone', () => {
    expect(Object.keys(readClipping(JSON.stringify(doc))!.nodes)).toHaveLength(5);
    expect(readClipping('hello')).toBeUndefined();
    expect(readClipping('{"a":1}')).toBeUndefined();
  });

  it('takes groups and notes along, under names of their own', () => {
    const drawn = applyEdits(doc, [
      { kind: 'set-group', id: 'g', set: { title: 'Prepare', color: 'teal', nodes: ['impute', 'encode'] } },
      {
        kind: 'set-sticky',
        id: 's',
        set: { text: 'Why', color: 'amber', at: { x: 0, y: 160 }, width: 240, height: 144 },
      },
    ]);
    const text = JSON.stringify(cut(drawn, new Set(['impute', 'encode', 'sticky:s'])));
    const { ids, edits } = paste(drawn, readClipping(text)!, { x: 8, y: 200 });
    const after = applyEdits(drawn, edits);
    expect(Object.values(after.groups!)).toHaveLength(2);
    expect(Object.values(after.groups!)[1]).toMatchObject({ title: 'Prepare', nodes: ['encode-2', 'impute-2'] });
    expect(Object.values(after.stickies!)[1]).toMatchObject({ text: 'Why', at: { x: 8, y: 360 } });
    expect(ids.filter((id) => id.startsWith('sticky:'))).toHaveLength(1);
    expect(cut(drawn, new Set(['impute']))).not.toHaveProperty('groups');
  });

  it('says why a text that means to be nodes or a pipeline cannot be pasted', () => {
    const problem = (value: unknown) => readText(JSON.stringify(value)).problem?.message;
    expect(problem({ ...doc, format: 'sluice/graph@9' })).toMatch(/format 9/);
    expect(problem({ format: 'sluice/nodes@2', nodes: {} })).toBe(
      'These nodes were copied by a newer Sluice (sluice/nodes@2).',
    );
    expect(problem({ format: 'sluice/nodes@1', nodes: { a: { type: 7 } } })).toMatch(/^nodes\.a\.type: /);
    expect(readText('{"format":"sluice/nodes@1","nodes":{}}').clipping).toMatchObject({ wires: [], layout: {} });
    expect(readText('[1,2]')).toEqual({});
  });

  it('pastes nodes of a type it does not know, and names the type', () => {
    const clipping = readClipping(
      JSON.stringify({
        format: 'sluice/nodes@1',
        nodes: { a: { type: 'teleport', version: 3, config: { far: true } } },
      }),
    )!;
    expect(unknownTypes(clipping)).toEqual(['teleport']);
    expect(applyEdits(doc, paste(doc, clipping, { x: 0, y: 0 }).edits).nodes.teleport?.config).toEqual({ far: true });
  });
});
