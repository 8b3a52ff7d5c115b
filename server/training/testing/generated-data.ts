import type { Task, TrainContext, TrainingData } from '../training-data';

/** Six features of different kinds, one of them with missing values, and a target that depends on three. */
export function generatedData(rowCount: number, task: Task, seed = 1): TrainingData {
  const random = randomNumbers(seed);
  const fill = (value: () => number) => Float64Array.from({ length: rowCount }, value);
  const columns = [
    fill(() => random() * 10 - 5),
    fill(() => (random() < 0.1 ? Number.NaN : random() * 10 - 5)),
    fill(() => Math.floor(random() * 3)),
    fill(() => 1.7e9 + Math.floor(random() * 1e7)),
    fill(() => (random() < 0.05 ? 1 : 0)),
    fill(() => 7),
  ];
  const classes = { binary: ['no', 'yes'], multiclass: ['low', 'middle', 'high'], regression: undefined }[task];
  const target = Float64Array.from({ length: rowCount }, (_, row) => {
    const [a, b, c] = columns.map((column) => column[row]!) as [number, number, number];
    const value = Math.sin(a) + (Number.isNaN(b) ? 1 : 0.2 * b) + 0.5 * c + 0.5 * random();
    if (task === 'regression') return 1e6 + 1e5 * value;
    return task === 'binary' ? (value > 0.8 ? 1 : 0) : value < 0 ? 0 : value < 1 ? 1 : 2;
  });
  return { columns, featureNames: ['a', 'b', 'c', 'time', 'flag', 'constant'], rowCount, target, classes };
}

export function quietContext(threads = 1): TrainContext {
  return { onProgress() {}, signal: new AbortController().signal, threads };
}

/** Numerical Recipes' linear congruential generator, as fractions of 1. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
