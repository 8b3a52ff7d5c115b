import { describe, expect, it } from 'vitest';
import { type Progress, type TrainContext, trainBoostedTrees } from '../index';
import { generatedData, quietContext } from '../testing/generated-data';
import type { BoostedTreesSettings } from './settings';

const data = { ...generatedData(3000, 'multiclass'), validation: generatedData(500, 'multiclass', 2) };
const plain: BoostedTreesSettings = { task: 'multiclass', rounds: 12, seed: 1, earlyStoppingRounds: 50 };

/** A checkpoint in memory that is saved after every round. */
function memory() {
  const kept: { bytes: Uint8Array | undefined; saves: number } = { bytes: undefined, saves: 0 };
  return {
    kept,
    load: async () => kept.bytes,
    save: async (bytes: Uint8Array) => {
      kept.bytes = bytes;
      kept.saves++;
    },
    everyMs: 0,
  };
}

/** Trains until a round is done, then cancels. */
async function trainUntil(round: number, settings: BoostedTreesSettings, checkpoint: TrainContext['checkpoint']) {
  const controller = new AbortController();
  const onProgress = ({ iteration }: Progress) => {
    if (iteration === round) controller.abort();
  };
  const context = { onProgress, signal: controller.signal, threads: 1, checkpoint };
  await expect(trainBoostedTrees(data, settings, context)).rejects.toMatchObject({ name: 'AbortError' });
}

describe.each<[string, Partial<BoostedTreesSettings>]>([
  ['as it comes', {}],
  ['with rows and features drawn', { baggingFraction: 0.5, featureFraction: 0.6, featureFractionByNode: 0.6 }],
])('a training that was cancelled half-way, %s', (_, more) => {
  it('gives the same model, bit by bit, when it goes on', async () => {
    const settings = { ...plain, ...more };
    const whole = await trainBoostedTrees(data, settings, quietContext());
    const checkpoint = memory();
    await trainUntil(7, settings, checkpoint);
    expect(checkpoint.kept.bytes).toBeDefined();
    const rounds: number[] = [];
    const context = {
      ...quietContext(),
      checkpoint,
      onProgress: ({ iteration }: Progress) => void rounds.push(iteration),
    };
    expect(await trainBoostedTrees(data, settings, context)).toEqual(whole);
    expect(rounds[0]).toBeGreaterThan(1);
    expect(rounds.at(-1)).toBe(12);
  });
});

it('starts anew when the saved state is of other settings or other data', async () => {
  const checkpoint = memory();
  await trainUntil(4, plain, checkpoint);
  const settings = { ...plain, learningRate: 0.2 };
  const other = { ...data, target: data.target.map((y) => (y + 1) % 3) };
  for (const [table, own] of [
    [data, settings],
    [other, plain],
  ] as const) {
    const fresh = { ...checkpoint, save: async () => {} };
    const model = await trainBoostedTrees(table, own, { ...quietContext(), checkpoint: fresh });
    expect(model).toEqual(await trainBoostedTrees(table, own, quietContext()));
  }
});

it('saves now and then, not every round', async () => {
  const checkpoint = { ...memory(), everyMs: 60_000 };
  await trainBoostedTrees(data, plain, { ...quietContext(), checkpoint });
  expect(checkpoint.kept.saves).toBe(0);
});
