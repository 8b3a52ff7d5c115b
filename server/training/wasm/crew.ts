import { channel } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { TrainingError } from '../training-error';

/** Kernels that threads share; see assembly/. A command is sent as its place in this list. */
const COMMANDS = [
  'addLeafValues',
  'addProducts',
  'buildHistogram',
  'columnsToRows',
  'countAndSearch',
  'countRows',
  'drawRows',
  'findBounds',
  'huberGradients',
  'leafQuantiles',
  'linearLoss',
  'logisticGradients',
  'mapBins',
  'partitionRows',
  'poissonGradients',
  'quantileGradients',
  'quantize',
  'searchSplits',
  'softmaxGradients',
  'softmaxProbabilities',
  'squaredGradients',
  'standardiseColumns',
  'walkTree',
] as const;
export type Command = (typeof COMMANDS)[number];

type Kernel = (...args: number[]) => number;

/** Words of the control block, each on a cache line of its own. */
const WORDS = { turn: 0, finished: 16, command: 32, argumentCount: 48, failed: 64 };
const ARGUMENTS_AT = 512;
const PAGE_BYTES = 65_536;
const MAX_BYTES = 65_536 * PAGE_BYTES;
/** Memory below this belongs to the crew. */
export const FIRST_FREE_BYTE = 4096;

/** On close, a crew says here how many milliseconds each kernel took: `Map<Command, number>`. For benchmarks. */
export const kernelTimes = channel('sluice.training.kernel-times');

let compiled: WebAssembly.Module | undefined;

/**
 * The calling thread and `threads - 1` workers over one shared WebAssembly memory. `run` is synchronous: every thread
 * does its share of the command and the call returns when all are done.
 */
export class Crew {
  private turn = 0;
  private readonly timesMs = new Map<Command, number>();
  private readonly control: Int32Array;
  private readonly args: Float64Array;
  private readonly kernels: Record<Command | 'joinPartitions', Kernel>;

  private constructor(
    readonly threads: number,
    readonly memory: WebAssembly.Memory,
    module: WebAssembly.Module,
    private readonly workers: Worker[],
  ) {
    const abort = () => {
      throw new Error('A training kernel aborted.');
    };
    this.kernels = new WebAssembly.Instance(module, { env: { memory, abort } }).exports as typeof this.kernels;
    this.control = new Int32Array(memory.buffer, 0, 256);
    this.args = new Float64Array(memory.buffer, ARGUMENTS_AT, 32);
  }

  /** Starts the threads, which takes some 40 ms when there are workers. `close` must follow. */
  static async start(threads: number): Promise<Crew> {
    compiled ??= new WebAssembly.Module(readFileSync(new URL('./kernels.wasm', import.meta.url)));
    const module = compiled;
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536, shared: true });
    const workers = Array.from({ length: threads - 1 }, (_, other) => {
      const start = { module, memory, thread: other + 1, threads };
      return new Worker(fileURLToPath(new URL('./worker.mjs', import.meta.url)), {
        // Without loaders the parent was started with: the worker needs none, and they cost 100 ms.
        execArgv: [],
        workerData: { ...start, commandNames: COMMANDS, words: WORDS, argumentsAt: ARGUMENTS_AT },
      });
    });
    const crew = new Crew(threads, memory, module, workers);
    try {
      await Promise.all(workers.map(untilReady));
    } catch (error) {
      await crew.close();
      throw error;
    }
    return crew;
  }

  /** Makes the memory at least `bytes` long. Views made before do not reach the new part. */
  reserve(bytes: number): void {
    const missing = bytes - this.memory.buffer.byteLength;
    if (bytes > MAX_BYTES)
      throw new TrainingError(
        'too-large',
        `The training data needs ${gigabytes(bytes)} of memory; the trainer can use 4 GB. Take fewer rows or columns.`,
      );
    if (missing <= 0) return;
    try {
      this.memory.grow(Math.ceil(missing / PAGE_BYTES));
    } catch {
      throw new TrainingError('too-large', `There are no ${gigabytes(bytes)} of memory for the training data.`);
    }
  }

  /** Runs a kernel on all threads. */
  run(command: Command, ...args: number[]): void {
    const startMs = performance.now();
    if (this.threads === 1) this.kernels[command](0, 1, ...args);
    else this.runTogether(command, args);
    this.addTime(command, startMs);
  }

  /** Runs a kernel on the calling thread alone, for work too small to share. */
  runAlone(command: Command, ...args: number[]): void {
    const startMs = performance.now();
    this.kernels[command](0, 1, ...args);
    this.addTime(command, startMs);
  }

  /** `runAlone` or `run`, by whether the work is worth sharing. Returns the number of threads that took part. */
  runShared(isWorthSharing: boolean, command: Command, ...args: number[]): number {
    if (isWorthSharing) this.run(command, ...args);
    else this.runAlone(command, ...args);
    return isWorthSharing ? this.threads : 1;
  }

  /** See `joinPartitions` in assembly/partition.ts. */
  joinPartitions(parts: number, start: number, end: number, index: number, rights: number, counts: number): number {
    return this.kernels.joinPartitions(parts, start, end, index, rights, counts);
  }

  /** Ends the workers; resolves when they are gone. */
  async close(): Promise<void> {
    this.control[WORDS.command] = -1;
    this.release();
    await Promise.all(this.workers.map((worker) => worker.terminate()));
    kernelTimes.publish(this.timesMs);
  }

  private runTogether(command: Command, args: number[]): void {
    const { control } = this;
    control[WORDS.command] = COMMANDS.indexOf(command);
    control[WORDS.argumentCount] = args.length;
    this.args.set(args);
    this.release();
    this.kernels[command](0, this.threads, ...args);
    let spins = 0;
    for (;;) {
      const finished = Atomics.load(control, WORDS.finished);
      if (finished === this.threads - 1) break;
      // A worker that lost its core gets it sooner when this thread sleeps.
      if (++spins > 20_000) Atomics.wait(control, WORDS.finished, finished, 1);
    }
    if (Atomics.load(control, WORDS.failed)) throw new Error(`The kernel ${command} failed in a worker thread.`);
  }

  private addTime(command: Command, startMs: number): void {
    this.timesMs.set(command, (this.timesMs.get(command) ?? 0) + performance.now() - startMs);
  }

  private release(): void {
    Atomics.store(this.control, WORDS.finished, 0);
    Atomics.store(this.control, WORDS.turn, ++this.turn);
    Atomics.notify(this.control, WORDS.turn);
  }
}

function untilReady(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('A training thread ended before it was ready.')));
  });
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
