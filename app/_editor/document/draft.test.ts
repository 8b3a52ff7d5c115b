import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { addEdits, type Draft, dropBatch, type OrderedBatch, openDraft, pendingCount, rebase, receive } from './draft';

const start = emptyDoc('Churn');
const add = (id: string): Edit => ({ kind: 'add-node', id, node: { type: 'split', version: 1, config: {} } });
const title = (id: string, words: string): Edit => ({ kind: 'set-title', id, title: words });
const batch = (revision: number, client: string, edits: Edit[], name = `${client}${revision}`): OrderedBatch => ({
  revision,
  client,
  batch: name,
  edits,
});

describe('the draft of a tab', () => {
  it('puts the edits of others below its own', () => {
    const mine = addEdits(openDraft('me', applyEdits(start, [add('a')]), 1), [title('a', 'Mine')], undefined, 'b1');
    const merged = receive(mine, [batch(2, 'you', [title('a', 'Yours'), add('b')])]);
    expect(merged.doc.nodes.a?.title).toBe('Mine');
    expect(merged.doc.nodes.b).toBeDefined();
    expect(pendingCount(merged)).toBe(1);
  });

  it('keeps the same document object when only its own edits are confirmed', () => {
    const mine = addEdits(openDraft('me', start, 0), [add('a')], undefined, 'b1');
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
    const mine = addEdits(openDraft('me', start, 0), [add('a')], undefined, 'b1');
    expect(Object.keys(rebase(mine, applyEdits(start, [add('z')]), 9).doc.nodes).sort()).toEqual(['a', 'z']);
  });

  it('gives up a refused batch and nothing else', () => {
    let draft = addEdits(openDraft('me', start, 0), [add('a')], undefined, 'b1');
    draft = addEdits(draft, [add('b')], 'b1', 'b2');
    expect(Object.keys(dropBatch(draft, 'b1').doc.nodes)).toEqual(['b']);
  });

  it('sends one edit for a word that was typed letter by letter', () => {
    let draft = addEdits(openDraft('me', applyEdits(start, [add('a')]), 0), [title('a', 'C')], undefined, 'b1');
    draft = addEdits(draft, [title('a', 'Ch')], undefined, 'b2');
    expect(draft.pending).toEqual([{ id: 'b1', edits: [title('a', 'Ch')] }]);
  });

  it('ends with what the server has, in whatever order tabs edit and hear of it', () => {
    const edit = fc.oneof(
      fc.constantFrom('a', 'b', 'c').map(add),
      fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.string({ maxLength: 3 })).map(([id, words]) => title(id, words)),
      fc.constantFrom('a', 'b', 'c').map((id): Edit => ({ kind: 'remove-node', id })),
    );
    const action = fc.record({ tab: fc.constantFrom(0, 1), does: fc.constantFrom('edit', 'send', 'hear'), edit });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const tabs = [openDraft('one', start, 0), openDraft('two', start, 0)];
        const log: OrderedBatch[] = [];
        let document: GraphDoc = start;
        let ids = 0;
        const send = (tab: Draft): Draft => {
          const first = tab.pending[0];
          if (!first) return tab;
          const missed = log.filter((entry) => entry.revision > tab.revision);
          const ordered = batch(log.length + 1, tab.client, [...first.edits], first.id);
          log.push(ordered);
          document = applyEdits(document, first.edits);
          return receive(tab, [...missed, ordered]);
        };
        for (const { tab, does, edit: one } of actions) {
          const draft = tabs[tab]!;
          if (does === 'edit') tabs[tab] = addEdits(draft, [one], undefined, `b${++ids}`);
          else if (does === 'send') tabs[tab] = send(draft);
          else tabs[tab] = receive(draft, log);
        }
        for (const index of [0, 1]) while (tabs[index]!.pending.length > 0) tabs[index] = send(tabs[index]!);
        for (const tab of tabs) expect(receive(tab, log).doc).toEqual(document);
      }),
    );
  });
});
