/**
 * Boosted trees against LightGBM (plain and with quantised gradients) and scikit-learn on the same generated rows, one
 * after the other in the same minute.
 *
 *     npx tsx bench/boosting.ts [--shapes 500k,1m-cat] [--repeats 3] [--threads 2] [--profile]
 *
 * Every fit has a process of its own. Times are of the fit alone, binning included. Memory is the most there was while
 * fitting, above the loaded data. The limit is the time that memory needs for the bytes a training must touch, at the
 * bandwidth of copies on as many threads. On a busy machine compare CPU seconds with --threads 1: waiting threads spin. Peers need `pip install lightgbm scikit-learn`.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { memoryBandwidth } from './boosting/bandwidth';
import { fitHere, type Outcome, ROUNDS } from './boosting/fit';
import { SHAPES, type Shape, TEST_ROWS, writeTable } from './boosting/tables';

const PEERS = ['lightgbm', 'lightgbm-quantized', 'scikit-learn'];

const run = promisify(execFile);
const { values: options } = parseArgs({
  options: {
    shapes: { type: 'string', default: SHAPES.map(({ name }) => name).join(',') },
    repeats: { type: 'string', default: '3' },
    threads: { type: 'string', default: '2' },
    profile: { type: 'boolean', default: false },
    fit: { type: 'string' },
  },
});
const threads = Number(options.threads);
const chosen = options.shapes.split(',').map((name) => {
  const shape = SHAPES.find((one) => one.name === name);
  if (!shape) throw new Error(`No shape ${name}; there are ${SHAPES.map((one) => one.name).join(', ')}.`);
  return shape;
});

if (options.fit) process.stdout.write(JSON.stringify(await fitHere(options.fit, chosen[0]!, threads)));
else for (const shape of chosen) await compare(shape);

async function compare(shape: Shape): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-boosting-'));
  try {
    await writeTable(folder, 'train', shape, shape.rows, 1);
    await writeTable(folder, 'test', shape, TEST_ROWS, 2);
    const results = new Map<string, Outcome[]>();
    const missing = new Set<string>();
    for (let repeat = 0; repeat < Number(options.repeats); repeat++) {
      for (const name of ['sluice', ...PEERS]) {
        if (missing.has(name)) continue;
        try {
          const outcome = name === 'sluice' ? await fitInProcess(folder, shape) : await fitPeer(name, folder, shape);
          results.set(name, [...(results.get(name) ?? []), outcome]);
        } catch (error) {
          if (name === 'sluice') throw error;
          missing.add(name);
          console.log(`${name} skipped, python3 could not run it: ${lastLine(error)}`);
        }
      }
    }
    await print(shape, results);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function print(shape: Shape, results: Map<string, Outcome[]>): Promise<void> {
  const categorical = shape.categorical > 0 ? `, ${shape.categorical} categorical` : '';
  console.log(
    `\n## ${shape.rows} × ${shape.features}${categorical}, ${ROUNDS} rounds, ${shape.leaves} leaves, ${threads} threads, best of ${options.repeats}\n`,
  );
  console.log(
    '| | seconds (all) | Sluice takes | CPU seconds | AUC | MB above data | bytes per cell |\n|---|---|---|---|---|---|---|',
  );
  const own = best(results.get('sluice')!);
  const cells = shape.rows * shape.features;
  for (const [name, outcomes] of results) {
    const fastest = best(outcomes);
    const all = outcomes.map(({ seconds }) => seconds.toFixed(2)).join(' ');
    const columns = [
      `${name} ${fastest.version}`,
      `${fastest.seconds.toFixed(2)} (${all})`,
      `${(own.seconds / fastest.seconds).toFixed(2)}×`,
      Math.min(...outcomes.map(({ cpuSeconds }) => cpuSeconds)).toFixed(2),
      fastest.auc.toFixed(4),
      megabytes(fastest.fitBytes),
      (fastest.fitBytes / cells).toFixed(1),
    ];
    console.log(`| ${columns.join(' | ')} |`);
  }
  const estimate = own.estimatedBytes!;
  console.log(
    `\nEstimated before the training: ${megabytes(estimate)} MB, ${(estimate / cells).toFixed(1)} bytes per cell.`,
  );
  const bandwidth = await memoryBandwidth(threads);
  const limit = own.work!.bytes / bandwidth;
  console.log(
    `Memory moves ${(bandwidth / 1e9).toFixed(1)} GB/s here; a round touches ${megabytes(own.work!.bytes / ROUNDS)} MB: ` +
      `no fit takes less than ${limit.toFixed(2)} s, this one takes ${(own.seconds / limit).toFixed(1)} times that.`,
  );
  if (options.profile) printProfile(own);
}

function printProfile({ kernelsMs, seconds, work }: Outcome): void {
  const kernels = Object.entries(kernelsMs!).sort((a, b) => b[1] - a[1]);
  console.log('Where the time goes, ms:', kernels.map(([name, ms]) => `${name} ${ms.toFixed(0)}`).join(', '));
  const inKernels = kernels.reduce((sum, [, ms]) => sum + ms, 0);
  console.log(`outside kernels ${(seconds * 1000 - inKernels).toFixed(0)}`);
  console.log(
    `Rows counted in histograms ${(work!.histogramRows / 1e6).toFixed(1)} million, divided ${(work!.partitionedRows / 1e6).toFixed(1)} million.`,
  );
}

/** The least disturbed run: whatever else the machine does only adds to a time. */
function best(outcomes: Outcome[]): Outcome {
  return [...outcomes].sort((a, b) => a.seconds - b.seconds)[0]!;
}

async function fitInProcess(folder: string, shape: Shape): Promise<Outcome> {
  const script = fileURLToPath(import.meta.url);
  const args = ['--import', 'tsx', script, '--fit', folder, '--shapes', shape.name, '--threads', String(threads)];
  return JSON.parse((await run(process.execPath, args)).stdout);
}

async function fitPeer(name: string, folder: string, shape: Shape): Promise<Outcome> {
  const script = fileURLToPath(new URL('./peers/boosting.py', import.meta.url));
  const { rows, features, categorical, leaves } = shape;
  const numbers = [rows, TEST_ROWS, features, categorical, threads, ROUNDS, leaves].map(String);
  return JSON.parse((await run('python3', [script, name, folder, ...numbers])).stdout);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1) ?? '';
}
