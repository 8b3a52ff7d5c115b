import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Expr } from '@/nodes/kernel/expr/expr';
import type { FunctionRow } from '@/nodes/kernel/expr/function-row';
import { FUNCTIONS } from '@/nodes/kernel/expr/functions';
import { mayBeNull } from '@/nodes/kernel/expr/nullable';
import { SCALAR_TYPES } from '@/nodes/kernel/schema';
import { written } from '../testing/expressions/check-cases';
import { type DuckdbEvaluator, openDuckdbEvaluator, type TypedExpr } from '../testing/expressions/in-duckdb';
import { Random } from '../testing/expressions/random';
import { randomTable } from '../testing/expressions/random-cells';
import { randomExpr } from '../testing/expressions/random-expr';

let duckdb: DuckdbEvaluator;
beforeAll(async () => {
  duckdb = await openDuckdbEvaluator();
});
afterAll(() => duckdb.close());

type Call = Extract<Expr, { op: 'call' }>;
const isList = (expr: Expr): boolean => expr.op === 'literal' && Array.isArray(expr.value);

/** A random call, and its arguments but for lists, to be evaluated beside it. */
function randomCall(random: Random): { readonly call: Call; readonly parts: readonly TypedExpr[] } | undefined {
  const type = random.pick(SCALAR_TYPES);
  const call = randomExpr(random, type, random.whole(1, 2));
  if (call.op !== 'call') return undefined;
  const args = call.args.flatMap((expr, at) => (isList(expr) ? [] : [{ expr, type: call.types![at]! }]));
  return { call, parts: [{ expr: call, type }, ...args] };
}

test('a function whose row says so is never null where its arguments are there, and null where one is missing', async () => {
  const wrong = new Set<string>();
  for (let seed = 0; seed < 12; seed++) {
    const random = new Random(70_000 + seed);
    const table = randomTable(random, 16);
    const calls = Array.from({ length: 30 }, () => randomCall(random)).filter((found) => found !== undefined);
    const columns = await duckdb.evaluate(
      calls.flatMap(({ parts }) => parts),
      table,
    );
    let at = 0;
    for (const { call, parts } of calls) {
      const row: FunctionRow = FUNCTIONS[call.fn];
      const [values, ...args] = columns.slice(at, at + parts.length);
      at += parts.length;
      for (const [place, value] of values!.entries()) {
        let next = 0;
        const nulls = call.args.map((arg) => !isList(arg) && args[next++]![place] === null);
        const isExpectedNull = row.nulls === 'propagate' && nulls.includes(true);
        if (value === null ? !mayBeNull(row, nulls) : isExpectedNull) wrong.add(`${call.fn}: ${written(call)}`);
      }
    }
  }
  expect([...wrong]).toEqual([]);
});
