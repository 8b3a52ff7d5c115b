import { expect, it } from 'vitest';
import { type Progress, type TrainContext, trainForest } from '../index';
import { generatedData, quietContext } from '../testing/generated-data';
import type { ForestSettings } from './settings';

const data = { ...generatedData(1500, 'multiclass'), validation: generatedData(300, 'multiclass', 2) };
const plain: ForestSettings = { family: 'random-forest', task: 'multiclass', trees: 14, seed: 1 };

/** A checkpoint in memory that is saved after every tree. */
function memory() {
  const kept: { bytes: Uint8Array | undefined } = { bytes: undefined };
  const save = async (bytes: Uint8Array) => {
    kept.bytes = bytes;
  };
  return { kept, load: async () => kept.bytes, save, everyMs: 0 };
}

/** Trains until a tree is done, then cancels. */
async function trainUntil(tree: number, checkpoint: TrainContext['checkpoint']) {
  const controller = new AbortController();
  const onProgress = ({ iteration }: Progress) => {
    if (iteration === tree) controller.abort();
  };
  const context = { onProgress, signal: controller.signal, threads: 1, checkpoint };
  await expect(trainForest(data, plain, context)).rejects.toMatchObject({ name: 'AbortError' });
}

it.each([1, 2])(
  'a forest that was cancelled half-way is the same, bit by bit, when it goes on with %i threads',
  async (threads) => {
    const checkpoint = memory();
    await trainUntil(9, checkpoint);
    const trees: number[] = [];
    const onProgress = ({ iteration }: Progress) => void trees.push(iteration);
    const model = await trainForest(data, plain, { ...quietContext(threads), checkpoint, onProgress });
    expect(model).toEqual(await trainForest(data, plain, quietContext()));
    expect(trees[0]).toBeGreaterThan(1);
    expect(trees.at(-1)).toBe(14);
  },
);

it('starts anew when what was saved is of other settings or other data, or is no state at all', async () => {
  const checkpoint = memory();
  await trainUntil(5, checkpoint);
  const other = { ...data, target: data.target.map((y) => (y + 1) % 3) };
  const cases = [
    [data, { ...plain, minDataInLeaf: 3 }, checkpoint.kept.bytes],
    [other, plain, checkpoint.kept.bytes],
    [data, plain, new TextEncoder().encode('{}')],
  ] as const;
  for (const [table, settings, bytes] of cases) {
    const fresh = { load: async () => bytes, save: async () => {} };
    const model = await trainForest(table, settings, { ...quietContext(), checkpoint: fresh });
    expect(model).toEqual(await trainForest(table, settings, quietContext()));
  }
});

it('fails when what it has cannot be saved', async () => {
  const checkpoint = { ...memory(), save: () => Promise.reject(new Error('The disk is full.')) };
  await expect(trainForest(data, plain, { ...quietContext(), checkpoint })).rejects.toThrow('The disk is full.');
});
