import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { AppError } from '../errors';
import { commandLine } from './process-identity';

/** A port of this machine that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const outcome = await tryListen('127.0.0.1', 0);
  if (outcome instanceof Error) throw outcome;
  return outcome;
}

export interface WantedPort {
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
  /** What it is for, for the message: `the web interface`. */
  readonly purpose: string;
  /** The environment variable that changes it. */
  readonly variable: string;
}

/** The port to use, or an error (`port_taken`) that names who holds it and a port that is free. */
export async function claimPort({ host, port, purpose, variable }: WantedPort): Promise<number> {
  const outcome = await tryListen(host, port);
  if (typeof outcome === 'number') return outcome;
  if (outcome.code === 'EADDRINUSE') {
    const holder = port === 0 ? undefined : whoListens(port);
    throw new AppError({
      code: 'port_taken',
      blame: 'environment',
      message: `Port ${port}, meant for ${purpose}, is already taken.`,
      place: { address: `${host}:${port}`, ...(holder && { 'held by': holder }) },
      hint: `Start on another: ${variable}=${await nextFreePort(host, port)} npm start`,
      cause: outcome,
    });
  }
  throw new AppError({
    code: 'port_unusable',
    blame: 'environment',
    message: `Port ${port} of ${host}, meant for ${purpose}, cannot be opened: ${outcome.message}`,
    place: { address: `${host}:${port}` },
    hint: `Set HOST or ${variable} to something else.`,
    cause: outcome,
  });
}

function tryListen(host: string, port: number): Promise<number | NodeJS.ErrnoException> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen(port, host, () => {
      const address = server.address();
      const chosen = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(chosen));
    });
  });
}

async function nextFreePort(host: string, taken: number): Promise<number> {
  for (let port = taken + 1; port <= Math.min(taken + 50, 65_535); port += 1) {
    if (typeof (await tryListen(host, port)) === 'number') return port;
  }
  return freePort();
}

/** The process that listens on a port, as far as this user may know. */
function whoListens(port: number): string | undefined {
  const pid = process.platform === 'linux' ? listenerFromProc(port) : listenerFromLsof(port);
  if (pid === undefined) return undefined;
  const command = commandLine(pid);
  return `process ${pid}${command ? ` (${command.slice(0, 100)})` : ''}`;
}

function listenerFromProc(port: number): number | undefined {
  const sockets = listeningSockets(port);
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (Number.isInteger(pid) && openFiles(pid).some((file) => sockets.has(file))) return pid;
  }
  return undefined;
}

const listening = '0A';

function listeningSockets(port: number): Set<string> {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => {
    try {
      return readFileSync(file, 'utf8').split('\n').slice(1);
    } catch {
      return [];
    }
  });
  const fields = rows.map((row) => row.trim().split(/\s+/));
  return new Set(
    fields.filter((row) => row[1]?.endsWith(suffix) && row[3] === listening).map((row) => `socket:[${row[9]}]`),
  );
}

function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).map((name) => {
      try {
        return readlinkSync(`${folder}/${name}`);
      } catch {
        return '';
      }
    });
  } catch {
    return []; // Another user's process, or one that ended.
  }
}

function listenerFromLsof(port: number): number | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    const answer = execFileSync('lsof', [`-iTCP:${port}`, '-sTCP:LISTEN', '-t'], { encoding: 'utf8', stdio: 'pipe' });
    return Number.parseInt(answer, 10) || undefined;
  } catch {
    return undefined;
  }
}
