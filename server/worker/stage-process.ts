import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StageProgress } from '@/nodes/kernel/define-run';
import type { StageError } from '@/server/db/runs';
import { projectRoot } from '@/server/env';
import { formatBytes } from '@/server/store/disk';
import type { Ending, FromChild, ToChild } from './messages';

export interface StageLimits {
  readonly memoryBytes: number;
  readonly timeMs: number;
  /** How long a stage may take to stop by itself before it is killed. */
  readonly cancelGraceMs: number;
}

export interface ProcessSettings {
  readonly environment: Readonly<Record<string, string>>;
  /** A module that exports `runtime`, in place of nodes/runtime.gen.ts. */
  readonly runtimeModule?: string;
}

export interface WorkListener {
  progress(progress: StageProgress): void;
  log(message: string): void;
}

/** Native buffers and the engine come on top of what a stage may use. */
const overheadBytes = 300e6;
const memoryCheckMs = 250;

/** One forked process that runs stages one after the other; killed when a stage exceeds its limits. */
export class StageProcess {
  private readonly child: ChildProcess;
  private readonly ready: Promise<void>;
  private end: ((ending: Ending) => void) | undefined;
  private listener: WorkListener | undefined;
  private killedFor: StageError | undefined;
  private isCancelKill = false;
  /** A cancellation that came before the process was ready for the work. */
  private isCancelledEarly = false;
  private killTimer: NodeJS.Timeout | undefined;
  isDead = false;

  constructor(
    private readonly limits: StageLimits,
    { runtimeModule, environment }: ProcessSettings,
  ) {
    this.child = fork(join(projectRoot, 'server/worker/stage-child.ts'), runtimeModule ? [runtimeModule] : [], {
      cwd: projectRoot,
      env: { ...process.env, ...environment },
      execArgv: ['--import', 'tsx', `--max-old-space-size=${Math.floor(limits.memoryBytes / 1e6)}`],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.ready = new Promise((resolve) => {
      this.child.on('message', (message: FromChild) => {
        if (message.type === 'ready') resolve();
        else this.hear(message);
      });
      this.child.on('exit', resolve);
    });
    this.child.on('error', () => {});
    this.child.on('exit', (code, signal) => this.died(code, signal));
  }

  /** Runs one piece of work to its end; never rejects. */
  async perform(message: Exclude<ToChild, { type: 'cancel' }>, title: string, listener: WorkListener): Promise<Ending> {
    this.isCancelledEarly = false;
    await this.ready;
    if (this.isCancelledEarly) return { type: 'cancelled' };
    if (this.isDead) return failedEnding(lostProcess(title));
    const watch = setInterval(() => this.checkMemory(title), memoryCheckMs);
    const timeLimit = setTimeout(() => this.kill(timeExceeded(title, this.limits.timeMs)), this.limits.timeMs);
    this.listener = listener;
    try {
      return await new Promise<Ending>((resolve) => {
        this.end = resolve;
        this.child.send(message);
      }).then((ending) => nameProcessLoss(ending, title));
    } finally {
      clearInterval(watch);
      clearTimeout(timeLimit);
      clearTimeout(this.killTimer);
      this.end = undefined;
      this.listener = undefined;
    }
  }

  /** Asks the stage to stop; kills the process when it does not within the grace time. */
  cancel(): void {
    if (this.isDead || this.killTimer !== undefined) return;
    if (this.end === undefined) {
      this.isCancelledEarly = true;
      return;
    }
    this.child.send({ type: 'cancel' } satisfies ToChild);
    this.killTimer = setTimeout(() => {
      this.isCancelKill = true;
      this.child.kill('SIGKILL');
    }, this.limits.cancelGraceMs);
  }

  stop(): void {
    if (!this.isDead) this.child.kill('SIGKILL');
  }

  private hear(message: Exclude<FromChild, { type: 'ready' }>): void {
    if (message.type === 'progress') {
      const { type: _, ...progress } = message;
      this.listener?.progress(progress);
    } else if (message.type === 'log') this.listener?.log(message.message);
    else {
      clearTimeout(this.killTimer);
      this.killTimer = undefined;
      this.end?.(message);
    }
  }

  private checkMemory(title: string): void {
    const used = residentBytes(this.child.pid);
    if (used > this.limits.memoryBytes + overheadBytes) this.kill(memoryExceeded(title, this.limits.memoryBytes));
  }

  private kill(reason: StageError): void {
    this.killedFor = reason;
    this.child.kill('SIGKILL');
  }

  private died(code: number | null, signal: NodeJS.Signals | null): void {
    this.isDead = true;
    const reason = this.killedFor ?? { ...lostProcess(''), message: describeExit(code, signal) };
    this.end?.(this.isCancelKill ? { type: 'cancelled' } : failedEnding(reason));
  }
}

/** Linux only: elsewhere the limits of the JavaScript heap and of the engine have to do. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
  } catch {
    return 0;
  }
}

const failedEnding = (error: StageError): Ending => ({ type: 'failed', error, stack: error.message, artifacts: [] });

const lostProcess = (title: string): StageError => ({
  code: 'process_lost',
  blame: 'environment',
  message: `The process that ran “${title}” ended before it began.`,
});

function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal === 'SIGKILL' || signal === 'SIGABRT' || code === 134 || code === 137) {
    return 'was ended by the system, most likely because memory ran out';
  }
  return `ended unexpectedly (${signal ?? `exit code ${code}`})`;
}

/** A loss is told in words about the node, not about processes. */
function nameProcessLoss(ending: Ending, title: string): Ending {
  if (ending.type !== 'failed' || ending.error.code !== 'process_lost') return ending;
  const hint = 'Sample the rows or use fewer columns if this happens again.';
  return { ...ending, error: { ...ending.error, message: `“${title}” ${ending.error.message}.`, hint } };
}

const memoryExceeded = (title: string, limitBytes: number): StageError => ({
  code: 'memory_limit',
  blame: 'user',
  message: `“${title}” needed more than the ${formatBytes(limitBytes)} of memory that a stage may use.`,
  hint: 'Sample the rows, use fewer columns, or give stages more memory (SLUICE_STAGE_MEMORY_MB).',
});

const timeExceeded = (title: string, limitMs: number): StageError => ({
  code: 'time_limit',
  blame: 'user',
  message: `“${title}” took longer than the ${Math.round(limitMs / 60_000)} minutes that a stage may take.`,
  hint: 'Sample the rows, or split the work.',
});
