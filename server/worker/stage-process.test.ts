import { expect, test } from 'vitest';
import { StageProcess } from './stage-process';

test('a cancellation that comes before the process is ready is kept', async () => {
  const process = new StageProcess({ memoryBytes: 512e6, timeMs: 20_000, cancelGraceMs: 100 }, { environment: {} });
  const listener = { progress: () => {}, log: () => {} };
  // Work without content: had it reached the process, it would have failed there.
  const ending = process.perform({ type: 'count', work: {} as never }, 'Counting', listener);
  process.cancel();
  expect(await ending).toEqual({ type: 'cancelled' });

  // The process is whole, and its next work is not cancelled by what was asked of the last.
  process.cancel();
  expect(await process.perform({ type: 'count', work: {} as never }, 'Counting', listener)).toMatchObject({
    type: 'failed',
  });
  process.stop();
});
