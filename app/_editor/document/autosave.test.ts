import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { adoptUnsent } from './adopt-unsent';
import { startAutosave } from './autosave';
import { createDocumentStore, type DocumentStore } from './document-store';
import { memoryStorage, TestLog } from './testing-log';
import { keepUnsent, readUnsent } from './unsent';

const add = (id: string): Edit => ({ kind: 'add-node', id, node: { type: 'split', version: 1, config: {} } });
const explain = () => ({ message: 'A title has 80 characters at most.', hint: 'Shorten it.' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A tab that is open: it saves, and keeps what it cannot save. */
function openTab(log: TestLog, storage: Storage, isGone: (client: string) => boolean = () => true) {
  const store = createDocumentStore(log.document, log.batches.length);
  const autosave = startAutosave(store, log, { explain });
  const kept = keepUnsent(store, 'p1', storage);
  let adopted = 0;
  const adopting = adoptUnsent(store, {
    pipelineId: 'p1',
    storage,
    log,
    whenGone: (client, then) => void (isGone(client) && then()),
    keep: kept.write,
    onAdopted: (count) => {
      adopted += count;
    },
  });
  return {
    store,
    kept,
    adopted: () => adopted,
    edit: (edit: Edit) => store.getState().dispatch([edit], 'Edit'),
    /** The process dies: nothing runs any more, not even what saves on the way out. */
    crash() {
      autosave.stop();
      adopting.stop();
    },
  };
}
const nodesOf = (store: DocumentStore) => Object.keys(store.getState().doc.nodes).sort();

describe('while the server is away', () => {
  it('edits are kept and sent in order when it is back', async () => {
    const log = new TestLog();
    const tab = openTab(log, memoryStorage());
    log.fails = 'offline';
    tab.edit(add('a'));
    await vi.advanceTimersByTimeAsync(400);
    expect(tab.store.getState().save).toBe('offline');
    tab.edit(add('b'));
    log.fails = undefined;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(log.batches.flatMap(({ edits }) => edits)).toEqual([add('a'), add('b')]);
    expect(tab.store.getState().save).toBe('saved');
  });

  it('an edit after a lost answer is not taken for a part of the batch that arrived', async () => {
    const log = new TestLog();
    const tab = openTab(log, memoryStorage());
    log.losesAnswers = true;
    tab.edit(add('a'));
    await vi.advanceTimersByTimeAsync(400);
    tab.edit(add('b'));
    log.losesAnswers = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(Object.keys(log.document.nodes)).toEqual(['a', 'b']);
    expect(log.batches).toHaveLength(2);
  });

  it('says that the server has trouble when it answers so', async () => {
    const log = new TestLog();
    const tab = openTab(log, memoryStorage());
    log.fails = 'waiting';
    tab.edit(add('a'));
    await vi.advanceTimersByTimeAsync(400);
    expect(tab.store.getState().save).toBe('waiting');
  });
});

describe('a tab that is reloaded or crashes', () => {
  it('leaves its edits to the next one, which sends them once', async () => {
    const [log, storage] = [new TestLog(), memoryStorage()];
    const first = openTab(log, storage);
    log.fails = 'offline';
    first.edit(add('a'));
    first.edit(add('b'));
    await vi.advanceTimersByTimeAsync(1_000);
    first.crash();
    log.fails = undefined;
    const second = openTab(log, storage);
    await vi.advanceTimersByTimeAsync(0);
    expect(nodesOf(second.store)).toEqual(['a', 'b']);
    expect(second.adopted()).toBe(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(Object.keys(log.document.nodes)).toEqual(['a', 'b']);
    expect(readUnsent(storage, 'p1')).toEqual([]);
    const third = openTab(log, storage);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(third.adopted()).toBe(0);
    expect(log.batches).toHaveLength(1);
  });

  it('does not bring back what had arrived after all', async () => {
    const [log, storage] = [new TestLog(), memoryStorage()];
    const first = openTab(log, storage);
    log.losesAnswers = true;
    first.edit(add('a'));
    await vi.advanceTimersByTimeAsync(1_000);
    first.crash();
    log.losesAnswers = false;
    const second = openTab(log, storage);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(second.adopted()).toBe(0);
    expect(nodesOf(second.store)).toEqual(['a']);
    expect(log.batches).toHaveLength(1);
  });

  it('asks again while the log cannot be read', async () => {
    const [log, storage] = [new TestLog(), memoryStorage()];
    const first = openTab(log, storage);
    log.fails = 'offline';
    first.edit(add('a'));
    await vi.advanceTimersByTimeAsync(1_000);
    first.crash();
    const second = openTab(log, storage);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(nodesOf(second.store)).toEqual([]);
    log.fails = undefined;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(Object.keys(log.document.nodes)).toEqual(['a']);
  });
});

it('a tab that lives keeps its edits to itself', async () => {
  const [log, storage] = [new TestLog(), memoryStorage()];
  const mine = openTab(log, storage);
  log.fails = 'offline';
  mine.edit(add('a'));
  await vi.advanceTimersByTimeAsync(1_000);
  const other = openTab(log, storage, () => false);
  other.edit(add('b'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(nodesOf(other.store)).toEqual(['b']);
  expect(readUnsent(storage, 'p1')).toHaveLength(2);
});

it('edits that are refused are shown with the reason, and what follows is saved', async () => {
  const log = new TestLog();
  const tab = openTab(log, memoryStorage());
  log.fails = 'refused';
  tab.edit(add('a'));
  await vi.advanceTimersByTimeAsync(400);
  log.fails = undefined;
  tab.edit(add('b'));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(tab.store.getState().refused).toMatchObject([{ edits: [add('a')], ...explain() }]);
  expect(nodesOf(tab.store)).toEqual(['b']);
  expect(tab.store.getState().save).toBe('saved');
  tab.store.getState().dismissRefused(tab.store.getState().refused[0]!.id);
  expect(tab.store.getState().refused).toEqual([]);
});

it('says when there is no room to keep an edit', async () => {
  const full = {
    ...memoryStorage(),
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
    removeItem: () => undefined,
  };
  const store = createDocumentStore(new TestLog().document, 0);
  const kept = keepUnsent(store, 'p1', full as unknown as Storage);
  expect(kept.isKept()).toBe(true);
  store.getState().dispatch([add('a')], 'Add');
  expect(kept.isKept()).toBe(false);
});
