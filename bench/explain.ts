/**
 * TreeSHAP of 10,000 rows by 100 trees of 31 leaves, one thread, against LightGBM's pred_contrib and the shap package on a
 * LightGBM model of the same rows and size, in the same minute. CPU time, best of three.
 *
 *     npx tsx bench/explain.ts [--rows 10000] [--leaves 31]
 *
 * The peers need `pip install lightgbm shap`; PYTHON names another interpreter than python3.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { openExplainer, withCover } from '../server/explanation';
import { trainBoostedTrees } from '../server/training';
import { randomNumbers } from '../server/training/testing/generated-data';

const FEATURES = 28;
const ROUNDS = 100;
const { values: options } = parseArgs({
  options: { rows: { type: 'string', default: '10000' }, leaves: { type: 'string', default: '31' } },
});
const [rowCount, leaves] = [Number(options.rows), Number(options.leaves)];

const random = randomNumbers(1);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const columns = Array.from({ length: FEATURES }, () => Float64Array.from({ length: rowCount }, normal));
const target = Float64Array.from({ length: rowCount }, (_, row) => {
  const x = (feature: number) => columns[feature]![row]!;
  const margin = 0.8 * x(0) * x(1) + Math.sin(2 * x(2)) + 0.5 * x(3) - 0.5 * (x(4) > 0.5 ? x(5) : -x(6));
  return random() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
});

const data = { columns, target, rowCount, featureNames: columns.map((_, f) => `x${f}`), classes: ['0', '1'] };
const context = { onProgress() {}, signal: new AbortController().signal, threads: 1 };
const trained = await trainBoostedTrees(data, { task: 'binary', rounds: ROUNDS, leaves, seed: 1 }, context);
const startedCover = performance.now();
const model = withCover(trained, columns, rowCount);
const coverMs = performance.now() - startedCover;

let own = Number.POSITIVE_INFINITY;
for (let turn = 0; turn < 3; turn++) {
  const started = process.cpuUsage();
  // Anew each time: what it remembers of earlier rows would make the second turn cheaper.
  openExplainer(model).explain(columns, rowCount);
  const { user, system } = process.cpuUsage(started);
  own = Math.min(own, (user + system) / 1e6);
}
console.log(
  `${rowCount} rows × ${FEATURES} features, ${ROUNDS} trees of ${leaves} leaves, one thread, CPU time, best of 3`,
);
console.log(`Sluice${' '.repeat(34)}${own.toFixed(2)} s (counting rows at the nodes before: ${coverMs.toFixed(0)} ms)`);

const folder = await mkdtemp(join(tmpdir(), 'sluice-explain-'));
try {
  const all = new Float64Array(rowCount * FEATURES);
  for (const [feature, column] of columns.entries()) all.set(column, feature * rowCount);
  await writeFile(join(folder, 'explained.f64'), all);
  await writeFile(join(folder, 'target.f64'), target);
  const script = fileURLToPath(new URL('./peers/explain.py', import.meta.url));
  const numbers = [rowCount, FEATURES, ROUNDS, leaves, 1].map(String);
  const python = process.env.PYTHON ?? 'python3';
  const { stdout } = await promisify(execFile)(python, [script, folder, ...numbers]);
  for (const [name, seconds] of Object.entries<number>(JSON.parse(stdout))) {
    console.log(`${name.padEnd(40)}${seconds.toFixed(2)} s: Sluice takes ${(own / seconds).toFixed(2)}×`);
  }
} catch (error) {
  const text = error instanceof Error ? error.message : String(error);
  console.log(`peers skipped, python3 could not run them: ${text.trim().split('\n').at(-1)}`);
} finally {
  await rm(folder, { recursive: true });
}
