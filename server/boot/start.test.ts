import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { projectRoot } from '../env';
import { createTemporaryHome } from '../testing/temporary-home';
import { freePort } from './port';
import { readPidFile } from './postgres/postmaster';
import { commandLine, isAlive } from './process-identity';
import { claimHome, findRunning } from './running-instance';

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp();
});

interface Start {
  readonly pid: number;
  output(): string;
  readonly exitCode: Promise<number>;
  /** Rejects with the output when it ends before it is ready. */
  readonly ready: Promise<void>;
}

function newHome(): string {
  const { home, remove } = createTemporaryHome();
  cleanUps.push(remove);
  return home;
}

/** `npm start` on free ports, without npm. */
async function start(home: string, env: Record<string, string> = {}): Promise<Start> {
  const child = spawn(process.execPath, ['server/boot/start.mjs'], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: '',
      SLUICE_HOME: home,
      PORT: String(await freePort()),
      GATEWAY_PORT: String(await freePort()),
      ...env,
    },
  });
  cleanUps.push(() => void child.kill('SIGKILL'));
  let output = '';
  const exitCode = once(child, 'exit').then(([code]) => code);
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        if (output.includes('Sluice is ready')) resolve();
      });
    }
    void exitCode.then(() => reject(new Error(output)));
  });
  ready.catch(() => {}); // Most tests do not ask.
  return { pid: child.pid!, output: () => output, exitCode, ready };
}

test('a port that is taken is named with its holder and the way out, and exits 3', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  cleanUps.push(() => holder.close());
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { output, exitCode } = await start(newHome(), { PORT: String(port) });
  expect(await exitCode).toBe(3);
  expect(output()).toContain(`Port ${port}, meant for the web interface, is already taken.`);
  expect(output()).toMatch(/PORT=\d+ npm start/);
  if (process.platform === 'linux') expect(output()).toContain(`held by: process ${process.pid}`);
});

test('a second start on the same home is told the address of the first, and exits 4', async () => {
  const home = newHome();
  await claimHome(home, { address: 'http://127.0.0.1:3456', gatewayAddress: 'http://127.0.0.1:4456' });
  const { output, exitCode } = await start(home);
  expect(await exitCode).toBe(4);
  expect(output()).toContain('Sluice already runs here, at http://127.0.0.1:3456');
});

test('what a killed Sluice left behind does not count as running', async () => {
  const home = newHome();
  await claimHome(home, { address: 'http://127.0.0.1:3456', gatewayAddress: 'http://127.0.0.1:4456' });
  const file = join(home, 'running.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"startMark": ".*"/, '"startMark": "1"'));
  expect(findRunning(home)).toBeUndefined();
});

test('a database folder of another major version stops the start with place and next step, and exits 1', async () => {
  const home = newHome();
  mkdirSync(join(home, 'postgres'));
  writeFileSync(join(home, 'postgres', 'PG_VERSION'), '13\n');
  const { output, exitCode } = await start(home);
  expect(await exitCode).toBe(1);
  expect(output()).toContain('was written by Postgres 13');
  expect(output()).toContain(`folder: ${join(home, 'postgres')}`);
});

test('a DATABASE_URL that nobody answers is named without its password', async () => {
  const port = await freePort();
  const { output, exitCode } = await start(newHome(), { DATABASE_URL: `postgres://me:secret@127.0.0.1:${port}/mine` });
  expect(await exitCode).toBe(1);
  expect(output()).toContain(`server: 127.0.0.1:${port}`);
  expect(output()).not.toContain('secret');
});

test('a stop in the middle of the start leaves nothing running', async () => {
  const home = newHome();
  const product = await start(home);
  await expect.poll(() => readPidFile(join(home, 'postgres'))?.pid, { timeout: 20_000, interval: 10 }).toBeDefined();
  const postgres = readPidFile(join(home, 'postgres'))!;
  process.kill(product.pid, 'SIGTERM');
  expect(await product.exitCode).toBe(0);
  expect(isAlive(postgres.pid)).toBe(false);
});

test.runIf(process.platform === 'linux')(
  'the whole product starts, survives the death of its web process and of Postgres, and stops',
  {
    timeout: 300_000,
  },
  async () => {
    const home = newHome();
    const product = await start(home);
    await product.ready;
    const address = findRunning(home)?.address;
    const isServing = async () => (await fetch(`${address}/healthz`).catch(() => undefined))?.status;
    expect(await isServing()).toBe(200);

    process.kill(webProcessOf(product.pid), 'SIGKILL');
    await expect.poll(product.output).toContain('[web] ended (SIGKILL)');
    await expect.poll(isServing, { timeout: 20_000 }).toBe(200);

    const postgres = readPidFile(join(home, 'postgres'))!;
    process.kill(postgres.pid, 'SIGKILL');
    await expect.poll(() => readPidFile(join(home, 'postgres'))?.pid, { timeout: 20_000 }).not.toBe(postgres.pid);
    await expect.poll(() => readPidFile(join(home, 'postgres'))?.isReady, { timeout: 20_000 }).toBe(true);
    const revived = readPidFile(join(home, 'postgres'))!;
    expect(revived.port).toBe(postgres.port);

    const askedAt = Date.now();
    process.kill(product.pid, 'SIGTERM');
    expect(await product.exitCode).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(10_000);
    expect(isAlive(revived.pid)).toBe(false);
    expect(await isServing()).toBeUndefined();
  },
);

function webProcessOf(parent: number): number {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').map(Number);
  return children.find((pid) => commandLine(pid).includes('server/boot/web.ts'))!;
}
