/** Throws a RangeError that names the row for weights that no metric could use. */
export function checkWeights(weights: Float64Array | undefined, rows: number): void {
  if (weights === undefined) return;
  if (weights.length !== rows) throw new RangeError(`${rows} rows need as many weights, not ${weights.length}.`);
  const row = weights.findIndex((weight) => !Number.isFinite(weight) || weight < 0);
  if (row >= 0) throw new RangeError(`Row ${row} has the weight ${weights[row]}; a weight is a number from 0.`);
}

/** Every row once. */
export const equalWeights = (rows: number): Float64Array => new Float64Array(rows).fill(1);
