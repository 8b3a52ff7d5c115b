/** Drift statistics: pure functions, and references of plain JSON that can be stored with a deployment. */
export { assessDrift, type DriftAssessment, type DriftBin, type DriftStatus } from './assess-drift';
export { binCategorical, buildCategoricalReference } from './categorical-reference';
export { type ChiSquare, type ContingencyTest, chiSquareContingency, chiSquareGoodnessOfFit } from './chi-square';
export { type DistributionDistances, distributionDistances } from './distribution-distances';
export {
  binLabels,
  type CategoricalReference,
  type DriftReference,
  type NumericReference,
  type QuantileReference,
  type ValueReference,
} from './drift-reference';
export { evidentlyPsi } from './evidently-psi';
export { type KolmogorovSmirnov, kolmogorovSmirnov } from './kolmogorov-smirnov';
export { type NoiseFloor, noiseFloor, rowsNeeded } from './noise-floor';
export { binNumeric, buildNumericReference } from './numeric-reference';
export { psi, psiByBin, type ZeroHandling } from './psi';
export { type NormedWasserstein, wasserstein, wassersteinNormed } from './wasserstein';
