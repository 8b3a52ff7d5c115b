import { Worker } from 'node:worker_threads';

const BYTES = 256 * 2 ** 20;
const REPEATS = 4;

/** Bytes per second that `threads` threads together read and write when each copies memory of its own. */
export async function memoryBandwidth(threads: number): Promise<number> {
  const script = `
    const { parentPort } = require('node:worker_threads');
    const from = new Uint8Array(${BYTES}).fill(1), to = new Uint8Array(${BYTES});
    to.set(from);
    parentPort.once('message', () => {
      for (let i = 0; i < ${REPEATS}; i++) to.set(from);
      parentPort.postMessage('done');
    });
    parentPort.postMessage('ready');`;
  const workers = Array.from({ length: threads }, () => new Worker(script, { eval: true, execArgv: [] }));
  const answers = () => Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))));
  await answers();
  const startMs = performance.now();
  const done = answers();
  for (const worker of workers) worker.postMessage('go');
  await done;
  const seconds = (performance.now() - startMs) / 1000;
  await Promise.all(workers.map((worker) => worker.terminate()));
  return (2 * BYTES * REPEATS * threads) / seconds;
}
