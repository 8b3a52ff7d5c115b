import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../server/boot/port';
import { isAlive } from '../server/boot/process-identity';
import { findRunning } from '../server/boot/running-instance';
import { buildWebIfStale } from '../server/boot/web-build';
import { projectRoot } from '../server/env';
import { createTemporaryHome } from '../server/testing/temporary-home';

/** Milliseconds from `npm start` until it says that it is ready, and from SIGTERM until it has ended. */
export interface StartTimes {
  readonly readyMs: number;
  readonly stopMs: number;
}

export interface StartBench {
  /** On an empty SLUICE_HOME: the database is made and migrated. Dependencies and web build are there. */
  readonly cold: readonly StartTimes[];
  /** On the same home again. */
  readonly warm: readonly StartTimes[];
}

/** Measures `npm start`, cold and warm, a few times each. */
export async function benchStart(rounds = 3): Promise<StartBench> {
  await buildWebIfStale(() => {});
  const cold: StartTimes[] = [];
  const warm: StartTimes[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { home, remove } = createTemporaryHome();
    cold.push(await measureStart(home));
    warm.push(await measureStart(home));
    remove();
  }
  return { cold, warm };
}

async function measureStart(home: string): Promise<StartTimes> {
  const env = {
    ...process.env,
    DATABASE_URL: '',
    SLUICE_HOME: home,
    PORT: String(await freePort()),
    GATEWAY_PORT: String(await freePort()),
  };
  const startedAt = performance.now();
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const child = spawn(npm[0]!, [...npm.slice(1), 'start'], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        if (output.includes('Sluice is ready')) resolve();
      });
    }
    child.once('exit', () => reject(new Error(`It ended before it was ready:\n${output}`)));
  });
  const readyMs = performance.now() - startedAt;
  const product = findRunning(home)!;
  const ended = once(child, 'exit');
  const stopAt = performance.now();
  process.kill(product.pid, 'SIGTERM');
  while (isAlive(product.pid)) await sleep(5);
  const stopMs = performance.now() - stopAt;
  await ended;
  return { readyMs, stopMs };
}

/** One line each for cold and warm: the median, and all rounds. */
export function reportStart({ cold, warm }: StartBench): string {
  const line = (name: string, times: readonly StartTimes[]) => {
    const ready = times.map((time) => time.readyMs).sort((a, b) => a - b);
    const stop = times.map((time) => time.stopMs).sort((a, b) => a - b);
    const median = (values: readonly number[]) => `${(values[Math.floor(values.length / 2)]! / 1000).toFixed(2)} s`;
    const all = ready.map((ms) => (ms / 1000).toFixed(2)).join(', ');
    return `npm start, ${name}: ready after ${median(ready)} (${all}), stopped after ${median(stop)}`;
  };
  return `${line('cold (new home)', cold)}\n${line('warm', warm)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(reportStart(await benchStart()));
