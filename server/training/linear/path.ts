import type { Breather } from '../breather';
import type { RegularisationPath } from '../model';
import type { TrainContext } from '../training-data';
import type { Fitted, Problem } from './problem';
import { type FullSettings, isAgainstSum, penaltyOf } from './settings';

/** Without L1 no penalty makes all coefficients 0: the path starts where this share of L1 would. */
const LEAST_L1_SHARE = 1e-3;
/** The weakest penalty as a share of the strongest; without L1 there is farther to go. */
const WEAKEST = { withL1: 1e-3, withoutL1: 1e-7 };

export interface PathProblem {
  problem: Problem;
  settings: FullSettings;
  featureNames: string[];
  /** Loss on the validation part, where there is one. */
  validationLoss(fitted: Fitted): number | undefined;
}

/** Fits at falling penalties, evenly apart in their logarithm, each fit starting from the one before. */
export async function followPath(
  { problem, settings, featureNames, validationLoss }: PathProblem,
  context: TrainContext,
  breather: Breather,
): Promise<RegularisationPath> {
  const { pathSteps: steps, l1Ratio, family } = settings;
  const scale = isAgainstSum(family) ? problem.weightSum : 1;
  // A target that no feature moves has no scale of its own.
  const strongest = ((await problem.leastL1()) || 1) * (scale / Math.max(l1Ratio, LEAST_L1_SHARE));
  const weakest = l1Ratio > 0 ? WEAKEST.withL1 : WEAKEST.withoutL1;
  const path: RegularisationPath = {
    features: [...featureNames],
    alphas: [],
    coefficients: [],
    intercepts: [],
    nonZero: [],
    trainLosses: [],
  };
  for (let step = 0; step < steps; step++) {
    await breather.breathe();
    const alpha = strongest * weakest ** (step / (steps - 1));
    let trainLoss = Number.NaN;
    const { fitted } = await problem.fit(penaltyOf(settings, alpha, problem.weightSum), (_, loss) => {
      trainLoss = loss;
    });
    path.alphas.push(alpha);
    path.coefficients.push(fitted.coefficients);
    path.intercepts.push(fitted.intercepts);
    path.nonZero.push(fitted.coefficients.flat().filter((coefficient) => coefficient !== 0).length);
    path.trainLosses.push(trainLoss);
    const loss = validationLoss(fitted);
    if (loss !== undefined) path.validationLosses = [...(path.validationLosses ?? []), loss];
    context.onProgress({ iteration: step + 1, iterations: steps });
  }
  return path;
}

/** The path of the `most` features whose coefficients grow largest, in standard deviations of the feature. */
export function shortened(path: RegularisationPath, deviations: Float64Array, most: number): RegularisationPath {
  const sizes = path.features.map((_, feature) =>
    path.coefficients.reduce(
      (largest, outputs) => Math.max(largest, ...outputs.map((row) => Math.abs(row[feature]!) * deviations[feature]!)),
      0,
    ),
  );
  const kept = path.features
    .map((_, feature) => feature)
    .sort((a, b) => sizes[b]! - sizes[a]! || a - b)
    .slice(0, most);
  return {
    ...path,
    features: kept.map((feature) => path.features[feature]!),
    coefficients: path.coefficients.map((outputs) => outputs.map((row) => kept.map((feature) => row[feature]!))),
  };
}
