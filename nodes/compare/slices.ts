import { type ClassificationInput, comparePaired, type RegressionInput } from '@/server/evaluation';
import { findColumn, type RunContext, StageFailure } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';
import type { ComparisonReport } from './comparison-report';
import type { Config } from './definition';
import type { JudgedPair } from './read-pair';

type Input = ClassificationInput | RegressionInput;
const MOST_GROUPS = 20;
const FEWEST_ROWS = 30;

/** The deciding metric in each group of rows, both models on the same rows of the group. */
export async function compareSlices(
  { config, database, inputs }: RunContext<Config>,
  { rows }: JudgedPair,
  first: Input,
  second: Input,
  metric: string,
): Promise<NonNullable<ComparisonReport['slices']>> {
  const column = config.slices;
  if (!findColumn(inputs.table('table').schema, column)) {
    throw new StageFailure(`The rows to judge have no column ${column} to compare by.`, {
      kind: 'data',
      hint: 'Choose a column of the table that is wired to “Rows to judge”.',
    });
  }
  const values = await database.texts(`select ${sqlName(column)}::varchar as v from ${rows}`, 'v');
  const groups = new Map<string, number[]>();
  values.forEach((value, row) => {
    const name = value ?? '(missing)';
    const known = groups.get(name);
    if (known) known.push(row);
    else groups.set(name, [row]);
  });
  const ranked = [...groups].sort(([a, rowsA], [b, rowsB]) => rowsB.length - rowsA.length || (a < b ? -1 : 1));
  const settings = { resamples: Math.min(config.resamples, 500), level: config.confidence / 100, seed: config.seed };
  return {
    column,
    groups: ranked.slice(0, MOST_GROUPS).map(([value, at]) => {
      if (at.length < FEWEST_ROWS)
        return { value, rows: at.length, problem: `fewer than ${FEWEST_ROWS} rows say little` };
      const found = comparePaired(subset(first, at), subset(second, at), settings).find(({ name }) => name === metric);
      return { value, rows: at.length, ...(found ? { metric: found } : { problem: 'undefined here' }) };
    }),
    more: Math.max(0, ranked.length - MOST_GROUPS),
  };
}

function subset<I extends Input>(input: I, rows: readonly number[]): I {
  if (!('classes' in input)) {
    const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
    return { ...input, truth: pick(input.truth as Float64Array), predicted: pick(input.predicted) };
  }
  const width = input.classes.length;
  const probabilities = new Float64Array(rows.length * width);
  rows.forEach((row, at) => {
    probabilities.set(input.probabilities.subarray(row * width, (row + 1) * width), at * width);
  });
  return { ...input, truth: Int32Array.from(rows, (row) => input.truth[row]!), probabilities };
}
