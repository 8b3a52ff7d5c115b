/** Rows by actual and predicted class, and their margins. All numbers are rows, or their weights. */
export type Confusion = {
  /** cells[actual][predicted] */
  cells: number[][];
  actual: number[];
  predicted: number[];
  rows: number;
  correct: number;
};

/** Crosses actual with decided class indexes (both of length rows, each in 0..classCount-1). */
export function crossTabulate(truth: Int32Array, decided: Int32Array, classCount: number): Confusion {
  const flat = new Float64Array(classCount * classCount);
  for (let row = 0; row < truth.length; row++) flat[truth[row]! * classCount + decided[row]!]!++;
  return confusionOf(flat, classCount);
}

/** The margins of cells that are counted already: actual × predicted, row-major. */
export function confusionOf(flat: Float64Array, classCount: number): Confusion {
  const cells = Array.from({ length: classCount }, (_, c) => [...flat.subarray(c * classCount, (c + 1) * classCount)]);
  const actual = cells.map((line) => sum(line));
  const predicted = cells.map((_, c) => sum(cells.map((line) => line[c]!)));
  return { cells, actual, predicted, rows: sum(actual), correct: sum(cells.map((line, c) => line[c]!)) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
