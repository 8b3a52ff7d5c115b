import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Task, TrainingData } from '../training-data';

/** One fold of an example data set, prepared as the peers' was: see `preparation` in examples/peer-scores.json. */
export interface PreparedFold {
  train: TrainingData;
  test: { columns: Float64Array[]; target: Float64Array; rowCount: number };
}

type Column = { name: string; cells: string[] };

/** The tables of the examples, and one that no example shows. */
const folders = [new URL('../../../examples/', import.meta.url), new URL('./', import.meta.url)];

/** Five folds; each is prepared on the other four. `classes` fixes the order of class indexes. */
export function* exampleFolds(
  name: string,
  target: string,
  task: Task,
  classes?: string[],
  dropped: readonly string[] = [],
): Generator<PreparedFold> {
  const table = readCsv(`${name}/${name}.csv`);
  const folds = readCsv(`${name}/folds.csv`)[0]!.cells.map(Number);
  const answers = table.find((column) => column.name === target)!.cells;
  const values = Float64Array.from(answers, (cell) => (task === 'regression' ? Number(cell) : classes!.indexOf(cell)));
  const rows = folds.map((_, row) => row);
  for (let fold = 0; fold < 5; fold++) {
    const trainRows = rows.filter((row) => folds[row] !== fold);
    const testRows = rows.filter((row) => folds[row] === fold);
    const features = table
      .filter((column) => column.name !== target && !dropped.includes(column.name))
      .flatMap((column) => prepare(column, trainRows));
    const take = (from: number[]) => ({
      columns: features.map((feature) => Float64Array.from(from, (row) => feature.values[row]!)),
      target: Float64Array.from(from, (row) => values[row]!),
      rowCount: from.length,
    });
    yield {
      train: { ...take(trainRows), featureNames: features.map((feature) => feature.name), classes },
      test: take(testRows),
    };
  }
}

function prepare({ name, cells }: Column, trainRows: number[]): Array<{ name: string; values: Float64Array }> {
  if (cells.every((cell) => cell === '' || Number.isFinite(Number(cell)))) {
    return [
      {
        name,
        values: scaled(
          Float64Array.from(cells, (cell) => (cell === '' ? Number.NaN : Number(cell))),
          trainRows,
        ),
      },
    ];
  }
  const categories = [...new Set(trainRows.map((row) => cells[row]!))].sort();
  return categories.map((category) => ({
    name: `${name} = ${category}`,
    values: Float64Array.from(cells, (cell) => (cell === category ? 1 : 0)),
  }));
}

/** Missing values become the mean; then mean 0 and standard deviation 1. */
function scaled(values: Float64Array, trainRows: number[]): Float64Array {
  const present = trainRows.map((row) => values[row]!).filter((value) => !Number.isNaN(value));
  const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
  const filled = values.map((value) => (Number.isNaN(value) ? mean : value));
  const squares = trainRows.reduce((sum, row) => sum + (filled[row]! - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / trainRows.length) || 1;
  return filled.map((value) => (value - mean) / deviation);
}

/** Enough CSV for the examples: quotes around text, no line breaks inside. */
function readCsv(path: string): Column[] {
  const lines = textOf(path).trim().split(/\r?\n/);
  const rows = lines.map((line) =>
    Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), (match) => match[1] ?? match[2] ?? ''),
  );
  return rows[0]!.map((name, place) => ({ name, cells: rows.slice(1).map((row) => row[place] ?? '') }));
}

/** The text of a file, or of its compressed form. */
function textOf(path: string): string {
  for (const folder of folders) {
    const [plain, zipped] = [new URL(path, folder), new URL(`${path}.gz`, folder)];
    if (existsSync(plain)) return readFileSync(plain, 'utf8');
    if (existsSync(zipped)) return gunzipSync(readFileSync(zipped)).toString('utf8');
  }
  throw new Error(`there is no table ${path}`);
}
