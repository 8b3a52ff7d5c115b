import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Expr } from '@/nodes/kernel/expr/expr';
import type { FunctionRow } from '@/nodes/kernel/expr/function-row';
import { FUNCTIONS } from '@/nodes/kernel/expr/functions';
import { readExpr } from '@/nodes/kernel/expr/read-expr';
import { SCALAR_TYPES } from '@/nodes/kernel/schema';
import { type Cell, cellsEqual, type Table } from '../testing/expressions/cells';
import { type DuckdbEvaluator, openDuckdbEvaluator } from '../testing/expressions/in-duckdb';
import { evaluateInOnnx } from '../testing/expressions/in-onnx';
import { Random } from '../testing/expressions/random';
import { randomTable } from '../testing/expressions/random-cells';
import { randomExpr } from '../testing/expressions/random-expr';
import { canEvaluate, evaluate } from '../testing/expressions/reference/reference';

let duckdb: DuckdbEvaluator;
beforeAll(async () => {
  duckdb = await openDuckdbEvaluator();
});
afterAll(() => duckdb.close());

const rows = Object.entries(FUNCTIONS) as [string, FunctionRow][];
const isList = (arg: Expr): boolean => arg.op === 'literal' && Array.isArray(arg.value);
const table: Table = { columns: { any: 'float' }, rows: [{ any: 1 }, { any: null }] };

describe('the function table', () => {
  test.each(rows.filter(([, row]) => row.example))(
    '%s gives what its example says, in runs and served',
    async (_, row) => {
      const { of, is } = row.example!;
      const nothing = { columns: [], open: false };
      let { expr, type, problems } = readExpr(of, nothing);
      if (!expr && is === null) ({ expr, type, problems } = readExpr(of, nothing, 'float'));
      expect(problems).toEqual([]);
      const typed = [{ expr: expr!, type: type! }];
      const wanted: Cell = type === 'int' && typeof is === 'number' ? BigInt(is) : is;
      const [inRuns] = await duckdb.evaluate(typed, table);
      expect(inRuns!.every((cell) => cellsEqual(cell, wanted))).toBe(true);
      if (typeof row.agreement === 'object') return;
      const { batch, alone } = await evaluateInOnnx(typed, table, [0]);
      for (const cell of [...batch[0]!, alone[0]![0]!]) expect(cellsEqual(cell, wanted), `${String(cell)}`).toBe(true);
    },
  );

  test('has an ONNX form for every function that does not say why it has none', () => {
    const silent = rows.filter(([, row]) => (row.onnx === undefined) !== (typeof row.agreement === 'object'));
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  test('says truly which calls may give null', () => {
    const wrong = new Set<string>();
    for (let at = 0; at < 30_000; at++) {
      const random = new Random(at);
      const expr = randomExpr(random, random.pick(SCALAR_TYPES), 1);
      if (expr.op !== 'call' || !canEvaluate(expr)) continue;
      const { nulls } = FUNCTIONS[expr.fn];
      const [row] = randomTable(random, 1).rows;
      const value = evaluate(expr, row!);
      const anyMissing = expr.args.some((arg) => !isList(arg) && evaluate(arg, row!) === null);
      const isWrong =
        (nulls === 'never' && value === null) ||
        (nulls === 'propagate' && (value === null) !== anyMissing) ||
        (nulls === 'domain' && anyMissing && value !== null);
      if (isWrong) wrong.add(expr.fn);
    }
    expect([...wrong]).toEqual([]);
  });

  test('has an example for every function people type', () => {
    expect(rows.filter(([, row]) => !row.internal && !row.example).map(([name]) => name)).toEqual([]);
  });
});
