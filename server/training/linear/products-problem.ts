import type { Breather } from '../breather';
import type { TrainingData } from '../training-data';
import { descendByCoordinate } from './coordinate-descent';
import { openDesignMatrix } from './design-matrix';
import { solveDirectly } from './direct';
import { byFeature, type Problem, unscaled } from './problem';
import { findProducts, type Products, productWorkBytes, shareUnexplained, timesGram } from './products';
import type { FullSettings } from './settings';

/** Squared error by products of columns: directly, or by coordinate descent when the penalty has L1. */
export async function openProductsProblem(
  data: TrainingData,
  { maxIterations, tolerance }: FullSettings,
  weights: Float64Array,
  threads: number,
  breather: Breather,
): Promise<Problem> {
  const features = data.columns.length;
  const columns = [...data.columns, data.target];
  const room = (size: Parameters<typeof productWorkBytes>[0]) => productWorkBytes(size, threads);
  const matrix = await openDesignMatrix(columns, data.target, weights, threads, room, breather);
  let products: Products;
  try {
    products = await findProducts(matrix, breather);
  } finally {
    // From here on the rows are not needed.
    await matrix.crew.close();
  }
  const means = matrix.means.subarray(0, features);
  const deviations = matrix.deviations.subarray(0, features);
  // The target is learned in units of its own deviation, so that a tolerance means the same for every target.
  const [mean, unit] = [matrix.means[features]!, matrix.deviations[features]!];
  let x: Float64Array = new Float64Array(features);

  function fitted() {
    const { coefficients, intercept } = unscaled(x, mean, unit, { means, deviations });
    return { coefficients: [coefficients], intercepts: [intercept] };
  }

  return {
    weightSum: matrix.weightSum,
    deviations,
    async fit(penalty, onIteration) {
      const { l1, l2 } = byFeature(penalty, deviations, unit);
      const report = (times: Float64Array) => onIteration(fitted(), unit ** 2 * shareUnexplained(products, x, times));
      if (penalty.l1 === 0) {
        x = await solveDirectly(products, l2, deviations, breather);
        report(timesGram(products, x));
        return { iterations: 1, converged: true, fitted: fitted() };
      }
      const onSweep = (now: Float64Array, times: Float64Array) => {
        x = now;
        report(times);
      };
      const found = await descendByCoordinate(products, l1, l2, x, maxIterations, tolerance, breather, onSweep);
      x = found.x;
      return { iterations: found.iterations, converged: found.converged, fitted: fitted() };
    },
    leastL1: async () => unit * products.moment.reduce((most, m, i) => Math.max(most, Math.abs(m) * deviations[i]!), 0),
    close: async () => {},
  };
}
