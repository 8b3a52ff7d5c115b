import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { predict } from '../predict';
import { exampleFolds } from '../testing/example-folds';
import { quietContext } from '../testing/generated-data';
import { areaUnderCurve, macroF1, rootMeanSquaredError } from '../testing/scores';
import type { Task } from '../training-data';
import { trainForest } from './forest';
import type { ForestSettings } from './settings';

type Family = ForestSettings['family'];
type Scores = Record<string, number>;
type PeerTable = Record<Family, Scores[]> & { target: string; classes: string[] | null };

/** Written by testing/peers.py. */
const peers: Record<string, PeerTable> = JSON.parse(
  readFileSync(new URL('./testing/peers.json', import.meta.url), 'utf8'),
).tables;
const families: Family[] = ['random-forest', 'extra-trees', 'decision-tree'];
const examples: Array<{ name: string; task: Task; families: Family[] }> = [
  { name: 'telco-churn', task: 'binary', families },
  { name: 'credit', task: 'binary', families },
  { name: 'hpc-jobs', task: 'multiclass', families },
  // Its 310 columns take as long as all other tables together.
  { name: 'ames-housing', task: 'regression', families: ['random-forest', 'decision-tree'] },
];

describe.each(examples)('five folds of $name', ({ name, task, families: tried }) => {
  const peer = peers[name]!;

  it.each(tried)(
    '%s does as well as scikit-learn’s',
    async (family) => {
      const ours: Scores[] = [];
      for (const { train, test } of exampleFolds(name, peer.target, task, peer.classes ?? undefined)) {
        const model = await trainForest(train, { family, task, seed: 1 }, quietContext(2));
        const { values, probabilities } = predict(model, test.columns, test.rowCount);
        ours.push(values ? { rmse: rootMeanSquaredError(test.target, values) } : scores(test.target, probabilities!));
      }
      for (const measure of measuresOf(task)) {
        const theirs = peer[family].map((found) => found[measure]!);
        const ownMean = mean(ours.map((found) => found[measure]!));
        const apart = (ownMean - mean(theirs)) / deviation(theirs);
        const worse = measure === 'auc' || measure === 'macro_f1' ? -apart : apart;
        expect(worse, `${measure}: ${ownMean} against ${mean(theirs)}`).toBeLessThan(0.3);
      }
    },
    60_000,
  );

  function scores(target: Float64Array, probabilities: Float64Array): Scores {
    const classes = peer.classes!.length;
    const second = Float64Array.from(target, (_, row) => probabilities[classes * row + 1]!);
    return {
      macro_f1: macroF1(target, probabilities, classes),
      ...(classes === 2 && { auc: areaUnderCurve(target, second) }),
    };
  }
});

/** Not log loss: of trees without a limit it is decided by the few rows that every tree is wrong about. */
function measuresOf(task: Task): string[] {
  if (task === 'regression') return ['rmse'];
  return task === 'binary' ? ['auc', 'macro_f1'] : ['macro_f1'];
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}
