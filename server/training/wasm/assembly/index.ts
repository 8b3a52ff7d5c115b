// Every exported kernel but `joinPartitions` takes (thread, threads, ...) first and does its share of the work.
// Pointers are byte offsets in the one shared memory, which the caller lays out.
export { columnsToRows, findBounds, mapBins } from './bins';
export { buildHistogram } from './histogram';
export { addProducts, linearLoss, standardiseColumns } from './linear';
export {
  huberGradients,
  logisticGradients,
  poissonGradients,
  quantileGradients,
  quantize,
  softmaxGradients,
  softmaxProbabilities,
  squaredGradients,
} from './objective';
export { countRows, drawRows, joinPartitions, partitionRows } from './partition';
export { leafQuantiles } from './quantiles';
export { addLeafValues, walkTree } from './scores';
export { countAndSearch, searchSplits } from './split-search';
