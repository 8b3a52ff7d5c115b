import { expect, it } from 'vitest';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { drawnSticky } from './drawn-ids';
import { livingSelection } from './living-selection';

const doc: GraphDoc = {
  ...emptyDoc('p'),
  nodes: { a: { type: 'sort', version: 1, config: {} } },
  stickies: { note: { text: '', color: 'amber', at: { x: 0, y: 0 }, width: 200, height: 100 } },
};

it('leaves out nodes, notes and wires that are gone', () => {
  const selection = new Set(['a', 'b', drawnSticky('note'), drawnSticky('gone')]);
  const living = livingSelection(doc, { selection, selectedWires: new Set(['a.table>b.table']) });
  expect([...living.selection]).toEqual(['a', drawnSticky('note')]);
  expect(living.selectedWires.size).toBe(0);
});

it('keeps the very sets while nothing is gone', () => {
  const selected = { selection: new Set(['a']), selectedWires: new Set<string>() };
  expect(livingSelection(doc, selected).selection).toBe(selected.selection);
  expect(livingSelection(doc, selected).selectedWires).toBe(selected.selectedWires);
});
