import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEdits } from './edits';
import { editsBetween } from './edits-between';
import { emptyDoc } from './graph-doc';
import { smallEdit } from './testing/random-edits';

const anyDoc = fc.array(smallEdit, { maxLength: 30 }).map((edits) => applyEdits(emptyDoc('p'), edits));

it('leads from any document to any other one, without replacing it', () => {
  fc.assert(
    fc.property(anyDoc, anyDoc, (from, to) => {
      const edits = editsBetween(from, to);
      expect(applyEdits(from, edits)).toEqual(to);
      expect(edits.map(({ kind }) => kind)).not.toContain('replace-document');
    }),
    { numRuns: 500 },
  );
});

it('replaces a document that no edits lead to', () => {
  const to = { ...emptyDoc('p'), wires: [{ from: { node: 'x', port: 'y' }, to: { node: 'z', port: 'y' } }] };
  expect(editsBetween(emptyDoc('p'), to)).toEqual([{ kind: 'replace-document', document: to }]);
});
