import type { Expr } from './expr';
import { type OnnxValue, onnx } from './onnx';
import { sqlText } from './sql-text';

/** How far DuckDB and ONNX agree: `exact` to the bit, `close` within 1e-15 + 4 ulp. */
export type Agreement = 'exact' | 'close';

export interface FunctionRow {
  readonly summary: string;
  readonly agreement: Agreement;
  /** SQL of the call, given the SQL of its arguments. */
  readonly duckdb: (args: readonly string[], call: readonly Expr[]) => string;
  /** The same call as ONNX operators, given lowered arguments. */
  readonly onnx: (args: readonly OnnxValue[], call: readonly Expr[]) => OnnxValue;
}

/** Every function of the expression language, a row each. Comparisons of null are null; `and`/`or` are three-valued. */
export const FUNCTIONS = {
  is_null: {
    summary: 'True where the value is missing.',
    agreement: 'exact',
    duckdb: ([a]) => `(${a} is null)`,
    onnx: ([a]) => onnx.isNull(a!),
  },
  not: {
    summary: 'Logical negation; null stays null.',
    agreement: 'exact',
    duckdb: ([a]) => `(not ${a})`,
    onnx: ([a]) => onnx.not(a!),
  },
  and: {
    summary: 'True when all are true.',
    agreement: 'exact',
    duckdb: (args) => (args.length === 0 ? 'true' : `(${args.join(' and ')})`),
    onnx: (args) => onnx.and(args),
  },
  or: {
    summary: 'True when any is true.',
    agreement: 'exact',
    duckdb: (args) => (args.length === 0 ? 'false' : `(${args.join(' or ')})`),
    onnx: (args) => onnx.or(args),
  },
  is_true: {
    summary: 'True where the condition is true; false where it is false or missing.',
    agreement: 'exact',
    duckdb: ([a]) => `coalesce(${a}, false)`,
    onnx: ([a]) => onnx.isTrue(a!),
  },
  equal: {
    summary: 'Equality; null when either is missing.',
    agreement: 'exact',
    duckdb: ([a, b]) => `(${a} = ${b})`,
    onnx: ([a, b]) => onnx.compare('Equal', a!, b!),
  },
  less: {
    summary: 'Numeric or time order.',
    agreement: 'exact',
    duckdb: ([a, b]) => `(${a} < ${b})`,
    onnx: ([a, b]) => onnx.compare('Less', a!, b!),
  },
  less_or_equal: {
    summary: 'Numeric or time order.',
    agreement: 'exact',
    duckdb: ([a, b]) => `(${a} <= ${b})`,
    onnx: ([a, b]) => onnx.compare('LessOrEqual', a!, b!),
  },
  in_set: {
    summary: 'True when the value is one of a list.',
    agreement: 'exact',
    duckdb: ([a, list]) => `list_contains(${list}, ${a})`,
    onnx: ([a, list]) => onnx.inSet(a!, list!),
  },
  matches: {
    summary: 'True when the whole text matches a regular expression (RE2).',
    agreement: 'exact',
    duckdb: ([a, pattern]) => `regexp_full_match(${a}, ${pattern})`,
    onnx: ([a, pattern]) => onnx.matches(a!, pattern!),
  },
  if_true: {
    summary: 'A constant text where the condition is true, else missing.',
    agreement: 'exact',
    duckdb: ([condition, value]) => `(case when ${condition} then ${value} end)`,
    onnx: () => {
      throw new Error('if_true names reasons and is not lowered to ONNX');
    },
  },
  coalesce: {
    summary: 'The first value that is not missing.',
    agreement: 'exact',
    duckdb: (args) => `coalesce(${args.join(', ')})`,
    onnx: (args) => onnx.coalesce(args),
  },
  add: {
    summary: 'Sum of doubles.',
    agreement: 'exact',
    duckdb: ([a, b]) => finite(`(${a} + ${b})`),
    onnx: ([a, b]) => onnx.arithmetic('Add', a!, b!),
  },
  subtract: {
    summary: 'Difference of doubles.',
    agreement: 'exact',
    duckdb: ([a, b]) => finite(`(${a} - ${b})`),
    onnx: ([a, b]) => onnx.arithmetic('Sub', a!, b!),
  },
  multiply: {
    summary: 'Product of doubles.',
    agreement: 'exact',
    duckdb: ([a, b]) => finite(`(${a} * ${b})`),
    onnx: ([a, b]) => onnx.arithmetic('Mul', a!, b!),
  },
  divide: {
    summary: 'Quotient of doubles; null when the divisor is 0.',
    agreement: 'exact',
    duckdb: ([a, b]) => finite(`(${a} / nullif(${b}, 0))`),
    onnx: ([a, b]) => onnx.arithmetic('Div', a!, b!),
  },
  standardise: {
    summary: '(x − mean) / deviation; a constant column (deviation 0) becomes x − mean.',
    agreement: 'exact',
    duckdb: ([a, mean, deviation]) =>
      finite(`((${a} - ${mean}) / (case when ${deviation} = 0 then 1.0::double else ${deviation} end))`),
    onnx: ([a, mean, deviation]) => onnx.standardise(a!, mean!, deviation!),
  },
  to_float: {
    summary: 'An int or bool as a double.',
    agreement: 'exact',
    duckdb: ([a]) => `(${a})::double`,
    onnx: ([a]) => onnx.toFloat(a!),
  },
  to_bool_float: {
    summary: 'True as 1, false as 0.',
    agreement: 'exact',
    duckdb: ([a]) => `(${a})::int::double`,
    onnx: ([a]) => onnx.toFloat(a!),
  },
  one_hot: {
    summary: 'One component per category, 1 where the value is that category; all 0 for others.',
    agreement: 'exact',
    duckdb: ([a], [, list]) => doubles(categorySql(a!, list!)),
    onnx: ([a, list]) => onnx.oneHot(a!, list!),
  },
  one_hot_unknown: {
    summary: 'one_hot with a last component that is 1 for values in no category.',
    agreement: 'exact',
    duckdb: ([a, listSql], [, list]) =>
      doubles([...categorySql(a!, list!), `(not coalesce(list_contains(${listSql}, ${a}), false))::int::double`]),
    onnx: ([a, list]) => onnx.oneHotUnknown(a!, list!),
  },
  ordinal: {
    summary: 'Position of the value in a list, from 0; −1 for values not in it.',
    agreement: 'exact',
    duckdb: ([a, list]) => `(coalesce(list_position(${list}, ${a}), 0) - 1)::double`,
    onnx: ([a, list]) => onnx.ordinal(a!, list!),
  },
} as const satisfies Record<string, FunctionRow>;

export type FunctionName = keyof typeof FUNCTIONS;

/** Overflow to infinity or NaN is null: the language has no NaN. */
function finite(sql: string): string {
  return `(case when isfinite(${sql}) then ${sql} end)`;
}

/** One indicator per category, spelled out: three times as fast as list_transform over a million rows. */
function categorySql(value: string, list: Expr): string[] {
  const categories = list.op === 'literal' && Array.isArray(list.value) ? list.value : [];
  return categories.map((category) => `coalesce((${value} = ${sqlText(String(category))})::int::double, 0)`);
}

const doubles = (items: readonly string[]): string => `[${items.join(', ')}]::double[]`;
