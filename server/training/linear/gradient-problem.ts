import type { Breather } from '../breather';
import type { TrainingData } from '../training-data';
import { openDesignMatrix } from './design-matrix';
import { minimize } from './lbfgs';
import { type LossName, lossWorkBytes, MeanLoss } from './losses';
import { minimizeWithL1 } from './orthant-wise';
import { byFeature, type Problem, unscaled, weightedMean } from './problem';
import type { FullSettings } from './settings';
import { BLOCKS_WORTH_SAMPLE, CHECK_STRIDE, SAMPLE_STRIDE, startFromSample } from './start-from-sample';

/** Any loss by its gradient: L-BFGS, orthant-wise when the penalty has L1. */
export async function openGradientProblem(
  data: TrainingData,
  { task, family, maxIterations, tolerance }: FullSettings,
  weights: Float64Array,
  threads: number,
  breather: Breather,
): Promise<Problem> {
  const kind = lossOf(task, family);
  const outputs = task === 'multiclass' ? data.classes!.length : 1;
  const target = scaledTarget(kind, data.target, weights);
  const room = (size: Parameters<typeof lossWorkBytes>[0]) => lossWorkBytes(size, outputs, threads);
  const matrix = await openDesignMatrix(data.columns, target.values, weights, threads, room, breather);
  const { width, deviations } = matrix;
  const loss = new MeanLoss(matrix, kind, outputs, breather);
  // Counts and their errors grow together: divided, the tolerance means the same for small and large ones.
  const size = kind === 'poisson' ? weightedMean(data.target, weights) : 1;
  const isWorthSample =
    matrix.blocks >= BLOCKS_WORTH_SAMPLE && loss.weightOf(SAMPLE_STRIDE) > 0 && loss.weightOf(CHECK_STRIDE) > 0;
  let isFirst = true;
  let x: Float64Array = new Float64Array(loss.size);
  startIntercepts(kind, outputs, data.target, weights).forEach((intercept, output) => {
    x[output * (width + 1) + width] = intercept;
  });

  function fitted() {
    const each = Array.from({ length: outputs }, (_, output) => {
      const own = x.subarray(output * (width + 1), (output + 1) * (width + 1));
      return unscaled(own, own[width]! * target.unit + target.mean, target.unit, matrix);
    });
    const intercepts = each.map((one) => one.intercept);
    return {
      coefficients: each.map((one) => one.coefficients),
      intercepts: outputs > 1 ? centred(intercepts) : intercepts,
    };
  }

  /** One value per feature, for every output. */
  function perParameter(values: Float64Array): Float64Array {
    const all = new Float64Array(loss.size);
    for (let output = 0; output < outputs; output++) all.set(values, output * (width + 1));
    return all.map((value) => value / size);
  }

  return {
    weightSum: matrix.weightSum,
    deviations,
    async fit(penalty, onIteration) {
      const byColumn = byFeature(penalty, deviations, target.unit);
      const squares = perParameter(byColumn.l2);
      // An accepted point is the one that was evaluated last.
      let lastLoss = 0;
      const evaluateOn = (stride: number) => async (at: Float64Array, gradient: Float64Array) => {
        lastLoss = await loss.evaluate(at, gradient, stride);
        let value = lastLoss / size;
        for (let i = 0; i < at.length; i++) {
          gradient[i] = gradient[i]! / size + squares[i]! * at[i]!;
          value += (squares[i]! / 2) * at[i]! ** 2;
        }
        return value;
      };
      const onStep = (_: number, now: Float64Array) => {
        x = Float64Array.from(now);
        onIteration(fitted(), target.shownLoss(lastLoss));
      };
      const evaluate = evaluateOn(1);
      const isSampled = isFirst && penalty.l1 === 0 && isWorthSample;
      const known = isSampled ? await startFromSample(evaluateOn, x, breather) : { x };
      x = known.x;
      isFirst = false;
      const found =
        penalty.l1 > 0
          ? await minimizeWithL1(evaluate, perParameter(byColumn.l1), x, maxIterations, tolerance, onStep)
          : await minimize(evaluate, x, maxIterations, tolerance, onStep, known.solve);
      x = Float64Array.from(found.x);
      return { iterations: found.iterations, converged: found.converged, fitted: fitted() };
    },
    async leastL1() {
      const gradient = new Float64Array(loss.size);
      const start = x.map((value, i) => (i % (width + 1) === width ? value : 0));
      await loss.evaluate(start, gradient);
      return gradient.reduce(
        (most, slope, i) => Math.max(most, Math.abs(slope) * (deviations[i % (width + 1)] ?? 0) * target.unit),
        0,
      );
    },
    close: () => matrix.crew.close(),
  };
}

function lossOf(task: FullSettings['task'], family: FullSettings['family']): LossName {
  if (task === 'regression') return family === 'poisson' ? 'poisson' : 'squared';
  return task === 'binary' ? 'logistic' : 'softmax';
}

/** The target as it is fitted, and the kernel's mean loss as it is shown: squared error, deviance, or log loss. */
function scaledTarget(kind: LossName, target: Float64Array, weights: Float64Array) {
  const asItIs = { values: target, mean: 0, unit: 1 };
  if (kind === 'poisson') {
    // What the kernel leaves out of half the deviance, being the same for every model.
    const constant = weightedMean(
      target.map((y) => (y > 0 ? y * Math.log(y) - y : 0)),
      weights,
    );
    return { ...asItIs, shownLoss: (loss: number) => 2 * (loss + constant) };
  }
  if (kind !== 'squared') return { ...asItIs, shownLoss: (loss: number) => loss };
  const mean = weightedMean(target, weights);
  const unit =
    Math.sqrt(
      weightedMean(
        target.map((y) => (y - mean) ** 2),
        weights,
      ),
    ) || 1;
  return {
    values: target.map((y) => (y - mean) / unit),
    mean,
    unit,
    shownLoss: (loss: number) => 2 * loss * unit ** 2,
  };
}

/** The best model without features. */
function startIntercepts(kind: LossName, outputs: number, target: Float64Array, weights: Float64Array): number[] {
  if (kind === 'squared') return [0];
  if (kind === 'poisson') return [Math.log(weightedMean(target, weights))];
  const sums = new Float64Array(Math.max(2, outputs));
  for (let row = 0; row < target.length; row++) sums[target[row]!]! += weights[row]!;
  const weightSum = sums.reduce((sum, one) => sum + one, 0);
  // A class without rows (or weight) must not start at minus infinity.
  const logs = Array.from(sums, (sum) => Math.log(Math.max(sum / weightSum, 1e-6)));
  if (kind === 'logistic') return [logs[1]! - logs[0]!];
  return centred(logs);
}

/** The same added to the margins of all classes changes nothing: intercepts are made to sum to 0. */
function centred(values: number[]): number[] {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - centre);
}
