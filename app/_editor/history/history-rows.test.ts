import { expect, it } from 'vitest';
import { applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { createDocumentStore } from '../document/document-store';
import { historyRows } from './history-rows';

const add = (id: string, type: string): Edit => ({ kind: 'add-node', id, node: { type, version: 1, config: {} } });

function openStore() {
  let clock = 0;
  const store = createDocumentStore(applyEdits(emptyDoc('p'), [add('impute', 'impute')]), 0, () => {
    clock += 10_000;
    return clock;
  });
  store.getState().dispatch([add('split', 'split')], 'Add Split');
  store.getState().dispatch([{ kind: 'set-title', id: 'impute', title: 'Fill' }], 'Rename');
  store.getState().dispatch(
    [
      { kind: 'move', positions: { impute: { x: 1, y: 1 }, split: { x: 2, y: 2 } } },
      { kind: 'set-parameter', name: 'seed', parameter: { type: 'int', default: 1 } },
    ],
    'Move',
  );
  return store;
}

it('lists the latest step first, each with what it was about and how far it is', () => {
  const store = openStore();
  store.getState().undo();
  const { history, doc } = store.getState();
  expect(historyRows(history, doc)).toEqual([
    { label: 'Move', place: 'Fill and 2 more', at: 30_000, steps: 1 },
    { label: 'Rename', place: 'Fill', at: 20_000, steps: 0 },
    { label: 'Add Split', place: undefined, at: 10_000, steps: -1 },
    { label: 'As it was opened', place: undefined, at: undefined, steps: -2 },
  ]);
});

it('leads to every row by the steps it says', () => {
  for (let index = 0; index < 4; index += 1) {
    const store = openStore();
    const rows = historyRows(store.getState().history, store.getState().doc);
    store.getState().travel(rows[index]!.steps);
    const after = historyRows(store.getState().history, store.getState().doc);
    expect(after.map(({ label }) => label)).toEqual(rows.map(({ label }) => label));
    expect(after[index]!.steps).toBe(0);
  }
});
