import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '@/server/env';
import { createTestDatabase, type TestDatabase } from '@/server/testing/postgres';
import { createTemporaryHome } from '@/server/testing/temporary-home';

let server: TestDatabase;
const { home, remove } = createTemporaryHome();
beforeAll(async () => {
  server = await createTestDatabase();
});
afterAll(async () => {
  await server?.drop();
  remove();
});

const start = (env: Record<string, string>) =>
  fork(join(projectRoot, 'server/gateway/main.ts'), [], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, SLUICE_HOME: home, GATEWAY_PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });

it('tells its parent when it is ready, answers, and ends cleanly when told to', async () => {
  const gateway = start({ DATABASE_URL: server.url });
  const [message] = await once(gateway, 'message');
  expect(message).toMatchObject({ type: 'ready', port: expect.any(Number) });
  const health = await fetch(`http://127.0.0.1:${(message as { port: number }).port}/health`);
  expect(await health.json()).toMatchObject({ status: 'ok', endpoints: [] });
  const ended = once(gateway, 'exit');
  gateway.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
});

it('says in words that it lacks a database', async () => {
  const gateway = start({ DATABASE_URL: '' });
  let words = '';
  gateway.stderr!.on('data', (chunk) => {
    words += chunk;
  });
  expect((await once(gateway, 'exit'))[0]).toBe(1);
  expect(words).toContain('not told which database to use');
});
