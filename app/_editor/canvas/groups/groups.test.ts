import { describe, expect, it } from 'vitest';
import { add, connect } from '@/app/_editor/testing/drawing';
import { applyEdits } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc, type GraphDoc, groupsOf } from '@/nodes/kernel/graph-doc/graph-doc';
import { indexOf } from '../canvas-index';
import { dropped } from '../dropped';
import { nearestCard } from '../nearest-card';
import { collapsedEdges, collapsedNodes } from './collapsed';
import { placesOf, unfolded } from './fold';
import { groupBox } from './group-box';
import { groupNodes, ungroupNodes } from './group-edits';

/** source → impute → encode → scale, and source → limit. */
const doc = applyEdits(emptyDoc('p'), [
  add('source', 'source', 0),
  add('impute', 'impute', 264),
  add('encode', 'encode', 528),
  add('scale', 'scale', 792),
  add('limit', 'limit', 1056),
  connect('source', 'impute'),
  connect('impute', 'encode'),
  connect('encode', 'scale'),
  connect('encode', 'limit'),
]);
const group = (from: GraphDoc, ids: string[]) => groupNodes(from, ids)!;
const collapsed = (): { doc: GraphDoc; id: string } => {
  const { id, edits } = group(doc, ['impute', 'encode']);
  return { id, doc: applyEdits(doc, [...edits, { kind: 'set-group', id, set: { collapsed: true } }]) };
};
const drawnAs = { moving: {}, selection: new Set<string>() };

describe('grouping', () => {
  it('frames the cards of its nodes, also while one is dragged', () => {
    const { id, edits } = group(doc, ['impute', 'encode']);
    const after = applyEdits(doc, edits);
    const framed = groupsOf(after)[id]!;
    expect(groupBox(after, framed)).toEqual({ left: 240, top: -24, right: 752, bottom: 96 });
    expect(groupBox(after, framed, { encode: { x: 528, y: 100 } })?.bottom).toBe(196);
  });

  it('adds to the group that is selected with the rest, and does nothing to a whole one', () => {
    const first = group(doc, ['impute', 'encode']);
    const after = applyEdits(doc, first.edits);
    const more = group(after, ['encode', 'scale']);
    expect(more).toMatchObject({ id: first.id, isNew: false });
    expect(groupsOf(applyEdits(after, more.edits))[first.id]?.nodes).toEqual(['encode', 'impute', 'scale']);
    expect(groupNodes(after, ['impute', 'encode'])).toBeUndefined();
    expect(groupNodes(after, [])).toBeUndefined();
  });

  it('takes out what is selected, and the frame with the last of it', () => {
    const { id, edits } = group(doc, ['impute', 'encode']);
    const after = applyEdits(doc, edits);
    expect(groupsOf(applyEdits(after, ungroupNodes(after, new Set(['impute']))))[id]?.nodes).toEqual(['encode']);
    expect(applyEdits(after, ungroupNodes(after, new Set(['impute', 'encode', 'scale'])))).toEqual(doc);
  });
});

describe('a collapsed group', () => {
  it('is one card with the ports that wires cross its border at, each once', () => {
    const [card] = collapsedNodes(collapsed().doc, drawnAs);
    expect(card).toMatchObject({ type: 'collapsed', position: { x: 264, y: 0 }, selected: false });
    expect(card!.data.inputs.map(({ id, type, label }) => [id, type, label])).toEqual([
      ['impute.table', 'table', 'Impute: Table'],
    ]);
    expect(card!.data.outputs.map(({ id }) => id)).toEqual(['encode.table']);
    expect(card!.handles!.map(({ id, type }) => [id, type])).toEqual([
      ['impute.table', 'target'],
      ['encode.table', 'source'],
    ]);
  });

  it('takes the wires that cross its border, under their own names, and hides those inside', () => {
    const { doc: drawn, id } = collapsed();
    const edges = collapsedEdges(drawn, new Set(['source.table>impute.table']));
    expect(
      edges.map(({ id: wire, source, sourceHandle, target, selected }) => [
        wire,
        source,
        sourceHandle,
        target,
        selected,
      ]),
    ).toEqual([
      ['encode.table>limit.table', `group:${id}`, 'encode.table', 'limit', false],
      ['encode.table>scale.table', `group:${id}`, 'encode.table', 'scale', false],
      ['source.table>impute.table', 'source', 'table', `group:${id}`, true],
    ]);
  });

  it('leaves nothing of its nodes to be seen, met or gone to', () => {
    const { doc: drawn, id } = collapsed();
    expect(Object.keys(unfolded(drawn).nodes)).toEqual(['source', 'scale', 'limit']);
    expect(indexOf(drawn).ids).toEqual(['source', 'scale', 'limit']);
    expect(indexOf(drawn).wires).toEqual([]);
    expect(nearestCard(placesOf(drawn), { x: 0, y: 0 }, 'right', 'source')).toBe(`group:${id}`);
  });

  it('moves its nodes with it', () => {
    const { doc: drawn, id } = collapsed();
    const { positions, by } = dropped(drawn, [`group:${id}`, 'limit'], {
      [`group:${id}`]: { x: 281, y: 40 },
      limit: { x: 1056, y: 0 },
    });
    expect(positions).toEqual({ impute: { x: 280, y: 40 }, encode: { x: 544, y: 40 } });
    expect(by).toEqual({ x: 16, y: 40 });
  });

  it('costs nothing when there is none', () => {
    expect(unfolded(doc)).toBe(doc);
    expect(placesOf(doc)).toBe(doc.layout);
    expect(collapsedNodes(doc, drawnAs)).toHaveLength(0);
  });
});
