import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit, applyEdits, type Edit, invertEdit } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import type { Analysis } from './analysis';
import { analyzeDoc } from './compile';
import { generatedGraph, sampleFacts } from './testing/generated-graph';

const options = { registry, facts: sampleFacts };
const base = generatedGraph(24);
const ids = Object.keys(base.nodes);

const settings: Record<string, { path: string[]; values: unknown[] }> = {
  split: { path: ['seed'], values: [1, 2, 3, 'no'] },
  impute: { path: ['numbers'], values: ['mean', 'median', 'leave', undefined] },
  encode: { path: ['texts'], values: ['one-hot', 'ordinal', 'leave'] },
  train: { path: ['algorithm'], values: ['linear', 'boosted-trees'] },
  validate: { path: ['rules'], values: [[], [{ column: 'age', kind: 'not-null', action: 'reject' }]] },
  aggregate: { path: ['by'], values: [['city'], [], ['nowhere']] },
};

const editArbitrary: fc.Arbitrary<Edit> = fc.oneof(
  fc.constantFrom(...ids.filter((id) => settings[id.split('_')[0]!])).chain((id) => {
    const { path, values } = settings[id.split('_')[0]!]!;
    return fc.constantFrom(...values).map((value): Edit => ({ kind: 'set-setting', id, path, value }));
  }),
  fc.constantFrom(...ids).map((id): Edit => ({ kind: 'remove-node', id })),
  fc.tuple(fc.constantFrom(...ids), fc.boolean()).map(([id, bypassed]): Edit => ({ kind: 'set-bypass', id, bypassed })),
  fc.constantFrom(...base.wires).map((wire): Edit => ({ kind: 'disconnect', to: wire.to })),
  fc.constantFrom(...base.wires).map((wire): Edit => ({ kind: 'connect', wire })),
  fc
    .tuple(fc.constantFrom(...ids), fc.integer({ min: -999, max: 999 }))
    .map(([id, x]): Edit => ({ kind: 'move', positions: { [id]: { x, y: 0 } } })),
  fc
    .tuple(fc.constantFrom(...ids), fc.string({ minLength: 1, maxLength: 8 }))
    .map(([id, title]): Edit => ({ kind: 'set-title', id, title })),
  fc.constantFrom('impute', 'split').map(
    (type): Edit => ({
      kind: 'add-node',
      id: `new_${type}`,
      node: { type, version: 1, config: {} },
      at: { x: 0, y: 0 },
    }),
  ),
);

const plain = (analysis: Analysis) =>
  JSON.parse(JSON.stringify({ ...analysis, nodes: Object.entries(analysis.nodes).sort() }));

describe('properties of the compiler', () => {
  it('one edit after another gives what a cold analysis gives', () => {
    fc.assert(
      fc.property(fc.array(editArbitrary, { minLength: 1, maxLength: 8 }), (edits) => {
        let doc = base;
        let analysis = analyzeDoc(doc, options);
        for (const edit of edits) {
          doc = applyEdit(doc, edit);
          analysis = analyzeDoc(doc, options, analysis);
        }
        expect(plain(analysis)).toEqual(plain(analyzeDoc(structuredClone(doc), options)));
      }),
      { numRuns: 60 },
    );
  });

  it('ids, titles, order, layout, groups and notes never change the spec', () => {
    const hash = analyzeDoc(base, options).spec!.hash;
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: ids.length }), fc.integer(), (order, salt) => {
        const renamed = new Map(order.map((id, index) => [id, `n${index}_${Math.abs(salt) % 97}`]));
        const end = (at: { node: string; port: string }) => ({ ...at, node: renamed.get(at.node)! });
        const doc: GraphDoc = {
          ...base,
          nodes: Object.fromEntries(order.map((id) => [renamed.get(id)!, { ...base.nodes[id]!, title: `T${salt}` }])),
          wires: base.wires.map((wire) => ({ from: end(wire.from), to: end(wire.to) })).reverse(),
          layout: Object.fromEntries(order.map((id) => [renamed.get(id)!, { x: salt % 1000, y: 0 }])),
          groups: {
            g: { title: `G${salt}`, color: 'blue', nodes: [renamed.get(order[0]!)!], collapsed: salt % 2 === 0 },
          },
          stickies: { s: { text: `S${salt}`, color: 'amber', at: { x: salt % 1000, y: 0 }, width: 200, height: 100 } },
        };
        expect(analyzeDoc(doc, options).spec!.hash).toBe(hash);
      }),
      { numRuns: 30 },
    );
  });

  it('a changed setting renews the keys downstream of it, and no others', () => {
    const before = analyzeDoc(base, options);
    fc.assert(
      fc.property(fc.constantFrom(...ids.filter((id) => id.startsWith('split_') || id.startsWith('impute_'))), (id) => {
        const edit: Edit = {
          kind: 'set-setting',
          id,
          path: [id.startsWith('split') ? 'seed' : 'indicator'],
          value: id.startsWith('split') ? 99 : true,
        };
        const after = analyzeDoc(applyEdit(base, edit), options);
        const below = downstream(base, id);
        for (const other of ids) {
          for (const [port, output] of Object.entries(after.nodes[other]!.outputs)) {
            const changed = output.key !== before.nodes[other]!.outputs[port]!.key;
            expect(changed, `${other}.${port}`).toBe(below.has(other));
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('undo gives back the same document', () => {
    fc.assert(
      fc.property(fc.array(editArbitrary, { minLength: 1, maxLength: 12 }), (edits) => {
        const start = applyEdits(
          base,
          base.wires.slice(0, 1).map((wire): Edit => ({ kind: 'connect', wire })),
        );
        const undo: Edit[][] = [];
        let doc = start;
        for (const edit of edits) {
          undo.push(invertEdit(doc, edit));
          doc = applyEdit(doc, edit);
        }
        const end = doc;
        for (const inverse of undo.reverse()) doc = applyEdits(doc, inverse);
        expect(sorted(doc)).toEqual(sorted(start));
        expect(sorted(applyEdits(doc, edits))).toEqual(sorted(end));
      }),
      { numRuns: 100 },
    );
  });
});

const sorted = (doc: GraphDoc) => ({ ...doc, wires: doc.wires.map((wire) => JSON.stringify(wire)).sort() });

function downstream(doc: GraphDoc, start: string): Set<string> {
  const found = new Set([start]);
  const queue = [start];
  for (const id of queue) {
    for (const wire of doc.wires) {
      if (wire.from.node !== id || found.has(wire.to.node)) continue;
      found.add(wire.to.node);
      queue.push(wire.to.node);
    }
  }
  return found;
}
