import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openSql } from '../../db/client';
import { homeFolders, projectRoot } from '../../env';
import { createTemporaryHome } from '../../testing/temporary-home';
import { isAlive } from '../process-identity';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded';
import { chooseOperatingUser } from './operating-user';

const isRoot = process.getuid?.() === 0;
const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function newHome(): string {
  const { home, remove } = createTemporaryHome();
  cleanUps.push(remove);
  return home;
}

async function start(home: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ home, durability: 'disposable' });
  cleanUps.push(() => postgres.stop());
  return postgres;
}

async function ask(url: string, query: string): Promise<Record<string, unknown> | undefined> {
  const sql = openSql(url, { maxConnections: 1 });
  try {
    const [row] = await sql.unsafe(query);
    return row;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Starts the embedded Postgres in a process of its own and tells that process's number. */
async function startElsewhere(home: string, ids: { uid?: number; gid?: number } = {}) {
  const script = `
    process.on('SIGTERM', () => process.exit(0));
    const { startEmbeddedPostgres } = await import('./server/boot/postgres/embedded.ts');
    const { pid, port, dataFolder } = await startEmbeddedPostgres({ home: ${JSON.stringify(home)}, durability: 'disposable' });
    console.log(JSON.stringify({ pid, port, dataFolder }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    ...ids,
    cwd: projectRoot,
    env: { ...process.env, TSX_DISABLE_CACHE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  cleanUps.push(() => void child.kill('SIGKILL'));
  const line = await Promise.race([
    once(child.stdout, 'data').then(([chunk]) => String(chunk)),
    once(child, 'exit').then(() => Promise.reject(new Error(complaint))),
  ]);
  const server: { pid: number; port: number; dataFolder: string } = JSON.parse(line);
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return { ...server, end };
}

test('a fresh home gets a database in UTF-8 that only the password opens', async () => {
  const home = newHome();
  const postgres = await start(home);
  expect(
    await ask(postgres.url, `select current_database() as name, current_setting('server_encoding') as encoding`),
  ).toEqual({
    name: 'sluice',
    encoding: 'UTF8',
  });
  const wrong = new URL(postgres.url);
  wrong.password = 'guess';
  await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  expect(statSync(join(homeFolders(home).secrets, 'postgres-password')).mode & 0o777).toBe(0o600);
  expect(statSync(postgres.dataFolder).mode & 0o777).toBe(0o700);
});

test('what was written is there after a stop and a start', async () => {
  const home = newHome();
  const before = await start(home);
  await ask(before.url, 'create table kept as select 7 as value');
  await before.stop();
  expect(isAlive(before.pid)).toBe(false);
  const after = await start(home);
  expect(after.isAdopted).toBe(false);
  expect(await ask(after.url, 'select value from kept')).toEqual({ value: 7 });
});

test('a second process joins the server, and the last to leave stops it', async () => {
  const home = newHome();
  const first = await start(home);
  const second = await startElsewhere(home);
  expect(second.pid).toBe(first.pid);
  await first.stop();
  expect(isAlive(second.pid)).toBe(true);
  await second.end('SIGTERM');
  await expect.poll(() => isAlive(second.pid), { timeout: 10_000 }).toBe(false);
});

test('two processes that start at the same moment share one server', async () => {
  const home = newHome();
  const [one, other] = await Promise.all([startElsewhere(home), startElsewhere(home)]);
  expect(one.pid).toBe(other.pid);
  await one.end('SIGTERM');
  await other.end('SIGTERM');
  await expect.poll(() => isAlive(one.pid), { timeout: 10_000 }).toBe(false);
});

test('the orphan of a killed parent is adopted and stopped', async () => {
  const home = newHome();
  const orphan = await startElsewhere(home);
  await orphan.end('SIGKILL');
  expect(isAlive(orphan.pid)).toBe(true);
  const adopted = await start(home);
  expect(adopted).toMatchObject({ isAdopted: true, pid: orphan.pid, port: orphan.port });
  await adopted.stop();
  expect(isAlive(orphan.pid)).toBe(false);
});

test('a server that was killed recovers with what was committed', async () => {
  const home = newHome();
  const before = await start(home);
  await ask(before.url, 'set synchronous_commit = on; create table kept as select 7 as value');
  process.kill(before.pid, 'SIGKILL');
  await expect.poll(() => isAlive(before.pid)).toBe(false);
  const after = await start(home);
  expect(await ask(after.url, 'select value from kept')).toEqual({ value: 7 });
});

test('a stale postmaster.pid whose number belongs to another process by now does not block the start', async () => {
  const home = newHome();
  const before = await start(home);
  const pidFile = join(before.dataFolder, 'postmaster.pid');
  const content = readFileSync(pidFile, 'utf8');
  await before.stop();
  const ids = chooseOperatingUser(before.dataFolder).ids;
  const stranger = spawn('sleep', ['60'], { ...ids, stdio: 'ignore' });
  cleanUps.push(() => void stranger.kill());
  writeFileSync(pidFile, content.replace(/^\d+/, String(stranger.pid)));
  const after = await start(home);
  expect(after.isAdopted).toBe(false);
  expect(await ask(after.url, 'select 1 as one')).toEqual({ one: 1 });
});

test('a folder of another major version is refused with place and next step, and nothing in it changes', async () => {
  const home = newHome();
  const folder = join(home, 'postgres');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'PG_VERSION'), '13\n');
  await expect(startEmbeddedPostgres({ home })).rejects.toMatchObject({
    code: 'postgres_version_mismatch',
    message: expect.stringContaining('Postgres 13'),
    place: { folder },
    hint: expect.stringContaining('SLUICE_HOME'),
  });
  expect(readFileSync(join(folder, 'PG_VERSION'), 'utf8')).toBe('13\n');
  expect(existsSync(join(folder, 'base'))).toBe(false);
});

test('a lost password file is replaced and the data stays', async () => {
  const home = newHome();
  const before = await start(home);
  await ask(before.url, 'create table kept as select 7 as value');
  await before.stop();
  rmSync(join(homeFolders(home).secrets, 'postgres-password'));
  const after = await start(home);
  expect(after.url).not.toBe(before.url);
  expect(await ask(after.url, 'select value from kept')).toEqual({ value: 7 });
});

test('an initdb that was interrupted leaves nothing that a later start stumbles over', async () => {
  const home = newHome();
  mkdirSync(join(home, 'postgres.unfinished', 'base'), { recursive: true });
  expect(await ask((await start(home)).url, 'select 1 as one')).toEqual({ one: 1 });
});

test.runIf(isRoot)('root below a closed folder keeps the database where Postgres can reach it', async () => {
  const outer = newHome();
  const home = join(outer, 'closed', 'home');
  mkdirSync(join(outer, 'closed'), { mode: 0o700 });
  const postgres = await start(home);
  cleanUps.unshift(() => rmSync(dirname(postgres.dataFolder), { recursive: true, force: true }));
  expect(postgres.dataFolder.startsWith(home)).toBe(false);
  expect(statSync(postgres.dataFolder).mode & 0o777).toBe(0o700);
  expect(await ask(postgres.url, 'select 1 as one')).toEqual({ one: 1 });
});

test.runIf(isRoot && chooseOperatingUser('/nowhere').canReach(projectRoot))(
  'an ordinary user starts it as themselves',
  async () => {
    const { uid, gid } = chooseOperatingUser('/nowhere').ids;
    const home = join(newHome(), 'of-nobody');
    mkdirSync(home);
    chownSync(home, uid ?? 0, gid ?? 0);
    const server = await startElsewhere(home, { uid, gid });
    expect(statSync(server.dataFolder).uid).toBe(uid);
    await server.end('SIGTERM');
    await expect.poll(() => isAlive(server.pid), { timeout: 10_000 }).toBe(false);
  },
);
