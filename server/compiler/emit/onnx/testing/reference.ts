import type { Expr } from '@/nodes/kernel/expr/expr';
import type { ScalarType } from '@/nodes/kernel/schema';
import { blankColumn, type RequestTable } from '@/server/engine/onnx';
import type { ServePlan } from '../../serve-plan';

export type Cell = string | number | boolean | null | readonly (number | null)[];
export type Row = Readonly<Record<string, Cell>>;

/** What one-hot encoders make of a column, in plain JavaScript. */
export function encode(expr: Expr, row: Row): Cell {
  if (expr.op !== 'call') throw new Error('an encoder is a call');
  const [column, list] = expr.args as unknown as readonly [{ name: string }, { value: readonly (string | number)[] }];
  const found = list.value.map((item) => Number(sameCategory(row[column.name] ?? null, item)));
  return expr.fn === 'one_hot' ? found : [...found, Number(!found.includes(1))];
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
