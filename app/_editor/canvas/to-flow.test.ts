import { describe, expect, it } from 'vitest';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { type CardPlace, toFlowEdge, toFlowNode } from './to-flow';

const node = { type: 'split', version: 1, config: {} };
const place: CardPlace = { node, at: { x: 8, y: 16 }, connected: 'table', isSelected: false, isHidden: false };

describe('a card, for React Flow', () => {
  const card = toFlowNode('split', place, undefined);

  it('stays the same object while nothing of it changes', () => {
    expect(toFlowNode('split', { ...place, at: { x: 8, y: 16 } }, card)).toBe(card);
    expect(toFlowNode('split', { ...place, isSelected: true }, card)).not.toBe(card);
    expect(toFlowNode('split', { ...place, at: { x: 16, y: 16 } }, card)).not.toBe(card);
  });

  it('has its size and its ports before anything was measured', () => {
    expect(card).toMatchObject({ width: 200, height: 72 });
    expect(card.handles?.map(({ id, type }) => `${type} ${id}`)).toEqual([
      'target table',
      'source table',
      'source report',
    ]);
  });
});

describe('a wire, for React Flow', () => {
  const doc = { ...emptyDoc('p'), nodes: { split: node, impute: { type: 'impute', version: 1, config: {} } } };
  const wire = { from: { node: 'split', port: 'table' }, to: { node: 'impute', port: 'table' } };
  const indexed = { id: 'w', wire };

  it('stays the same object while its ends and their names do', () => {
    const edge = toFlowEdge(indexed, false, doc, undefined);
    expect(edge.ariaLabel).toBe('Wire from Split to Impute');
    expect(toFlowEdge(indexed, false, { ...doc }, edge)).toBe(edge);
    const named = { ...doc, nodes: { ...doc.nodes, split: { ...node, title: 'Halves' } } };
    expect(toFlowEdge(indexed, false, named, edge).ariaLabel).toBe('Wire from Halves to Impute');
  });
});
