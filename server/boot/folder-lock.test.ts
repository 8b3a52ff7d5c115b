import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { createTemporaryHome } from '../testing/temporary-home';
import { withLock } from './folder-lock';

const { home, remove } = createTemporaryHome();
afterAll(remove);

test('one at a time holds the lock, and its end lets the next one in', async () => {
  const events: string[] = [];
  const hold = (name: string) =>
    withLock(join(home, 'a.lock'), 5_000, async () => {
      events.push(`${name} in`);
      await sleep(30);
      events.push(`${name} out`);
    });
  await Promise.all([hold('one'), hold('other')]);
  expect(events).toEqual(['one in', 'one out', 'other in', 'other out']);
});

test('the lock of a dead process is taken over, also when its number lives again', async () => {
  const file = join(home, 'b.lock');
  writeFileSync(file, '4194305 1');
  expect(await withLock(file, 1_000, async () => 'mine')).toBe('mine');
  writeFileSync(file, `${process.pid} another-start`);
  expect(await withLock(file, 1_000, async () => 'mine')).toBe('mine');
});

test('whoever waits too long is told which process holds it', async () => {
  const file = join(home, 'c.lock');
  await withLock(file, 1_000, async () => {
    await expect(withLock(file, 100, async () => {})).rejects.toMatchObject({
      code: 'locked',
      place: { file, process: String(process.pid) },
    });
  });
});
