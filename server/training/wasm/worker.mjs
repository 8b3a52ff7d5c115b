// A helper thread of `Crew` (crew.ts): waits for a command in shared memory, runs its share, reports, waits again.
// Plain JavaScript, so that it starts alike under node, tsx and vitest, without a loader.
import { parentPort, workerData } from 'node:worker_threads';

const { module, memory, thread, threads, commandNames, words, argumentsAt } = workerData;
const kernels = new WebAssembly.Instance(module, { env: { memory, abort } }).exports;
const commands = commandNames.map((name) => kernels[name]);
const control = new Int32Array(memory.buffer, 0, 256);
const args = new Float64Array(memory.buffer, argumentsAt, 32);

function abort() {
  throw new Error('A training kernel aborted.');
}

parentPort.postMessage('ready');
let turn = 0;
for (;;) {
  // Commands follow each other within microseconds, so spin a little before sleeping.
  let spins = 0;
  while (Atomics.load(control, words.turn) === turn) {
    if (++spins > 20_000) Atomics.wait(control, words.turn, turn, 1000);
  }
  turn = Atomics.load(control, words.turn);
  const command = control[words.command];
  if (command < 0) break;
  try {
    commands[command](thread, threads, ...args.subarray(0, control[words.argumentCount]));
  } catch {
    Atomics.store(control, words.failed, 1);
  }
  Atomics.add(control, words.finished, 1);
  Atomics.notify(control, words.finished);
}
