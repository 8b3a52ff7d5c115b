/**
 * Every metric of a binary classification with 1,000 bootstrap resamples on 100,000 rows, and of a regression; then every
 * metric once on 1,000,000 rows. Against scikit-learn, called per resample as people do (on fewer resamples, scaled up),
 * and against the same method in numpy: presorted scores, counts as weights, cumulative sums. One thread each; seconds are CPU
 * time, so that a busy machine says nearly the same.
 *
 *     npm run bench -- evaluation      npx tsx bench/evaluation.ts --rows 100000 --large 1000000
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { DEFAULT_BOOTSTRAP, evaluateClassification, evaluateRegression } from '@/server/evaluation';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    large: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
const run = promisify(execFile);
const peer = join(import.meta.dirname, 'peers', 'evaluation.py');

interface PeerTimes {
  readonly version: string;
  /** Seconds of CPU time. */
  readonly sklearn: number;
  readonly numpy: number;
  readonly regression: number;
  readonly auc: number;
}

/** Scores without ties that rank well, and targets with an error: rows are drawn by a fixed generator. */
function drawRows(rows: number) {
  let state = 12_345;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const scores = Float64Array.from({ length: rows }, () => random());
  const truth = Int32Array.from(scores, (score) => (random() < score ? 1 : 0));
  const actual = scores.map((score) => 100 * score);
  const predicted = actual.map((value) => value + 20 * (random() - 0.5));
  return { scores, truth, actual, predicted };
}

function best(rounds: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, user + system);
  }
  return least / 1e6;
}

async function measure(rows: number, resamples: number): Promise<void> {
  const { scores, truth, actual, predicted } = drawRows(rows);
  const probabilities = new Float64Array(rows * 2);
  for (let row = 0; row < rows; row++) {
    probabilities[2 * row] = 1 - scores[row]!;
    probabilities[2 * row + 1] = scores[row]!;
  }
  const intervals = resamples === 0 ? {} : { intervals: { ...DEFAULT_BOOTSTRAP, resamples } };
  const rounds = Number(values.rounds);
  let auc: number | null = null;
  const ours = best(rounds, () => {
    auc = evaluateClassification({ classes: ['no', 'yes'], truth, probabilities, ...intervals }).metrics.auc.value;
  });
  const regression = best(rounds, () => evaluateRegression({ truth: actual, predicted, ...intervals }));
  console.log(`${rows.toLocaleString('en')} rows, ${resamples.toLocaleString('en')} resamples`);
  console.log(`  sluice         classification ${seconds(ours)}   regression ${seconds(regression)}`);
  const files = { scores, truth: Float64Array.from(truth), actual, predicted };
  for (const [name, column] of Object.entries(files)) writeFileSync(join(folder, `${name}.f64`), column);
  try {
    const { stdout } = await run('python3', [peer, folder, String(resamples)]);
    const found = JSON.parse(stdout) as PeerTimes;
    console.log(
      `  scikit-learn   classification ${seconds(found.sklearn)}   regression ${seconds(found.regression)}   (${found.version}; sluice takes ${ratio(ours, found.sklearn)} and ${ratio(regression, found.regression)} of it)`,
    );
    if (resamples > 0) {
      console.log(
        `  numpy, same method            ${seconds(found.numpy)}   (AUC, average precision and log loss only; sluice takes ${ratio(ours, found.numpy)} for all metrics)`,
      );
    }
    if (Math.abs(found.auc - auc!) > 1e-12) throw new Error(`the AUCs differ: ${auc} and ${found.auc}`);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('the AUCs')) throw error;
    console.log(`  peers skipped, python3 could not run them: ${String(error).trim().split('\n').at(-1)}`);
  }
}

const seconds = (value: number): string => `${value.toFixed(2).padStart(7)} s`;
const ratio = (a: number, b: number): string => `${(a / b).toPrecision(2)} ×`;

try {
  await measure(Number(values.rows), DEFAULT_BOOTSTRAP.resamples);
  await measure(Number(values.large), 0);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
