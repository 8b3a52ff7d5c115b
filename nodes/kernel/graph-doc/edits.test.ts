import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editSchema } from './edit-schema';
import { applyEdit, applyEdits, type Edit, invertEdit } from './edits';
import { emptyDoc, type GraphDoc, type Group, groupsOf, type Sticky } from './graph-doc';
import { graphDocSchema } from './graph-doc-schema';
import { parseGraphDoc } from './parse';
import { smallEdit } from './testing/random-edits';

const add = (id: string): Edit => ({ kind: 'add-node', id, node: { type: 'split', version: 1, config: {} } });
const group = (nodes: string[], more: Partial<Group> = {}): Group => ({
  title: 'Prepare',
  color: 'blue',
  nodes,
  collapsed: false,
  ...more,
});
const note: Sticky = { text: 'Why', color: 'amber', at: { x: 0, y: 0 }, width: 200, height: 100 };
const three = applyEdits(emptyDoc('p'), ['a', 'b', 'c'].map(add));

describe('a group', () => {
  const grouped = applyEdit(three, { kind: 'set-group', id: 'g', set: group(['b', 'a']) });

  it('loses a node that is removed, and goes with its last one', () => {
    const one = applyEdit(grouped, { kind: 'remove-node', id: 'a' });
    expect(one.groups?.g?.nodes).toEqual(['b']);
    expect(applyEdit(one, { kind: 'remove-node', id: 'b' })).not.toHaveProperty('groups');
  });

  it('takes a node out of the group it was in', () => {
    const both = applyEdit(grouped, { kind: 'set-group', id: 'h', set: group(['a', 'c'], { title: 'Other' }) });
    expect(both.groups?.g?.nodes).toEqual(['b']);
    expect(both.groups?.h?.nodes).toEqual(['a', 'c']);
  });

  it('is not brought back by a stale rename', () => {
    expect(applyEdit(three, { kind: 'set-group', id: 'g', set: { title: 'Late' } })).toBe(three);
  });

  it('keeps what somebody else changed when a field of it is taken back', () => {
    const rename: Edit = { kind: 'set-group', id: 'g', set: { title: 'Mine' } };
    const theirs = applyEdits(grouped, [rename, { kind: 'set-group', id: 'g', set: { color: 'red' } }]);
    const undone = applyEdits(theirs, invertEdit(grouped, rename));
    expect(undone.groups?.g).toMatchObject({ title: 'Prepare', color: 'red' });
  });
});

describe('a document', () => {
  it('is the same with and without room for groups and notes', () => {
    const { doc } = parseGraphDoc(JSON.parse(JSON.stringify(three)));
    expect(doc).toStrictEqual(three);
    const noted = applyEdit(three, { kind: 'set-sticky', id: 's', set: note });
    expect(applyEdit(noted, { kind: 'remove-sticky', id: 's' })).toStrictEqual(three);
  });

  it('stays the same object under an edit that changes nothing', () => {
    const full = applyEdits(three, [
      { kind: 'set-group', id: 'g', set: group(['a']) },
      { kind: 'set-sticky', id: 's', set: note },
      { kind: 'connect', wire: { from: { node: 'a', port: 'x' }, to: { node: 'b', port: 'y' } } },
      { kind: 'move', positions: { a: { x: 1, y: 2 } } },
    ]);
    const idle: Edit[] = [
      add('a'),
      { kind: 'remove-node', id: 'z' },
      { kind: 'set-title', id: 'a' },
      { kind: 'set-bypass', id: 'a', bypassed: false },
      { kind: 'set-config', id: 'a', config: {} },
      { kind: 'connect', wire: { from: { node: 'a', port: 'x' }, to: { node: 'b', port: 'y' } } },
      { kind: 'disconnect', to: { node: 'a', port: 'y' } },
      { kind: 'move', positions: { a: { x: 1, y: 2 }, z: { x: 3, y: 4 } } },
      { kind: 'set-group', id: 'g', set: { nodes: ['a'] } },
      { kind: 'remove-group', id: 'h' },
      { kind: 'set-sticky', id: 's', set: { text: 'Why' } },
      { kind: 'set-name', name: 'p' },
      { kind: 'set-description', description: '' },
      { kind: 'set-parameter', name: 'n' },
    ];
    for (const edit of idle) expect(applyEdit(full, edit), edit.kind).toBe(full);
  });

  it('takes every edit back exactly, over any others', () => {
    fc.assert(
      fc.property(fc.array(smallEdit, { maxLength: 30 }), (edits) => {
        const docs: GraphDoc[] = [three];
        for (const edit of edits) {
          const before = docs.at(-1)!;
          const after = applyEdit(before, edit);
          expect(applyEdits(after, invertEdit(before, edit))).toEqual(before);
          docs.push(after);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('stays a valid document under any edits, and edits survive the way to the server', () => {
    fc.assert(
      fc.property(fc.array(smallEdit, { maxLength: 30 }), (edits) => {
        const sent = edits.map((edit) => editSchema.parse(JSON.parse(JSON.stringify(edit))));
        const doc = applyEdits(three, edits);
        expect(JSON.parse(JSON.stringify(applyEdits(three, sent)))).toEqual(JSON.parse(JSON.stringify(doc)));
        expect(graphDocSchema.safeParse(doc).error).toBeUndefined();
        const members = Object.values(groupsOf(doc)).flatMap(({ nodes }) => nodes);
        expect(new Set(members).size).toBe(members.length);
        for (const member of members) expect(doc.nodes).toHaveProperty(member);
      }),
      { numRuns: 300 },
    );
  });
});
