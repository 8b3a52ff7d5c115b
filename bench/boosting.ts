/**
 * Boosted trees against LightGBM and scikit-learn on the same generated rows, one after the other in the same minute.
 *
 *     npx tsx bench/boosting.ts [--rows 500000] [--repeats 3] [--threads 2]
 *
 * Every fit has a process of its own. Times are of the fit alone, binning included; peak memory is the process's,
 * data included. Peers need `pip install lightgbm scikit-learn`.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { predictRaw, trainBoostedTrees } from '../server/training';
import { kernelTimes } from '../server/training/wasm/crew';

const FEATURES = 28;
const TEST_ROWS = 100_000;
const ROUNDS = 100;
const LEAVES = 31;
const PEERS = ['lightgbm', 'lightgbm-quantized', 'scikit-learn'];

interface Outcome {
  version: string;
  seconds: number;
  auc: number;
  peakBytes: number;
  kernelsMs?: Record<string, number>;
}

const run = promisify(execFile);
const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '500000' },
    repeats: { type: 'string', default: '3' },
    threads: { type: 'string', default: '2' },
    fit: { type: 'string' },
  },
});
const rows = Number(options.rows);
const threads = Number(options.threads);

if (options.fit) process.stdout.write(JSON.stringify(await fitHere(options.fit)));
else await compare();

async function compare(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-boosting-'));
  try {
    await writeTable(folder, 'train', rows, 1);
    await writeTable(folder, 'test', TEST_ROWS, 2);
    const results = new Map<string, Outcome[]>();
    const missing = new Set<string>();
    for (let repeat = 0; repeat < Number(options.repeats); repeat++) {
      for (const name of ['sluice', ...PEERS]) {
        if (missing.has(name)) continue;
        try {
          const outcome = name === 'sluice' ? await fitInProcess(folder) : await fitPeer(name, folder);
          results.set(name, [...(results.get(name) ?? []), outcome]);
        } catch (error) {
          if (name === 'sluice') throw error;
          missing.add(name);
          console.log(`${name} skipped, python3 could not run it: ${lastLine(error)}`);
        }
      }
    }
    print(results);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function print(results: Map<string, Outcome[]>): void {
  console.log(
    `${rows} × ${FEATURES}, ${ROUNDS} rounds, ${LEAVES} leaves, ${threads} threads, median of ${options.repeats}\n`,
  );
  console.log('| | seconds (all) | Sluice takes | AUC | peak MB |\n|---|---|---|---|---|');
  const own = median(results.get('sluice')!);
  for (const [name, outcomes] of results) {
    const middle = median(outcomes);
    const all = outcomes.map(({ seconds }) => seconds.toFixed(2)).join(' ');
    const ratio = `${(own.seconds / middle.seconds).toFixed(2)}×`;
    const cells = [`${name} ${middle.version}`, `${middle.seconds.toFixed(2)} (${all})`, ratio];
    console.log(`| ${[...cells, middle.auc.toFixed(4), (middle.peakBytes / 1e6).toFixed(0)].join(' | ')} |`);
  }
  const kernels = Object.entries(own.kernelsMs!).sort((a, b) => b[1] - a[1]);
  console.log('\nWhere the time goes, ms:', kernels.map(([name, ms]) => `${name} ${ms.toFixed(0)}`).join(', '));
  const inKernels = kernels.reduce((sum, [, ms]) => sum + ms, 0);
  console.log(`outside kernels ${(own.seconds * 1000 - inKernels).toFixed(0)}`);
}

function median(outcomes: Outcome[]): Outcome {
  return [...outcomes].sort((a, b) => a.seconds - b.seconds)[outcomes.length >> 1]!;
}

async function fitInProcess(folder: string): Promise<Outcome> {
  const script = fileURLToPath(import.meta.url);
  const args = ['--import', 'tsx', script, '--fit', folder, '--rows', String(rows), '--threads', String(threads)];
  return JSON.parse((await run(process.execPath, args)).stdout);
}

async function fitPeer(name: string, folder: string): Promise<Outcome> {
  const script = fileURLToPath(new URL('./peers/boosting.py', import.meta.url));
  const numbers = [rows, TEST_ROWS, FEATURES, threads, ROUNDS, LEAVES].map(String);
  return JSON.parse((await run('python3', [script, name, folder, ...numbers])).stdout);
}

async function fitHere(folder: string): Promise<Outcome> {
  const train = await readTable(folder, 'train', rows);
  const test = await readTable(folder, 'test', TEST_ROWS);
  const data = { ...train, featureNames: train.columns.map((_, f) => `x${f}`), classes: ['0', '1'] };
  let kernelsMs = {};
  kernelTimes.subscribe((times) => {
    kernelsMs = Object.fromEntries(times as Map<string, number>);
  });
  const context = { onProgress() {}, signal: new AbortController().signal, threads };
  const startMs = performance.now();
  const model = await trainBoostedTrees(data, { task: 'binary', rounds: ROUNDS, leaves: LEAVES, seed: 1 }, context);
  const seconds = (performance.now() - startMs) / 1000;
  const auc = areaUnderCurve(test.target, predictRaw(model, test.columns, TEST_ROWS));
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return { version: model.trainer.version, seconds, auc, peakBytes, kernelsMs };
}

/** In the manner of HIGGS: smooth features, some rounded, some skewed, one in fifty missing in three of them. */
async function writeTable(folder: string, name: string, rowCount: number, seed: number): Promise<void> {
  const random = mulberry32(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const values = new Float64Array(rowCount * FEATURES);
  const target = new Float64Array(rowCount);
  const x = new Float64Array(FEATURES);
  for (let row = 0; row < rowCount; row++) {
    for (let f = 0; f < FEATURES; f++) {
      const z = normal();
      x[f] = f % 7 === 3 ? Math.exp(z / 2) : f % 7 === 5 ? Math.round(z * 2) / 2 : z;
    }
    x[21] = x[0]! * x[1]! + 0.5 * normal();
    x[22] = Math.abs(x[2]!) + x[3]! + 0.5 * normal();
    const margin =
      0.5 * x[0]! * x[1]! + 0.4 * Math.sin(2 * x[2]!) + 0.3 * x[3]! - 0.3 * (x[4]! > 0.5 ? x[5]! : -x[6]!) - 0.35;
    target[row] = random() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
    for (let f = 0; f < FEATURES; f++) values[f * rowCount + row] = f > 24 && random() < 0.02 ? Number.NaN : x[f]!;
  }
  await writeFile(join(folder, `${name}.f64`), values);
  await writeFile(join(folder, `${name}-target.f64`), target);
}

async function readTable(folder: string, name: string, rowCount: number) {
  const values = doubles(await readFile(join(folder, `${name}.f64`)));
  const target = doubles(await readFile(join(folder, `${name}-target.f64`)));
  const columns = Array.from({ length: FEATURES }, (_, f) => values.subarray(f * rowCount, (f + 1) * rowCount));
  return { columns, target, rowCount };
}

function doubles(bytes: Buffer): Float64Array {
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
}

/** Tommy Ettinger's 32-bit generator: small, and the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Share of pairs that are ranked right, ties counting half. */
function areaUnderCurve(target: Float64Array, scores: Float64Array): number {
  const order = Uint32Array.from(target, (_, row) => row).sort((a, b) => scores[a]! - scores[b]!);
  let rankSum = 0;
  let positives = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end++;
    for (let i = start; i < end; i++) {
      if (target[order[i]!] !== 1) continue;
      rankSum += (start + end + 1) / 2;
      positives++;
    }
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (order.length - positives));
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1) ?? '';
}
