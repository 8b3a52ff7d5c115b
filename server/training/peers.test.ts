import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Model, predict, type Task, type TrainContext, trainBoostedTrees, trainLinear } from './index';
import { exampleFolds, type PreparedFold } from './testing/example-folds';
import { areaUnderCurve, logLoss, macroF1, rootMeanSquaredError } from './testing/scores';

type Scores = Record<string, number>;
interface PeerScores {
  target: string;
  /** Columns that the peers did not see. */
  dropped: string[];
  classes?: string[];
  linear: Scores[];
  lightgbm: Scores[];
}

const peers: Record<string, PeerScores> = JSON.parse(
  readFileSync(new URL('../../examples/peer-scores.json', import.meta.url), 'utf8'),
).scores;
const context: TrainContext = { onProgress() {}, signal: new AbortController().signal, threads: 1 };

const examples: Array<{ name: string; task: Task; measures: string[] }> = [
  { name: 'telco-churn', task: 'binary', measures: ['auc', 'log_loss'] },
  { name: 'credit', task: 'binary', measures: ['auc', 'log_loss'] },
  { name: 'hpc-jobs', task: 'multiclass', measures: ['log_loss', 'macro_f1'] },
  { name: 'ames-housing', task: 'regression', measures: ['rmse'] },
  { name: 'chicago-ridership', task: 'regression', measures: ['rmse'] },
];

describe.each(examples)('five folds of $name', ({ name, task, measures }) => {
  const peer = peers[name]!;

  async function expectEqualTo(peerScores: Scores[], train: (data: PreparedFold['train']) => Promise<Model>) {
    const own: Scores[] = [];
    for (const fold of exampleFolds(name, peer.target, task, peer.classes, peer.dropped)) {
      own.push(score(await train(fold.train), fold.test));
    }
    for (const measure of measures) {
      const theirs = peerScores.map((scores) => scores[measure]!);
      const ours = own.map((scores) => scores[measure]!);
      // Paired: the folds are the peer's, so what is hard about one is hard for both.
      const apart = mean(ours.map((score, fold) => score - theirs[fold]!)) / deviation(theirs);
      // Lower is better for losses; being better than the peer is no failure.
      const worse = measure === 'auc' || measure === 'macro_f1' ? -apart : apart;
      expect(worse, `${measure}: ${mean(ours)} against ${mean(theirs)}`).toBeLessThan(0.3);
      expect(Math.abs(apart), `${measure} is suspiciously far`).toBeLessThan(1);
    }
  }

  it('boosted trees do as well as LightGBM', async () => {
    await expectEqualTo(peer.lightgbm, (data) => trainBoostedTrees(data, { task, seed: 1 }, context));
  }, 120_000);

  it('a linear model does as well as scikit-learn’s', async () => {
    await expectEqualTo(peer.linear, (data) => trainLinear(data, { task, seed: 1 }, context));
  }, 120_000);
});

function score(model: Model, test: PreparedFold['test']): Scores {
  const { probabilities, values } = predict(model, test.columns, test.rowCount);
  if (values) return { rmse: rootMeanSquaredError(test.target, values) };
  const classes = model.classes!.length;
  const scores = {
    log_loss: logLoss(test.target, probabilities!, classes),
    macro_f1: macroF1(test.target, probabilities!, classes),
  };
  if (classes > 2) return scores;
  const second = Float64Array.from(test.target, (_, row) => probabilities![2 * row + 1]!);
  return { ...scores, auc: areaUnderCurve(test.target, second) };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}
