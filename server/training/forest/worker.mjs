// A thread that grows trees for growers.ts: takes the next tree's number, grows it, sends a copy, until none is left.
// Plain JavaScript, so that it starts alike under node, tsx and vitest, without a loader.
import { parentPort, workerData } from 'node:worker_threads';

const { module, memory, jobAt, job, counterAt, trees } = workerData;
const { growTree } = new WebAssembly.Instance(module, { env: { memory, abort } }).exports;
const { buffer } = memory;
const counter = new Int32Array(buffer, counterAt, 1);

function abort() {
  throw new Error('The tree kernel aborted.');
}

for (let tree = Atomics.add(counter, 0, 1); tree < trees; tree = Atomics.add(counter, 0, 1)) {
  const nodes = growTree(jobAt, tree);
  const grown = {
    feature: new Int32Array(buffer, job.nodeFeature, nodes).slice(),
    bin: new Uint8Array(buffer, job.nodeBin, nodes).slice(),
    missingLeft: new Uint8Array(buffer, job.nodeMissingLeft, nodes).slice(),
    left: new Int32Array(buffer, job.nodeLeft, nodes).slice(),
    gain: new Float64Array(buffer, job.nodeGain, nodes).slice(),
    values: new Float64Array(buffer, job.nodeValues, nodes * job.classes).slice(),
    members: new Uint8Array(buffer, job.nodeMembers, job.nodeMembers ? nodes * 32 : 0).slice(),
    leafOf: new Uint32Array(buffer, job.leafOf, job.allRows).slice(),
  };
  parentPort.postMessage(
    { tree, grown },
    Object.values(grown).map((array) => array.buffer),
  );
}
