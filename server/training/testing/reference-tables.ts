import type { TrainingData } from '../training-data';
import { randomNumbers } from './generated-data';

const ROWS = 6000;

/** The rows of boosting/reference.py, by the same rule, with its targets. */
export function referenceTable(seed: number) {
  const random = randomNumbers(seed);
  const columns = Array.from({ length: 6 }, () => new Float64Array(ROWS));
  const numbers = new Float64Array(ROWS);
  const wild = new Float64Array(ROWS);
  const counts = new Float64Array(ROWS);
  const classes = new Float64Array(ROWS);
  for (let row = 0; row < ROWS; row++) {
    const [a, b, c, d, u, v, e, f] = Array.from({ length: 8 }, random) as [
      ...[number, number, number, number, number, number, number, number],
    ];
    const few = Math.floor(u * 20);
    const many = Math.floor(v * v * 400);
    const effect = ((few * 7) % 20) / 10 - 1;
    const rare = ((many * 37) % 100) / 50 - 1;
    const value = 2 * a + Math.sin(6 * b) + (c > 0.5 ? 1 : -1) * d + effect + rare;
    const noise = e + f - 1;
    [a, row % 5 === 0 ? Number.NaN : b, c, d, few, many].forEach((x, feature) => {
      columns[feature]![row] = x;
    });
    numbers[row] = value + 3 * noise * (0.5 + a);
    wild[row] = numbers[row]! + (row % 50 === 0 ? 20 : 0);
    counts[row] = Math.floor(Math.exp(value / 2 + noise));
    classes[row] = value + 2 * noise > 1 ? 1 : 0;
  }
  return { columns, targets: { numbers, wild, counts, classes } };
}

/** One of its targets to learn, from the four numbers or from the categories too. */
export function referenceTask(
  seed: number,
  target: keyof ReturnType<typeof referenceTable>['targets'],
  withCategories = false,
): TrainingData {
  const { columns, targets } = referenceTable(seed);
  const names = ['a', 'b', 'c', 'd', 'few', 'many'];
  return {
    columns: withCategories ? columns : columns.slice(0, 4),
    featureNames: withCategories ? names : names.slice(0, 4),
    rowCount: ROWS,
    target: targets[target],
    ...(target === 'classes' ? { classes: ['no', 'yes'] } : {}),
    ...(withCategories
      ? {
          categories: new Map([
            [4, 20],
            [5, 400],
          ]),
        }
      : {}),
  };
}
