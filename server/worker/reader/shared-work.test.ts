import { expect, it } from 'vitest';
import { KeptValues } from './kept-values';
import { SharedWork } from './shared-work';

const never = new AbortController().signal;
const untilStopped = (signal: AbortSignal) =>
  new Promise<string>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

it('does work once for all who wait for it', async () => {
  const work = new SharedWork<number>();
  let begun = 0;
  const begin = async () => {
    begun += 1;
    await Promise.resolve();
    return 42;
  };
  expect(await Promise.all([work.ask('a', never, begin), work.ask('a', never, begin)])).toEqual([42, 42]);
  expect(begun).toBe(1);
  await work.ask('a', never, begin);
  expect(begun).toBe(2);
});

it('goes on while somebody waits, and stops when the last has left', async () => {
  const work = new SharedWork<string>();
  const [first, second] = [new AbortController(), new AbortController()];
  let stopped = false;
  const begin = (signal: AbortSignal) => {
    signal.addEventListener('abort', () => {
      stopped = true;
    });
    return untilStopped(signal);
  };
  const asked = [work.ask('a', first.signal, begin), work.ask('a', second.signal, begin)];
  first.abort(new Error('gone'));
  await expect(asked[0]).rejects.toThrow('gone');
  expect(stopped).toBe(false);
  second.abort(new Error('gone too'));
  await expect(asked[1]).rejects.toThrow('gone too');
  expect(stopped).toBe(true);
});

it('begins anew after a failure', async () => {
  const work = new SharedWork<number>();
  await expect(work.ask('a', never, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await work.ask('a', never, async () => 1)).toBe(1);
});

it('keeps the latest values up to a weight, and never drops one that is in use', async () => {
  const dropped: string[] = [];
  const kept = new KeptValues<string>(10, (value) => dropped.push(value));
  kept.add('a', 'A', 4);
  kept.add('b', 'B', 4);
  await kept.use('a', async () => {});
  kept.add('c', 'C', 4);
  expect(dropped).toEqual(['B']);
  await kept.use('a', async () => {
    kept.add('d', 'D', 8);
    expect(dropped).toEqual(['B', 'C']);
  });
  expect([dropped, kept.has('a'), kept.has('d')]).toEqual([['B', 'C', 'A'], false, true]);
});
