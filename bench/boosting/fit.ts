import { readFileSync, writeFileSync } from 'node:fs';
import { predictRaw, trainBoostedTrees } from '../../server/training';
import { estimateTrainingBytes } from '../../server/training/boosting/training-plan';
import { type BoostingWork, boostingWork } from '../../server/training/boosting/work';
import { kernelTimes } from '../../server/training/wasm/crew';
import { areaUnderCurve, cardinality, readTable, type Shape, TEST_ROWS } from './tables';

export const ROUNDS = 100;

/** What a process that fitted one model tells. */
export interface Outcome {
  version: string;
  seconds: number;
  /** Of all threads together: on a busy machine steadier than `seconds`. */
  cpuSeconds: number;
  auc: number;
  /** Most memory while fitting, above that of the process with its data before. */
  fitBytes: number;
  kernelsMs?: Record<string, number>;
  work?: BoostingWork;
  estimatedBytes?: number;
}

/** Fits Sluice's trees in this process on the table that lies in the folder. */
export async function fitHere(folder: string, shape: Shape, threads: number): Promise<Outcome> {
  const train = await readTable(folder, 'train', shape, shape.rows);
  const codes = train.columns.map((_, f) => [f, cardinality(shape, f)] as const);
  const categories = new Map(codes.filter((entry): entry is readonly [number, number] => entry[1] !== undefined));
  const data = { ...train, featureNames: train.columns.map((_, f) => `x${f}`), classes: ['0', '1'], categories };
  let kernelsMs = {};
  let work: BoostingWork | undefined;
  kernelTimes.subscribe((times) => {
    kernelsMs = Object.fromEntries(times as Map<string, number>);
  });
  boostingWork.subscribe((done) => {
    work = done as BoostingWork;
  });
  const context = { onProgress() {}, signal: new AbortController().signal, threads };
  const before = restartPeak();
  const cpuBefore = process.cpuUsage();
  const startMs = performance.now();
  const settings = { task: 'binary', rounds: ROUNDS, leaves: shape.leaves, seed: 1 } as const;
  const model = await trainBoostedTrees(data, settings, context);
  const seconds = (performance.now() - startMs) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const cpuSeconds = (cpu.user + cpu.system) / 1e6;
  const fitBytes = peakBytes() - before;
  const test = await readTable(folder, 'test', shape, TEST_ROWS);
  const auc = areaUnderCurve(test.target, predictRaw(model, test.columns, TEST_ROWS));
  const estimatedBytes = estimateTrainingBytes(shape.rows, shape.features, settings, { threads });
  return { version: model.trainer.version, seconds, cpuSeconds, auc, fitBytes, kernelsMs, work, estimatedBytes };
}

/** Resident bytes now; the peak counts from here on, where the system allows it. */
export function restartPeak(): number {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Elsewhere than on Linux the peak includes what came before.
  }
  return process.memoryUsage.rss();
}

export function peakBytes(): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
