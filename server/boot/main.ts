import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrateDatabase } from '../db/migrate';
import { type Env, projectRoot, readEnv } from '../env';
import { AppError, toAppError, toTerminal } from '../errors';
import { checkExternalDatabase, type ReadyDatabase } from './ensure-database';
import { firstStart } from './first-start';
import { keepPostgres } from './keep-postgres';
import { claimPort, freePort } from './port';
import { makeHome } from './postgres/folders';
import { claimHome, refuseSecond } from './running-instance';
import { type SupervisedProcess, supervise } from './supervise';
import { buildWebIfStale } from './web-build';

const exitCodes: Readonly<Record<string, number>> = { port_taken: 3, already_running: 4 };

const log = (line: string) => console.log(line);
const running: { web: SupervisedProcess[]; worker: SupervisedProcess[]; database?: Promise<ReadyDatabase> } = {
  web: [],
  worker: [],
};
let stoppedBy: { signal: string; at: number } | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => onSignal(signal));

try {
  await start();
} catch (error) {
  if (stoppedBy === undefined) {
    console.error(`\n${toTerminal(error)}\n`);
    if (toAppError(error).blame === 'bug') console.error(error);
    await stopEverything();
    process.exit(exitCodes[toAppError(error).code] ?? 1);
  }
}

async function start(): Promise<void> {
  const options = readOptions();
  const lap = (what: string) => options.showTimings && log(`[timing] ${what} at ${Math.round(performance.now())} ms`);
  const env = await chooseAddresses(options);
  lap('addresses');
  const build = buildWebIfStale(() => log('Building the web interface (once per change; about half a minute)…'));
  build.catch(() => {}); // Awaited below, after the database.
  running.database = startDatabase(env);
  const { url } = await running.database;
  lap('database');
  await migrateDatabase(url);
  lap('migrations');
  await firstStart({ databaseUrl: url, env });
  lap('first start');
  await build;
  lap('web build');
  if (stoppedBy !== undefined) return;
  startProcesses(env, url);
  await Promise.all([...running.web, ...running.worker].map((child) => child.ready));
  lap('processes');
  log(
    `\n  Sluice is ready:  ${webAddress(env)}\n  Predictions at:   ${gatewayAddress(env)}\n  Stop it with:     Ctrl-C\n`,
  );
}

function readOptions(): Env {
  const { values } = parseOptions();
  return readEnv({ ...process.env, ...(values.port !== undefined && { PORT: values.port }) });
}

function parseOptions() {
  try {
    return parseArgs({ options: { port: { type: 'string', short: 'p' } } });
  } catch (cause) {
    throw new AppError({
      code: 'option_unknown',
      blame: 'user',
      message: cause instanceof Error ? cause.message : String(cause),
      hint: 'npm start -- --port 3001',
      cause,
    });
  }
}

async function chooseAddresses(wanted: Env): Promise<Env> {
  makeHome(wanted.home);
  refuseSecond(wanted.home);
  const { host } = wanted;
  const webPort = await claimPort({ host, port: wanted.webPort, purpose: 'the web interface', variable: 'PORT' });
  const gatewayPort = await claimPort({
    host,
    port: wanted.gatewayPort,
    purpose: 'predictions',
    variable: 'GATEWAY_PORT',
  });
  const env = { ...wanted, webPort, gatewayPort, readerPort: wanted.readerPort ?? (await freePort()) };
  await claimHome(env.home, { address: webAddress(env), gatewayAddress: gatewayAddress(env) });
  return env;
}

async function startDatabase({ databaseUrl, home }: Env): Promise<ReadyDatabase> {
  if (databaseUrl === undefined) return keepPostgres(home, log);
  await checkExternalDatabase(databaseUrl);
  return { url: databaseUrl, stop: async () => {} };
}

function startProcesses(env: Env, databaseUrl: string): void {
  const childEnv: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    HOST: env.host,
    PORT: String(env.webPort),
    GATEWAY_PORT: String(env.gatewayPort),
    READER_PORT: String(env.readerPort),
    SLUICE_HOME: env.home,
    SLUICE_DATA_DIR: env.dataDir,
  };
  const startIfPresent = (name: string, file: string) =>
    existsSync(join(projectRoot, file)) ? [supervise({ name, file, env: childEnv, log })] : [];
  running.web = [
    ...startIfPresent('web', 'server/boot/web.ts'),
    ...startIfPresent('gateway', 'server/gateway/main.ts'),
  ];
  running.worker = startIfPresent('worker', 'server/worker/main.ts');
}

function onSignal(signal: string): void {
  if (stoppedBy === undefined) {
    stoppedBy = { signal, at: Date.now() };
    log('\nStopping… (once more to kill)');
    void stopEverything().then(() => process.exit(0));
    return;
  }
  // npm passes Ctrl-C on to us after the terminal did: the same key, twice.
  if (Date.now() - stoppedBy.at < 400) return;
  for (const child of [...running.web, ...running.worker]) child.kill();
  process.exit(130);
}

/** Those who take requests first, then who works on them, then what keeps them. */
async function stopEverything(): Promise<void> {
  await Promise.all(running.web.map((child) => child.stop(4_000)));
  await Promise.all(running.worker.map((child) => child.stop(8_000)));
  const database = await running.database?.catch(() => undefined);
  await database?.stop();
}

function webAddress({ host, webPort }: Env): string {
  return `http://${host === '0.0.0.0' ? 'localhost' : host}:${webPort}`;
}

function gatewayAddress({ host, gatewayPort }: Env): string {
  return `http://${host === '0.0.0.0' ? 'localhost' : host}:${gatewayPort}`;
}
