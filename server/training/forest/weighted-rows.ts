import type { TrainingData } from '../training-data';

type WeightedData = TrainingData & { weights: Float64Array };

/** The data with these weights and without rows of weight 0, which would be drawn and say nothing. */
export function withWeights(data: TrainingData, weights: Float64Array): WeightedData {
  if (weights.every((weight) => weight > 0)) return { ...data, weights };
  const rows = Uint32Array.from(weights.keys()).filter((row) => weights[row]! > 0);
  const taken = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  return {
    ...data,
    columns: data.columns.map(taken),
    target: taken(data.target),
    weights: taken(weights),
    rowCount: rows.length,
  };
}
