import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { throwIfCancelled } from '../training-error';
import type { ForestPlan } from './plan';

/** A tree as the kernel leaves it: arrays by node; children lie side by side, `left` first. */
export interface RawTree {
  /** -1 at a leaf. */
  feature: Int32Array;
  bin: Uint8Array;
  missingLeft: Uint8Array;
  left: Int32Array;
  /** What a split takes off the weighted impurity. */
  gain: Float64Array;
  /** By node and class: the mean target or the classes' shares, at leaves. */
  values: Float64Array;
  /** 32 bytes by node, a bit for each bin that goes left; empty when no feature is categorical. */
  members: Uint8Array;
  /** By row, those of the validation part last: its leaf, or `NO_LEAF` for a row the bootstrap drew. */
  leafOf: Uint32Array;
}

export const NO_LEAF = 0xffffffff;

let compiled: WebAssembly.Module | undefined;

/**
 * Grows trees `from` to `to` - 1, one at a time on each of as many threads as there are jobs, and hands them over in
 * their order. Unlike boosting, trees do not wait for one another, so threads share no commands and the calling thread
 * stays free. Rejects with an `AbortError` as soon as the signal fires: the threads are ended where they are.
 */
export async function growTrees(
  memory: WebAssembly.Memory,
  { jobs, counterAt }: Pick<ForestPlan, 'jobs' | 'counterAt'>,
  trees: { from: number; to: number },
  signal: AbortSignal,
  take: (tree: RawTree) => void,
): Promise<void> {
  throwIfCancelled(signal);
  if (trees.from === trees.to) return;
  new Int32Array(memory.buffer, counterAt, 1)[0] = trees.from;
  compiled ??= new WebAssembly.Module(readFileSync(new URL('../wasm/forest.wasm', import.meta.url)));
  const module = compiled;
  const workers = jobs.map(({ at, job }) => {
    const workerData = { module, memory, jobAt: at, job, counterAt, trees: trees.to };
    // Without loaders the parent was started with: the worker needs none, and they cost 100 ms.
    return new Worker(fileURLToPath(new URL('./worker.mjs', import.meta.url)), { execArgv: [], workerData });
  });
  let cancel = () => {};
  try {
    await new Promise<void>((resolve, reject) => {
      cancel = () => reject(abortError(signal));
      signal.addEventListener('abort', cancel);
      const early = new Map<number, RawTree>();
      let next = trees.from;
      const receive = ({ tree, grown }: { tree: number; grown: RawTree }) => {
        early.set(tree, grown);
        // What arrives after the end is of no use.
        for (let ready = early.get(next); ready && !signal.aborted; ready = early.get(next)) {
          early.delete(next++);
          take(ready);
        }
        if (next === trees.to) resolve();
      };
      for (const worker of workers) {
        worker.on('message', (message) => {
          try {
            receive(message);
          } catch (error) {
            reject(error);
          }
        });
        worker.once('error', reject);
        worker.once('exit', (code) => code !== 0 && reject(new Error('A thread that grows trees ended early.')));
      }
    });
  } finally {
    signal.removeEventListener('abort', cancel);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function abortError(signal: AbortSignal): unknown {
  try {
    throwIfCancelled(signal);
  } catch (error) {
    return error;
  }
}
