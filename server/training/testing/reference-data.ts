import type { TrainingData } from '../training-data';

const ROWS = 400;

/** The data of reference.py, by the same rule. */
export function referenceData() {
  const rows = Float64Array.from({ length: ROWS }, (_, i) => i);
  const column = (factor: number, modulus: number) =>
    rows.map((i) => ((i * factor) % modulus) - Math.floor(modulus / 2));
  const columns = [column(7, 31), column(11, 53), column(5, 17), column(13, 97)];
  const value = rows.map((i) => {
    const [a, b, c] = columns.map((values) => values[i]!) as [number, number, number];
    return 0.3 * a - (0.05 * b ** 2) / 10 + Math.abs(c) + 20 * (((i * 37) % 101) / 101 - 0.5);
  });
  return {
    columns,
    scaled: columns.map(standardScaled),
    withMissing: columns.map((values, feature) =>
      feature === 1 ? values.map((x, i) => (i % 5 ? x : Number.NaN)) : values,
    ),
    value,
    weights: rows.map((i) => 1 + (i % 3)),
    classes2: value.map((v) => (v > 0 ? 1 : 0)),
    rareClass: value.map((v) => (v > 12 ? 1 : 0)),
    classes3: value.map((v) => (v < -5 ? 0 : v < 5 ? 1 : 2)),
  };
}

export function table(columns: Float64Array[], target: Float64Array, more: Partial<TrainingData> = {}): TrainingData {
  return { columns, target, rowCount: target.length, featureNames: columns.map((_, f) => `x${f}`), ...more };
}

function standardScaled(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
  return values.map((x) => (x - mean) / deviation);
}
