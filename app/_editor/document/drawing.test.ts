import { expect, it, vi } from 'vitest';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { startAutosave } from './autosave';
import { createDocumentStore } from './document-store';
import { createDrawing } from './drawing';

it('tells of an edit once, however often the document tells how it is saved', async () => {
  const store = createDocumentStore(emptyDoc('pipeline'), 0);
  const drawing = createDrawing(store);
  const [drawn, told] = [vi.fn(), vi.fn()];
  drawing.subscribe(drawn);
  store.subscribe(told);
  const log = {
    append: async () => ({ revision: 1, missed: [] }),
    read: async () => ({ document: emptyDoc('pipeline'), revision: 0 }),
    since: async () => [],
    judge: () => 'offline' as const,
  };
  const saving = startAutosave(store, log, { quietMs: 0, explain: () => ({ message: '' }) });
  store.getState().dispatch([{ kind: 'set-name', name: 'Churn' }], 'Rename');
  expect(drawing.getState()).toBe(store.getState().doc);
  await expect.poll(() => store.getState().save).toBe('saved');
  saving.stop();
  expect(drawn).toHaveBeenCalledTimes(1);
  expect(told.mock.calls.length).toBeGreaterThan(3);
});
