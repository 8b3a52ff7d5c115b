/**
 * Random forests and extra trees of 100 trees against scikit-learn's on the same generated rows, one after the other in
 * the same minute.
 *
 *     npx tsx bench/forest.ts [--rows 50000,100000] [--families random-forest,extra-trees] [--repeats 2] [--threads 2]
 *
 * Every fit has a process of its own. Times are of the fit alone, binning included. Memory is the most there was while
 * fitting, above the loaded data: the model is most of it. Peers need `pip install scikit-learn`.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { estimateForestBytes, type ForestSettings, predictRaw, trainForest } from '../server/training';
import { peakBytes, restartPeak } from './boosting/fit';
import { areaUnderCurve, readTable, type Shape, writeTable } from './boosting/tables';

const TEST_ROWS = 20_000;
const FEATURES = 28;

interface Outcome {
  version: string;
  seconds: number;
  /** Of all threads together: on a busy machine steadier than `seconds`. */
  cpuSeconds: number;
  auc: number;
  /** Most memory while fitting, above that of the process with its data before. */
  fitBytes: number;
  /** Nodes of all trees. */
  nodes: number;
  estimatedBytes?: number;
}

const run = promisify(execFile);
const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '50000,100000' },
    families: { type: 'string', default: 'random-forest,extra-trees' },
    repeats: { type: 'string', default: '2' },
    threads: { type: 'string', default: '2' },
    fit: { type: 'string' },
  },
});
const threads = Number(options.threads);
const families = options.families.split(',') as ForestSettings['family'][];
const shapes = options.rows
  .split(',')
  .map((rows): Shape => ({ name: rows, rows: Number(rows), features: FEATURES, categorical: 0, leaves: 0 }));

if (options.fit) process.stdout.write(JSON.stringify(await fitHere(options.fit, families[0]!, shapes[0]!)));
else for (const shape of shapes) await compare(shape);

async function compare(shape: Shape): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-forest-'));
  try {
    await writeTable(folder, 'train', shape, shape.rows, 1);
    await writeTable(folder, 'test', shape, TEST_ROWS, 2);
    for (const family of families) {
      const own: Outcome[] = [];
      const peer: Outcome[] = [];
      for (let repeat = 0; repeat < Number(options.repeats); repeat++) {
        own.push(await fitInProcess(folder, family, shape));
        const answer = await fitPeer(folder, family, shape);
        if (typeof answer === 'string') console.log(`scikit-learn skipped, python3 could not run it: ${answer}`);
        else peer.push(answer);
      }
      print(family, shape, own, peer);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

function print(family: string, shape: Shape, own: Outcome[], peer: Outcome[]): void {
  console.log(`\n## ${family}, ${shape.rows} × ${shape.features}, ${threads} threads, best of ${options.repeats}\n`);
  console.log(
    '| | seconds (all) | Sluice takes | CPU seconds | AUC | thousand nodes | MB above data |\n|---|---|---|---|---|---|---|',
  );
  const fastest = best(own);
  for (const [name, outcomes] of [['Sluice', own] as const, ['scikit-learn', peer] as const]) {
    if (outcomes.length === 0) continue;
    const chosen = best(outcomes);
    const cells = [
      `${name} ${chosen.version}`,
      `${chosen.seconds.toFixed(2)} (${outcomes.map(({ seconds }) => seconds.toFixed(2)).join(' ')})`,
      `${(fastest.seconds / chosen.seconds).toFixed(2)}×`,
      Math.min(...outcomes.map(({ cpuSeconds }) => cpuSeconds)).toFixed(2),
      chosen.auc.toFixed(4),
      (chosen.nodes / 1000).toFixed(0),
      (chosen.fitBytes / 1e6).toFixed(0),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  console.log(`\nEstimated before the training: ${(fastest.estimatedBytes! / 1e6).toFixed(0)} MB.`);
}

/** The least disturbed run: whatever else the machine does only adds to a time. */
function best(outcomes: Outcome[]): Outcome {
  return [...outcomes].sort((a, b) => a.seconds - b.seconds)[0]!;
}

async function fitHere(folder: string, family: ForestSettings['family'], shape: Shape): Promise<Outcome> {
  const train = await readTable(folder, 'train', shape, shape.rows);
  const data = { ...train, featureNames: train.columns.map((_, f) => `x${f}`), classes: ['0', '1'] };
  const context = { onProgress() {}, signal: new AbortController().signal, threads };
  const settings = { family, task: 'binary', seed: 1 } as const;
  const before = restartPeak();
  const cpuBefore = process.cpuUsage();
  const startMs = performance.now();
  const model = await trainForest(data, settings, context);
  const seconds = (performance.now() - startMs) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const fitBytes = peakBytes() - before;
  const test = await readTable(folder, 'test', shape, TEST_ROWS);
  return {
    version: model.trainer.version,
    seconds,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    auc: areaUnderCurve(test.target, predictRaw(model, test.columns, TEST_ROWS)),
    fitBytes,
    nodes: model.trees.reduce((sum, { nodes }) => sum + nodes.feature.length, 0),
    estimatedBytes: estimateForestBytes(shape.rows, shape.features, settings, { threads }),
  };
}

async function fitInProcess(folder: string, family: string, { name }: Shape): Promise<Outcome> {
  const script = fileURLToPath(import.meta.url);
  const args = ['--fit', folder, '--families', family, '--rows', name, '--threads', String(threads)];
  return JSON.parse((await run(process.execPath, ['--import', 'tsx', script, ...args])).stdout);
}

/** What the peer did, or why it could not. */
async function fitPeer(folder: string, family: string, { rows, features }: Shape): Promise<Outcome | string> {
  const script = fileURLToPath(new URL('./peers/forest.py', import.meta.url));
  const numbers = [rows, TEST_ROWS, features, threads].map(String);
  try {
    return JSON.parse((await run('python3', [script, family, folder, ...numbers])).stdout);
  } catch (error) {
    return String(error instanceof Error ? error.message : error)
      .trim()
      .split('\n')
      .at(-1)!;
  }
}
