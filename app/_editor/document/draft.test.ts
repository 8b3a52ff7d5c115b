import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { smallEdit } from '@/nodes/kernel/graph-doc/testing/random-edits';
import { compact } from './batch';
import {
  addEdits,
  adopt,
  type Draft,
  dropBatch,
  markSent,
  type OrderedBatch,
  openDraft,
  pendingCount,
  rebase,
  receive,
} from './draft';
import { apply } from './history';

const start = emptyDoc('Churn');
const add = (id: string): Edit => ({ kind: 'add-node', id, node: { type: 'split', version: 1, config: {} } });
const title = (id: string, words: string): Edit => ({ kind: 'set-title', id, title: words });
const batch = (revision: number, client: string, edits: Edit[], name = `${client}${revision}`): OrderedBatch => ({
  revision,
  client,
  batch: name,
  edits,
});

const edited = (draft: Draft, edits: Edit[], id: string): Draft => addEdits(draft, apply(draft.doc, edits), id);

describe('the draft of a tab', () => {
  it('puts the edits of others below its own', () => {
    const mine = edited(openDraft('me', applyEdits(start, [add('a')]), 1), [title('a', 'Mine')], 'b1');
    const merged = receive(mine, [batch(2, 'you', [title('a', 'Yours'), add('b')])]);
    expect(merged.doc.nodes.a?.title).toBe('Mine');
    expect(merged.doc.nodes.b).toBeDefined();
    expect(pendingCount(merged)).toBe(1);
  });

  it('keeps the same document object when only its own edits are confirmed', () => {
    const mine = edited(openDraft('me', start, 0), [add('a')], 'b1');
    const confirmed = receive(mine, [batch(1, 'me', [add('a')], 'b1')]);
    expect(confirmed.doc).toBe(mine.doc);
    expect(confirmed.pending).toEqual([]);
    expect(confirmed.base).toEqual(mine.doc);
  });

  it('waits for a revision that is missing', () => {
    const later = receive(openDraft('me', start, 0), [batch(2, 'you', [add('b')])]);
    expect(later.revision).toBe(0);
    expect(Object.keys(receive(later, [batch(1, 'you', [add('a')])]).doc.nodes).sort()).toEqual(['a', 'b']);
  });

  it('takes a batch once, however often it comes', () => {
    const once = receive(openDraft('me', start, 0), [batch(1, 'you', [add('a')])]);
    expect(receive(once, [batch(1, 'you', [add('a')])]).revision).toBe(1);
  });

  it('keeps unconfirmed edits when it starts again from the server', () => {
    const mine = edited(openDraft('me', start, 0), [add('a')], 'b1');
    expect(Object.keys(rebase(mine, applyEdits(start, [add('z')]), 9).doc.nodes).sort()).toEqual(['a', 'z']);
  });

  it('gives up a refused batch and nothing else', () => {
    const first = markSent(edited(openDraft('me', start, 0), [add('a')], 'b1'), 'b1');
    expect(Object.keys(dropBatch(edited(first, [add('b')], 'b2'), 'b1').doc.nodes)).toEqual(['b']);
  });

  it('adds nothing to a batch that the server may have', () => {
    const sent = markSent(edited(openDraft('me', start, 0), [add('a')], 'b1'), 'b1');
    expect(edited(sent, [add('b')], 'b2').pending.map(({ id }) => id)).toEqual(['b1', 'b2']);
  });

  it('gives its own node another id when somebody else took it first, in every edit of it', () => {
    const mine = edited(openDraft('me', start, 0), [add('split'), title('split', 'Mine')], 'b1');
    const both = receive(mine, [batch(1, 'you', [add('split'), title('split', 'Yours')])]);
    expect(Object.entries(both.doc.nodes).map(([id, node]) => [id, node.title])).toEqual([
      ['split', 'Yours'],
      ['split-2', 'Mine'],
    ]);
    expect([...both.renamed]).toEqual([['split', 'split-2']]);
  });

  it('takes over batches of a tab that is gone, once, and lets go of them when the log has them', () => {
    const left = edited(openDraft('old', start, 0), [add('a')], 'o1').pending;
    const mine = adopt(adopt(openDraft('me', start, 0), left), left);
    expect(mine.pending.map(({ id, client }) => [id, client])).toEqual([['o1', 'old']]);
    expect(edited(mine, [add('b')], 'b1').pending).toHaveLength(2);
    const late = rebase(mine, mine.doc, 1);
    expect(receive(late, [batch(1, 'old', [add('a')], 'o1')]).pending).toEqual([]);
  });

  it('sends one edit for a word that was typed letter by letter', () => {
    let draft = edited(openDraft('me', applyEdits(start, [add('a')]), 0), [title('a', 'C')], 'b1');
    draft = edited(draft, [title('a', 'Ch')], 'b2');
    expect(draft.pending).toEqual([{ id: 'b1', client: 'me', edits: [title('a', 'Ch')] }]);
  });

  it('says the same with fewer edits', () => {
    fc.assert(
      fc.property(fc.array(smallEdit, { maxLength: 12 }), (edits) => {
        const twice = edits.flatMap((edit) => [edit, edit]);
        expect(applyEdits(start, compact(twice))).toEqual(applyEdits(start, twice));
        expect(applyEdits(start, compact(edits))).toEqual(applyEdits(start, edits));
      }),
      { numRuns: 300 },
    );
  });
});
