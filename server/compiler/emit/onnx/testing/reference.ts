import type { Expr } from '@/nodes/kernel/expr/expr';
import type { ScalarType } from '@/nodes/kernel/schema';
import { blankColumn, type RequestTable } from '@/server/engine/onnx';
import type { ServePlan } from '../../serve-plan';

export type Cell = string | number | boolean | null | readonly (number | null)[];
export type Row = Readonly<Record<string, Cell>>;

/** The language's meaning in a page of plain JavaScript, to hold the ONNX lowerings against. */
export function evaluate(expr: Expr, row: Row): Cell {
  if (expr.op === 'column') return row[expr.name] ?? null;
  if (expr.op === 'literal') return expr.value as Cell;
  if (expr.op === 'learned') throw new Error('bind learned values first');
  const list = (at: number) => (expr.args[at] as { value: readonly (string | number)[] }).value;
  const args = expr.args.map((arg) => (arg.op === 'literal' && Array.isArray(arg.value) ? null : evaluate(arg, row)));
  const [a, b] = args as [Cell, Cell];
  const strict = (compute: () => Cell): Cell => (args.includes(null) ? null : compute());
  const finite = (value: number): Cell => (Number.isFinite(value) ? value : null);
  const number = (value: Cell) => Number(value);
  switch (expr.fn) {
    case 'is_null':
      return a === null;
    case 'not':
      return a === null ? null : !a;
    case 'and':
      return args.includes(false) ? false : args.includes(null) ? null : true;
    case 'or':
      return args.includes(true) ? true : args.includes(null) ? null : false;
    case 'is_true':
      return a === true;
    case 'equal':
      return strict(() => a === b);
    case 'less':
      return strict(() => a! < b!);
    case 'less_or_equal':
      return strict(() => a! <= b!);
    case 'in_set':
      return a === null ? null : list(1).includes(a as string);
    case 'matches':
      return a === null ? null : new RegExp(`^(?:${b})$`, 'u').test(String(a));
    case 'coalesce':
      return args.find((arg) => arg !== null) ?? null;
    case 'add':
      return strict(() => finite(number(a) + number(b)));
    case 'subtract':
      return strict(() => finite(number(a) - number(b)));
    case 'multiply':
      return strict(() => finite(number(a) * number(b)));
    case 'divide':
      return strict(() => finite(number(a) / number(b)));
    case 'standardise':
      return strict(() => finite((number(a) - number(b)) / (number(args[2]!) || 1)));
    case 'to_float':
    case 'to_bool_float':
      return a === null ? null : Number(a);
    case 'one_hot':
      return list(1).map((item) => Number(sameCategory(a, item)));
    case 'one_hot_unknown':
      return [
        ...list(1).map((item) => Number(sameCategory(a, item))),
        Number(!list(1).some((item) => sameCategory(a, item))),
      ];
    case 'ordinal':
      return list(1).findIndex((item) => sameCategory(a, item));
    default:
      throw new Error(`${expr.fn} has no reference here`);
  }
}

const sameCategory = (value: Cell, item: string | number): boolean =>
  value !== null && (typeof value === 'number' ? value === Number(item) : String(value) === String(item));

/** Rows of plain cells as tensors, by the columns of a plan. */
export function requestTable(plan: ServePlan, rows: readonly Row[]): RequestTable {
  return Object.fromEntries(
    plan.request.map(({ name, type }) => {
      const column = blankColumn(type, rows.length);
      rows.forEach((row, at) => {
        const cell = row[name] ?? null;
        if (cell === null) return;
        column.missing[at] = 0;
        column.values[at] = typeof column.values[at] === 'bigint' ? BigInt(cell as number) : (cell as never);
      });
      return [name, column];
    }),
  );
}

/** A plan with these steps over nullable columns. */
export function planOf(columns: Readonly<Record<string, ScalarType>>, rest: Partial<ServePlan>): ServePlan {
  return {
    node: 'deploy',
    port: 'table',
    request: Object.entries(columns).map(([name, type]) => ({ name, type, nullable: true })),
    parse: {
      format: 'csv',
      delimiter: ',',
      header: true,
      encoding: 'utf-8',
      nullTokens: [''],
      trim: false,
      dateFormats: [],
      types: {},
    },
    lookups: [],
    steps: [],
    result: [],
    fits: [],
    rawPrefix: 'raw$',
    ...rest,
  };
}
