import { z } from 'zod';

/** One expectation as files hold it. `expectation_type` is what older versions wrote; other keys are kept as they are. */
export const expectationSchema = z
  .looseObject({
    type: z.string().optional(),
    expectation_type: z.string().optional(),
    kwargs: z.record(z.string(), z.unknown()).default({}),
    severity: z.string().optional(),
    meta: z.record(z.string(), z.unknown()).nullish(),
  })
  .refine(({ type, expectation_type }) => type !== undefined || expectation_type !== undefined, 'it has no type');

export const suiteSchema = z.looseObject({
  name: z.string().optional(),
  expectations: z.array(expectationSchema),
  meta: z.record(z.string(), z.unknown()).nullish(),
});
export type Expectation = z.infer<typeof expectationSchema>;
export type Suite = z.infer<typeof suiteSchema>;

export type Settings = Record<string, unknown>;

/** Figures of a column by the name each expectation has for it. */
export const FIGURES: Readonly<Record<string, string>> = {
  expect_column_mean_to_be_between: 'mean',
  expect_column_min_to_be_between: 'min',
  expect_column_max_to_be_between: 'max',
  expect_column_median_to_be_between: 'median',
  expect_column_stdev_to_be_between: 'stdev',
  expect_column_sum_to_be_between: 'sum',
  expect_column_unique_value_count_to_be_between: 'distinct-count',
};

/** What engines call the types that Sluice has. */
const TYPE_NAMES: Readonly<Record<string, readonly string[]>> = {
  int: ['INTEGER', 'BIGINT', 'INT', 'SMALLINT', 'TINYINT', 'LONG', 'INT64', 'INT32', 'INTEGERTYPE', 'LONGTYPE'],
  float: ['FLOAT', 'DOUBLE', 'DOUBLE PRECISION', 'REAL', 'FLOAT64', 'FLOAT32', 'NUMERIC', 'DOUBLETYPE', 'FLOATTYPE'],
  text: ['VARCHAR', 'TEXT', 'STR', 'STRING', 'OBJECT', 'CHAR', 'STRINGTYPE'],
  bool: ['BOOLEAN', 'BOOL', 'BOOLEANTYPE'],
  date: ['DATE', 'DATETYPE'],
  timestamp: ['TIMESTAMP', 'DATETIME', 'DATETIME64[NS]', 'TIMESTAMP WITHOUT TIME ZONE', 'TIMESTAMPTYPE'],
};

export const typeOfName = (name: unknown): string | undefined =>
  typeof name === 'string'
    ? Object.keys(TYPE_NAMES).find((type) => TYPE_NAMES[type]!.includes(name.toUpperCase()))
    : undefined;
export const nameOfType = (type: string): string => TYPE_NAMES[type]?.[0] ?? type;

/** Their patterns may match anywhere in the text, ours match the whole of it. */
export function wholePattern(regex: string): string {
  const whole = /^\^\(\?:(.*)\)\$$/s.exec(regex) ?? (regex.includes('|') ? null : /^\^(.*[^\\]|)\$$/s.exec(regex));
  return whole ? whole[1]! : `(?s).*(?:${regex}).*`;
}
export function anywherePattern(pattern: string): string {
  return /^\(\?s\)\.\*\(\?:(.*)\)\.\*$/s.exec(pattern)?.[1] ?? `^(?:${pattern})$`;
}
