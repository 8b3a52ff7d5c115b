import { afterEach, expect, test } from 'vitest';
import { isAlive } from './process-identity';
import { type SupervisedProcess, supervise } from './supervise';

let running: SupervisedProcess | undefined;
afterEach(() => running?.kill());

function start(fixture: string): { child: SupervisedProcess; lines: string[]; pids: () => number[] } {
  const lines: string[] = [];
  const child = supervise({
    name: fixture,
    file: `server/boot/fixtures/${fixture}.ts`,
    env: process.env,
    log: (line) => lines.push(line),
  });
  running = child;
  const pids = () => lines.flatMap((line) => /pid (\d+)/.exec(line)?.[1] ?? []).map(Number);
  return { child, lines, pids };
}

test('a process that dies is started again, and ends when asked', async () => {
  const { child, lines, pids } = start('serves');
  await child.ready;
  await expect.poll(() => pids().length).toBe(1);
  process.kill(pids()[0]!, 'SIGKILL');
  await expect.poll(() => pids().length, { timeout: 10_000 }).toBe(2);
  expect(lines).toContainEqual('[serves] ended (SIGKILL); starting it again in 250 ms');
  await child.stop(5_000);
  expect(pids().some(isAlive)).toBe(false);
  expect(lines.some((line) => line.includes('killing'))).toBe(false);
});

test('a process that never gets ready is given up with its last words', async () => {
  const { child } = start('breaks');
  await expect(child.ready).rejects.toMatchObject({
    code: 'process_did_not_start',
    message: expect.stringContaining('the reason it broke'),
  });
});

test('a process that does not end when asked is killed after the grace', async () => {
  const { child, lines } = start('hangs');
  await child.ready;
  await child.stop(300);
  expect(lines).toContainEqual('[hangs] did not end within 300 ms; killing it');
});
