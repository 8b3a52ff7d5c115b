import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, connect } from '@/app/_editor/testing/drawing';
import { applyEdits } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { type Folding, groupKey, nodeKey, outlineRows, portKey } from './outline-rows';
import { rowWords } from './outline-words';
import { readingOrder } from './reading-order';

/** file → split → train → evaluate, and split → evaluate. */
const churn: GraphDoc = applyEdits(emptyDoc('Churn'), [
  add('evaluate', 'evaluate', 750),
  add('train', 'train', 500),
  add('split', 'split', 250),
  add('file', 'source', 0),
  connect('file', 'split'),
  connect('split', 'train'),
  connect('train', 'evaluate', 'model', 'model'),
  connect('split', 'evaluate'),
]);
const folded: Folding = { opened: new Set(), closed: new Set() };
const told = (doc: GraphDoc, folding = folded) =>
  outlineRows(doc, folding).map((row) => `${'  '.repeat(row.level - 1)}${rowWords(doc, row).spoken}`);

describe('the order in which nodes are told', () => {
  it('puts every node behind all that feeds it, whatever the drawing', () => {
    const node = fc.nat(11);
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node), { maxLength: 30 }), fc.array(node, { maxLength: 12 }), (pairs, ys) => {
        const names = Array.from({ length: 12 }, (_, index) => `n${index}`);
        const doc = {
          ...emptyDoc('p'),
          nodes: Object.fromEntries(names.map((id) => [id, { type: 'join', version: 1, config: {} }])),
          layout: Object.fromEntries(names.map((id, index) => [id, { x: 0, y: ys[index] ?? 0 }])),
          // From lower to higher numbers only: no loops.
          wires: pairs
            .filter(([a, b]) => a < b)
            .map(([a, b]) => ({ from: { node: `n${a}`, port: 'table' }, to: { node: `n${b}`, port: `in${a}` } })),
        };
        const order = readingOrder(doc);
        expect([...order].sort()).toEqual([...names].sort());
        for (const { from, to } of doc.wires) expect(order.indexOf(from.node)).toBeLessThan(order.indexOf(to.node));
      }),
    );
  });

  it('tells one branch to its end before the next one, from top to bottom', () => {
    const doc = applyEdits(emptyDoc('p'), [
      add('below', 'source', 0, 200),
      add('above', 'source', 0, 0),
      add('a2', 'filter', 250, 0),
      add('b2', 'filter', 250, 200),
      connect('above', 'a2'),
      connect('below', 'b2'),
    ]);
    expect(readingOrder(doc)).toEqual(['above', 'a2', 'below', 'b2']);
  });

  it('loses no node of a loop', () => {
    const doc = applyEdits(churn, [connect('evaluate', 'split', 'report', 'table')]);
    expect([...readingOrder(doc)].sort()).toEqual(['evaluate', 'file', 'split', 'train']);
  });
});

describe('the rows of the outline', () => {
  it('are the nodes in their order, and nothing else until something is opened', () => {
    expect(told(churn)).toEqual(['File', 'Split', 'Train', 'Evaluate']);
  });

  it('say of every port what it is joined to', () => {
    const opened = new Set([nodeKey('split'), portKey('out', { node: 'split', port: 'table' })]);
    expect(told(churn, { ...folded, opened }).slice(1, 6)).toEqual([
      'Split',
      '  Input Table, from File',
      '  Output Table, to Evaluate, Train',
      '    Wire to Evaluate, input Rows to judge',
      '    Wire to Train, input Table',
    ]);
  });

  it('say which input must still be connected', () => {
    const doc = applyEdits(churn, [{ kind: 'disconnect', to: { node: 'split', port: 'table' } }]);
    expect(told(doc, { ...folded, opened: new Set([nodeKey('split')]) })).toContain('  Input Table, missing');
  });

  it('count their place among their siblings for screen readers', () => {
    const rows = outlineRows(churn, { ...folded, opened: new Set([nodeKey('train')]) });
    const train = rows.findIndex((row) => row.key === nodeKey('train'));
    expect(rows[train]).toMatchObject({ level: 1, position: 3, of: 4, isOpen: true });
    expect(rows[train + 1]).toMatchObject({ level: 2, position: 1 });
  });

  it('hold the nodes of a group below it, where its first node would stand', () => {
    const group = { title: 'Model', color: 'blue' as const, nodes: ['train', 'evaluate'], collapsed: false };
    const doc = applyEdits(churn, [{ kind: 'set-group', id: 'g', set: group }]);
    expect(told(doc)).toEqual(['File', 'Split', 'Model, group of 2 nodes', '  Train', '  Evaluate']);
    expect(told(doc, { ...folded, closed: new Set([groupKey('g')]) })).toEqual([
      'File',
      'Split',
      'Model, group of 2 nodes',
    ]);
  });
});
