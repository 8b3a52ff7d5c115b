/**
 * Linear models against scikit-learn on the same generated rows, one after the other in the same minute.
 *
 *     npx tsx bench/linear.ts [--rows 500000] [--repeats 3] [--threads 2]
 *
 * Every fit has a process of its own. Times are of the fit alone, standardising included; CPU seconds are of all its
 * threads, and hold on a busy machine too; peak memory is the process's, data included. scikit-learn stops where its defaults say; the largest difference of coefficients is to its own at a
 * tolerance of 1e-9. It needs `pip install scikit-learn`.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { type LinearSettings, trainLinear } from '../server/training';
import { kernelTimes } from '../server/training/wasm/crew';

const FEATURES = 28;
const CASES: Record<string, LinearSettings> = {
  logistic: { task: 'binary', seed: 1 },
  multinomial: { task: 'multiclass', seed: 1 },
  lasso: { task: 'regression', family: 'lasso', alpha: 0.05, seed: 1 },
  'elastic-net': { task: 'regression', family: 'elastic-net', alpha: 0.1, l1Ratio: 0.5, seed: 1 },
};

interface Outcome {
  version: string;
  seconds: number;
  cpuSeconds: number;
  peakBytes: number;
  coefficients: number[][];
  iterations?: number;
  kernelsMs?: Record<string, number>;
}

const run = promisify(execFile);
const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '500000' },
    repeats: { type: 'string', default: '3' },
    threads: { type: 'string', default: '2' },
    fit: { type: 'string' },
    folder: { type: 'string' },
  },
});
const rows = Number(options.rows);

if (options.fit) process.stdout.write(JSON.stringify(await fitHere(options.fit, options.folder!)));
else await compare();

async function compare(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-linear-'));
  let peerFails: string | undefined;
  try {
    await writeTable(folder);
    console.log(`${rows} × ${FEATURES}, ${options.threads} threads, best of ${options.repeats}\n`);
    console.log('| | Sluice s (CPU) | scikit-learn s (CPU) | ratio (CPU) | largest difference | Sluice MB | its MB |');
    console.log('|---|---|---|---|---|---|---|');
    for (const name of Object.keys(CASES)) {
      const own: Outcome[] = [];
      const peer: Outcome[] = [];
      for (let repeat = 0; repeat < Number(options.repeats); repeat++) {
        own.push(await fitInProcess(name, folder));
        if (peerFails === undefined) {
          try {
            peer.push(await fitPeer(name, folder));
          } catch (error) {
            peerFails = lastLine(error);
          }
        }
      }
      print(name, best(own), peer.length > 0 ? best(peer) : undefined);
    }
    if (peerFails !== undefined) console.log(`\nscikit-learn SKIPPED, python3 could not run it: ${peerFails}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function print(name: string, own: Outcome, peer: Outcome | undefined): void {
  const time = ({ seconds, cpuSeconds }: Outcome) => `${seconds.toFixed(2)} (${cpuSeconds.toFixed(2)})`;
  const megabytes = ({ peakBytes }: Outcome) => (peakBytes / 1e6).toFixed(0);
  const cells = peer
    ? [
        time(own),
        `${time(peer)} ${peer.version}`,
        `${(own.seconds / peer.seconds).toFixed(2)}× (${(own.cpuSeconds / peer.cpuSeconds).toFixed(2)}×)`,
        largestDifference(own, peer).toExponential(1),
        megabytes(own),
        megabytes(peer),
      ]
    : [time(own), 'skipped', '', '', megabytes(own), ''];
  console.log(`| ${name} | ${cells.join(' | ')} |`);
  const kernels = Object.entries(own.kernelsMs!).map(([kernel, ms]) => `${kernel} ${ms.toFixed(0)}`);
  const rest = own.seconds * 1000 - Object.values(own.kernelsMs!).reduce((sum, ms) => sum + ms, 0);
  console.log(`<!-- ms: ${kernels.join(', ')}, rest ${rest.toFixed(0)}; ${own.iterations} iterations -->`);
}

function largestDifference(own: Outcome, peer: Outcome): number {
  const theirs = peer.coefficients.flat();
  return own.coefficients.flat().reduce((most, own, i) => Math.max(most, Math.abs(own - theirs[i]!)), 0);
}

function best(outcomes: Outcome[]): Outcome {
  return outcomes.reduce((a, b) => (b.seconds < a.seconds ? b : a));
}

async function fitInProcess(name: string, folder: string): Promise<Outcome> {
  const script = fileURLToPath(import.meta.url);
  const args = ['--import', 'tsx', script, '--fit', name, '--folder', folder, '--rows', String(rows)];
  return JSON.parse((await run(process.execPath, [...args, '--threads', options.threads])).stdout);
}

async function fitPeer(name: string, folder: string): Promise<Outcome> {
  const script = fileURLToPath(new URL('./peers/linear.py', import.meta.url));
  return JSON.parse((await run('python3', [script, name, folder, String(rows), String(FEATURES)])).stdout);
}

async function fitHere(name: string, folder: string): Promise<Outcome> {
  const settings = CASES[name]!;
  const values = doubles(await readFile(join(folder, 'columns.f64')));
  const columns = Array.from({ length: FEATURES }, (_, f) => values.subarray(f * rows, (f + 1) * rows));
  const target = doubles(await readFile(join(folder, `${settings.task === 'regression' ? 'value' : name}.f64`)));
  const classes = { binary: ['0', '1'], multiclass: ['0', '1', '2', '3'], regression: undefined }[settings.task];
  const data = { columns, target, rowCount: rows, featureNames: columns.map((_, f) => `x${f}`), classes };
  let kernelsMs = {};
  kernelTimes.subscribe((times) => {
    kernelsMs = Object.fromEntries(times as Map<string, number>);
  });
  const context = { onProgress() {}, signal: new AbortController().signal, threads: Number(options.threads) };
  const startCpu = process.cpuUsage();
  const startMs = performance.now();
  const model = await trainLinear(data, settings, context);
  const seconds = (performance.now() - startMs) / 1000;
  const { user, system } = process.cpuUsage(startCpu);
  const { coefficients, iterations, trainer } = model;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const cpuSeconds = (user + system) / 1e6;
  return { version: trainer.version, seconds, cpuSeconds, peakBytes, coefficients, iterations, kernelsMs };
}

/** Standard normal features, some of which follow others; a noisy linear value, and classes cut from it. */
async function writeTable(folder: string): Promise<void> {
  const random = mulberry32(1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const columns = new Float64Array(rows * FEATURES);
  const [value, logistic, multinomial] = [0, 0, 0].map(() => new Float64Array(rows)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let row = 0; row < rows; row++) {
    let margin = 0;
    for (let f = 0; f < FEATURES; f++) {
      const x = f % 4 === 3 ? 0.8 * columns[(f - 1) * rows + row]! + 0.6 * normal() : normal();
      columns[f * rows + row] = x;
      margin += (f % 3 === 0 ? 0.5 : f % 3 === 1 ? -0.2 : 0) * x;
    }
    value[row] = margin + normal();
    logistic[row] = random() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
    multinomial[row] = Math.max(0, Math.min(3, Math.floor(value[row]! / 2) + 2));
  }
  for (const [name, numbers] of Object.entries({ columns, value, logistic, multinomial })) {
    await writeFile(join(folder, `${name}.f64`), numbers);
  }
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

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1) ?? '';
}
