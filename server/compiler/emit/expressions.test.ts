import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readExpr } from '@/nodes/kernel/expr/read-expr';
import type { TableSchema } from '@/nodes/kernel/schema';
import { type Cell, cellsEqual, type Row } from '../testing/expressions/cells';
import { checkCases, describeDifference } from '../testing/expressions/check-cases';
import { type DuckdbEvaluator, openDuckdbEvaluator } from '../testing/expressions/in-duckdb';
import { evaluateInOnnx } from '../testing/expressions/in-onnx';
import { openOnnxProcess } from '../testing/expressions/onnx-process';
import { COLUMNS } from '../testing/expressions/random-cells';

let duckdb: DuckdbEvaluator;
beforeAll(async () => {
  duckdb = await openDuckdbEvaluator();
});
afterAll(() => duckdb.close());

const schema: TableSchema = {
  columns: Object.entries(COLUMNS).map(([name, type]) => ({ name, type, nullable: true })),
  open: false,
};
const SMALLEST = -(2n ** 63n);

/** An expression, a row, what it is; and what once went wrong. */
const FOUND: readonly (readonly [was: string, typed: string, row: Row, is: Cell])[] = [
  ['the smallest int over −1 ends the process', 'floor_div(i, j)', { i: SMALLEST, j: -1n }, null],
  ['its remainder too', 'mod(i, j)', { i: SMALLEST, j: -1n }, 0n],
  ['onnxruntime wraps products', 'i * j', { i: 2n ** 62n, j: 2n }, null],
  ['onnxruntime takes remainders in double', 'mod(i, j)', { i: 30_357_202_479_425_345n, j: 7n }, 6n],
  ['onnxruntime makes y / x of 1 / x · y', 'mod(1, j)', { j: 7n }, 1n],
  ['its Sign reads 32 bits', 'sign(i)', { i: 2n ** 31n }, 1n],
  ['its Max and Min read 32 bits in a batch', 'right(s, i)', { s: 'oslo', i: 2n ** 31n }, 'oslo'],
  ['it takes 1.000000001 for 1', 'null_if(f, g) * 1.000000001', { f: 3, g: 0 }, 3.0000000030000002],
  ['it takes 1e-54 for 0', 'null_if(f, g) - 1e-54', { f: -5e-252, g: 0 }, -1e-54],
  ['a missing number to the power of 0 is 1 for it', 'power(f, 0)', { f: null }, null],
  ['1 to the power of a missing number too', 'power(1, f)', { f: null }, null],
  ['DuckDB’s greatest passes over nulls', 'left(s, i)', { s: 'oslo', i: null }, null],
  ['a start far before the text', 'substring(s, i, 7651432410859254)', { s: 'oslo', i: -(2n ** 31n) }, 'oslo'],
  ['the last position there is', 'substring(s, i, j)', { s: 'oslo', i: SMALLEST, j: 2n ** 63n - 1n }, ''],
  ['a list of numbers that are no ints', 'i in (-3.5e297, 3.5, 3)', { i: 3n }, true],
  ['DuckDB rounds to even by way of 10⁰', 'to_int(f)', { f: 2 ** 51 + 0.5 }, 2n ** 51n],
  ['DuckDB raises on sin(∞)', 'cyclic_sin(f, g)', { f: 1.5e308, g: 1.7e308 }, -0.6736956436465572],
  ['stod throws on tiny numbers', 'to_float(s)', { s: '4.9e-324' }, null],
  ['stod reads 12abc', 'to_float(s)', { s: '12abc' }, null],
  ['0.5 added would round it up', 'round(f)', { f: 0.49999999999999994 }, 0],
  ['DuckDB keeps graphemes when it reverses', 'reverse(s)', { s: 'e\u0301' }, '\u0301e'],
  ['DuckDB counts no week from Sunday to Monday', "date_diff('week', d, e)", { d: 19_729n, e: 19_730n }, 1n],
];

describe('expressions', () => {
  test.each(FOUND)('%s: %s', async (_, typed, row, is) => {
    const { expr, type, problems } = readExpr(typed, schema);
    expect(problems).toEqual([]);
    const expressions = [{ expr: expr!, type: type! }];
    const table = { columns: COLUMNS, rows: [row, row, {}] };
    const [inRuns] = await duckdb.evaluate(expressions, table);
    const served = await evaluateInOnnx(expressions, table, [0]);
    for (const cell of [inRuns![0]!, inRuns![1]!, served.batch[0]![0]!, served.batch[0]![1]!, served.alone[0]![0]!]) {
      expect(cellsEqual(cell, is), `${cell}, not ${is}`).toBe(true);
    }
  });

  test('agree between engines and with the reference, as closely as their functions declare', async () => {
    const onnx = openOnnxProcess();
    const { counts, differences } = await checkCases(2026, 800, { duckdb, onnx: onnx.evaluate });
    onnx.close();
    expect(differences.map(describeDifference)).toEqual([]);
    expect(counts.distinct).toBeGreaterThan(600);
    expect(counts.cells).toBeGreaterThan(25_000);
  });

  test('do not grow out of hand when they are nested', async () => {
    const nested = Array.from({ length: 30 }).reduce(
      (inner: string) => `exp(ln(abs(${inner}) + 1) + 0.1) - s_length`,
      'f',
    );
    const typed = nested.replaceAll('s_length', 'length(s)');
    const { expr, type } = readExpr(typed, schema);
    const table = { columns: COLUMNS, rows: [{ f: 1, s: 'ab' }, {}] };
    const [inRuns] = await duckdb.evaluate([{ expr: expr!, type: type! }], table);
    expect(inRuns![1]).toBe(null);
    const served = await evaluateInOnnx([{ expr: expr!, type: type! }], table, [0]);
    expect(served.batch[0]![0]).toBeCloseTo(inRuns![0] as number, 6);
  });
});
