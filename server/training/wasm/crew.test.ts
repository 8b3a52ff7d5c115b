import { expect, it } from 'vitest';
import { Arena } from './arena';
import { Crew } from './crew';

it('shares a command among its threads, any number of times', async () => {
  const crew = await Crew.start(3);
  try {
    const arena = new Arena();
    const index = arena.take(1000 * 4);
    crew.reserve(arena.end);
    for (let time = 0; time < 200; time++) {
      const numbers = new Uint32Array(crew.memory.buffer, index, 1000).fill(0);
      crew.run('countRows', index, 1000);
      expect(numbers[999]).toBe(999);
      // Now and then the workers have gone to sleep.
      if (time % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    await crew.close();
  }
});

it('reports a kernel that fails in a worker instead of waiting for it', async () => {
  const crew = await Crew.start(2);
  try {
    // The second thread's half of the range lies beyond the memory.
    const end = crew.memory.buffer.byteLength;
    expect(() => crew.run('countRows', end - 64 * 4, 128)).toThrow(/countRows failed in a worker/);
  } finally {
    await crew.close();
  }
});

it('refuses more memory than a module can address, in words', async () => {
  const crew = await Crew.start(1);
  expect(() => crew.reserve(5e9)).toThrow(/needs 5.0 GB of memory; the trainer can use 4 GB/);
  await crew.close();
});
