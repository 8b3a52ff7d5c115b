import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../env';
import { AppError } from '../errors';

export interface ProcessOptions {
  /** Shown before each line it writes. */
  readonly name: string;
  /** TypeScript, relative to the project. */
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
}

/** A process that is started again whenever it dies. */
export interface SupervisedProcess {
  /** Settles when it first said `{ type: 'ready' }`; rejects when it died before that too often. */
  readonly ready: Promise<void>;
  /** Asks it to end, waits, and kills it after the grace. */
  stop(graceMs: number): Promise<void>;
  /** Ends it and all it started, at once. */
  kill(): void;
}

const firstBackOffMs = 250;
const longestBackOffMs = 10_000;
const steadyAfterMs = 30_000;
const attemptsToGetReady = 3;

/** Starts a process and keeps it running. */
export function supervise({ name, file, env, log }: ProcessOptions): SupervisedProcess {
  let becomeReady = () => {};
  let giveUp = (_error: AppError) => {};
  const ready = new Promise<void>((resolve, reject) => {
    becomeReady = resolve;
    giveUp = reject;
  });
  ready.catch(() => {}); // Whoever waits sees it; nobody may be waiting yet.
  let child: ChildProcess;
  let isStopping = false;
  let wasReady = false;
  let failures = 0;

  const start = () => {
    const startedAt = Date.now();
    const lastLines: string[] = [];
    const write = (line: string) => {
      lastLines.push(line);
      if (lastLines.length > 30) lastLines.shift();
      log(`[${name}] ${line}`);
    };
    child = fork(file, [], {
      cwd: projectRoot,
      env,
      execArgv: ['--import', 'tsx'],
      // A group of its own: Ctrl-C in the terminal goes to the supervisor only, and kill() reaches its children.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    forwardLines(child.stdout, write);
    forwardLines(child.stderr, write);
    child.on('error', (error) => write(error.message));
    child.on('message', (message) => {
      if (!isReadyMessage(message)) return;
      wasReady = true;
      becomeReady();
    });
    child.once('exit', async (code, signal) => {
      if (isStopping) return;
      failures = Date.now() - startedAt > steadyAfterMs ? 1 : failures + 1;
      if (!wasReady && failures >= attemptsToGetReady) {
        giveUp(didNotStart(name, lastLines));
        return;
      }
      const backOffMs = Math.min(firstBackOffMs * 2 ** (failures - 1), longestBackOffMs);
      log(`[${name}] ended (${signal ?? `code ${code}`}); starting it again in ${backOffMs} ms`);
      await sleep(backOffMs);
      if (!isStopping) start();
    });
  };
  start();

  const kill = () => {
    isStopping = true;
    signalGroup(child, 'SIGKILL');
  };
  return {
    ready,
    kill,
    async stop(graceMs) {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      const isLate = await Promise.race([ended.then(() => false), sleep(graceMs, true, { ref: false })]);
      if (!isLate) return;
      log(`[${name}] did not end within ${graceMs} ms; killing it`);
      kill();
      await ended;
    },
  };
}

function forwardLines(stream: Readable | null, write: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on('line', write);
}

function isReadyMessage(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';
}

function didNotStart(name: string, lastLines: readonly string[]): AppError {
  const telling = lastLines.filter((line) => /error/i.test(line));
  const lastWords = (telling.length > 0 ? telling : lastLines).slice(-3).join(' | ') || 'none';
  return new AppError({
    code: 'process_did_not_start',
    blame: 'bug',
    message: `The ${name} process ended ${attemptsToGetReady} times before it was ready. Its last words: ${lastWords}`,
    place: { process: name },
    hint: 'The lines above have the details.',
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group has ended.
  }
}
