import {
  columnGroups,
  type ExplainedOutput,
  type Explainer,
  explainColumns,
  kindOf,
  outputAnswers,
} from '@/server/explanation';
import { type Model, predict } from '@/server/training';
import { Breather } from '@/server/training/breather';
import { predictFromMargins } from '@/server/training/predict';
import type { RunContext } from '../kernel';
import type { TrainedSignature } from '../kernel/trained-model';
import type { Config } from './definition';
import type { ExplainedColumn, ExplanationReport } from './explanation-report';
import { pick, type RowsToExplain, someOf } from './read-rows';

/** Numbers a report may hold of its rows: some 4 MB as JSON. */
const MOST_NUMBERS = 400_000;
/** Leaves gone through for all rows together: about a minute, at 0.7 µs each. */
const MOST_LEAVES = 60_000_000;
const FEWEST_ROWS = 10;

export interface Question {
  readonly model: Model;
  readonly signature: TrainedSignature;
  readonly rows: RowsToExplain;
  /** Two classes: the one that is explained. */
  readonly positive: number;
}

/** SHAP values of a sample of the rows, and what they come to by column. */
export async function explainRows(
  context: RunContext<Config>,
  question: Question,
  explainer: Explainer,
): Promise<Pick<ExplanationReport, 'columns' | 'outputs' | 'rows'>> {
  const { config, log } = context;
  const { model, signature, rows, positive } = question;
  const groups = columnGroups(signature.columns);
  const numbersOfRow = rows.columns.length + groups.length * model.outputs;
  const leaves = leavesOf(model);
  const fitting = Math.max(FEWEST_ROWS, Math.floor(MOST_NUMBERS / numbersOfRow));
  const affordable = Math.max(FEWEST_ROWS, Math.floor(MOST_LEAVES / Math.max(1, leaves)));
  const wanted = Math.min(config.rows, fitting, affordable);
  if (wanted < Math.min(config.rows, rows.rowCount)) {
    const why =
      affordable < fitting
        ? `the model has ${leaves.toLocaleString('en')} leaves, all of which count for each`
        : `a row has ${numbersOfRow} numbers, and a report holds ${MOST_NUMBERS}`;
    log(`${wanted} rows are explained: ${why}.`);
  }
  const chosen = someOf(rows.rowCount, wanted, config.seed);
  const columns = pick(rows.columns, chosen);
  const rowCount = chosen.length;
  const explained = await explainInTurns(context, question, explainer, columns, rowCount);
  const answers = outputAnswers(model, predict(model, columns, rowCount), positive);
  const expected = outputAnswers(model, predictFromMargins(model, explainer.base), positive);
  const truth = chosen.map((row) => rows.truth[row]!);
  const width = groups.length;
  const everyRow = <T>(of: (row: number) => T): T[] => Array.from({ length: rowCount }, (_, row) => of(row));

  const features = (at: number) => groups[at]!.features.map((feature) => columns[feature]!);
  const found = signature.columns.map((column, at): ExplainedColumn => {
    const sizes = explained.map(({ values }) => everyRow((row) => Math.abs(values[row * width + at]!)));
    const meanShap = sizes.map((of) => rounded(of.reduce((sum, size) => sum + size, 0) / rowCount));
    return { column, kind: kindOf(column, features(at)), meanShap };
  });
  const errorOf = (row: number): number => {
    if (model.task === 'regression') return Math.abs(answers[row]! - truth[row]!);
    if (model.task === 'binary') return truth[row] === positive ? 1 - answers[row]! : answers[row]!;
    return 1 - answers[row * model.outputs + truth[row]!]!;
  };
  return {
    outputs: explained.map(({ class: name, base }, output) => ({
      ...(name === undefined ? {} : { class: name }),
      base,
      baseAnswer: expected[output]!,
    })),
    columns: found,
    rows: {
      numbers: chosen.map((row) => rows.numbers[row]!),
      truth: truth.map((value) => model.classes?.[value] ?? value),
      errors: everyRow((row) => rounded(errorOf(row))),
      margins: explained.map(({ margins }) => everyRow((row) => rounded(margins[row]!))),
      answers: explained.map((_, output) => everyRow((row) => rounded(answers[row * explained.length + output]!))),
      contributions: explained.map(({ values }) =>
        groups.map((_, at) => everyRow((row) => rounded(values[row * width + at]!))),
      ),
      // Not rounded: a threshold may lie between.
      features: columns.map((column) => Array.from(column, (x) => (Number.isNaN(x) ? null : x))),
    },
  };
}

/** SHAP values of a row take every leaf of every tree. */
const leavesOf = (model: Model): number =>
  model.kind === 'trees'
    ? model.trees.reduce((sum, { nodes }) => sum + nodes.feature.filter((feature) => feature < 0).length, 0)
    : 0;

/** Rows between two looks at whether someone has cancelled. */
const ROWS_AT_ONCE = 20;

/** All rows, a few at a time. */
async function explainInTurns(
  { signal }: RunContext<Config>,
  { model, signature, positive }: Question,
  explainer: Explainer,
  columns: readonly Float64Array[],
  rowCount: number,
): Promise<ExplainedOutput[]> {
  const groups = columnGroups(signature.columns);
  const breather = new Breather(signal);
  const turns: ExplainedOutput[][] = [];
  for (let start = 0; start < rowCount; start += ROWS_AT_ONCE) {
    await breather.breathe();
    const end = Math.min(rowCount, start + ROWS_AT_ONCE);
    const part = columns.map((column) => column.subarray(start, end));
    turns.push(explainColumns(model, explainer, groups, { columns: part, rowCount: end - start }, positive));
  }
  const joined = (output: number, of: 'margins' | 'values') =>
    Float64Array.from(turns.flatMap((turn) => [...turn[output]![of]]));
  return turns[0]!.map((first, output) => ({
    ...first,
    margins: joined(output, 'margins'),
    values: joined(output, 'values'),
  }));
}

/** Ten digits: more than the 1e-6 that is promised, at half the bytes. */
const rounded = (value: number): number => Number(value.toPrecision(10));
