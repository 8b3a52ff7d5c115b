/** Counts of rows by actual and predicted class, and their margins. All numbers are rows. */
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
  const cells = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  for (let row = 0; row < truth.length; row++) {
    const line = cells[truth[row]!]!;
    line[decided[row]!] = line[decided[row]!]! + 1;
  }
  const actual = cells.map((line) => sum(line));
  const predicted = cells.map((_, c) => sum(cells.map((line) => line[c]!)));
  const correct = sum(cells.map((line, c) => line[c]!));
  return { cells, actual, predicted, rows: truth.length, correct };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
