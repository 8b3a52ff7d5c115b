import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { col, text } from '@/nodes/kernel/expr/expr';
import type { FunctionName } from '@/nodes/kernel/expr/functions';
import { letterCase } from '@/nodes/kernel/expr/letter-case';
import { readPattern } from '@/nodes/kernel/expr/pattern';
import { readExpr } from '@/nodes/kernel/expr/read-expr';
import type { ScalarType, TableSchema } from '@/nodes/kernel/schema';
import { type Cell, cellsEqual, type Row, type Table } from '../testing/expressions/cells';
import { checkCases, describeDifference, written } from '../testing/expressions/check-cases';
import { type DuckdbEvaluator, openDuckdbEvaluator, type TypedExpr } from '../testing/expressions/in-duckdb';
import { evaluateInOnnx } from '../testing/expressions/in-onnx';
import { openOnnxProcess } from '../testing/expressions/onnx-process';
import { Random } from '../testing/expressions/random';
import { COLUMNS } from '../testing/expressions/random-cells';
import { randomPattern } from '../testing/expressions/random-pattern';

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
  ['DuckDB makes false of a null', "date_trunc('month', n) = timestamp '1961-12-12 07:13:51'", { n: null }, null],
  ['DuckDB counts no week from Sunday to Monday', "date_diff('week', d, e)", { d: 19_729n, e: 19_730n }, 1n],
];

const patternCall = (fn: FunctionName, type: ScalarType, pattern: string): TypedExpr => ({
  expr: { op: 'call', fn, args: [col('s'), text(pattern)], types: ['text', 'text'] },
  type,
});

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
    const { counts, differences } = await checkCases(2026, 600, { duckdb, onnx: onnx.evaluate });
    onnx.close();
    expect(differences.map(describeDifference)).toEqual([]);
    expect(counts.distinct).toBeGreaterThan(450);
    expect(counts.cells).toBeGreaterThan(18_000);
  }, 120_000);

  test('find the same by every pattern that can be read', async () => {
    const random = new Random(7);
    const texts = ['', 'a', 'ab', 'aab', 'bé😀', 'a\nb', '12-34', 'xA b', 'ab ab', '...', 'aaaa', 'É'];
    const table = { columns: COLUMNS, rows: texts.map((s) => ({ s })) };
    const patterns = [...new Set(Array.from({ length: 400 }, () => randomPattern(random)))];
    const read = patterns.flatMap((pattern) => {
      const found = readPattern(pattern);
      return 'facts' in found ? [{ pattern, facts: found.facts }] : [];
    });
    expect(read.length).toBeGreaterThan(200);
    const typed = read.flatMap(({ pattern, facts }) => [
      patternCall('matches', 'bool', pattern),
      patternCall('contains_match', 'bool', pattern),
      ...(facts.firstIsLongest && !facts.matchesEmpty
        ? [patternCall('extract', 'text', pattern), patternCall('count_matches', 'int', pattern)]
        : []),
    ]);
    const inRuns = await duckdb.evaluate(typed, table);
    const served = await evaluateInOnnx(typed, table, []);
    for (const [at, { expr }] of typed.entries()) expect(served.batch[at], written(expr)).toEqual(inRuns[at]);
  });

  test.each(['lower', 'upper'] as const)('write every character in %s case as DuckDB does', async (which) => {
    const table = letterCase(which);
    const after = new Map(table.from.map((character, at) => [character, table.to[at]!]));
    const all = Array.from({ length: 0x10ffff }, (_, at) => at + 1)
      .filter((point) => point < 0xd800 || point > 0xdfff)
      .map((point) => String.fromCodePoint(point));
    const rows = Array.from({ length: 1100 }, (_, at) => ({ s: all.slice(at * 1024, (at + 1) * 1024).join('') }));
    const expr: TypedExpr = { expr: { op: 'call', fn: which, args: [col('s')], types: ['text'] }, type: 'text' };
    const [inRuns] = await duckdb.evaluate([expr], { columns: COLUMNS, rows });
    const wanted = rows.map(({ s }) => [...s].map((character) => after.get(character) ?? character).join(''));
    expect(inRuns!.filter((text, at) => text !== wanted[at])).toEqual([]);
    const few = rows.slice(0, 70);
    const served = await evaluateInOnnx([expr], { columns: COLUMNS, rows: few }, []);
    expect(served.batch[0]).toEqual(wanted.slice(0, 70));
  });

  test('do not grow out of hand when they are nested', async () => {
    const nested = Array.from({ length: 30 }).reduce(
      (inner: string) => `exp(ln(abs(${inner}) + 1) + 0.1) - s_length`,
      'f',
    );
    const typed = nested.replaceAll('s_length', 'length(s)');
    const { expr, type } = readExpr(typed, schema);
    const table: Table = { columns: COLUMNS, rows: [{ f: 1, s: 'ab' }, {}] };
    const [inRuns] = await duckdb.evaluate([{ expr: expr!, type: type! }], table);
    expect(inRuns![1]).toBe(null);
    const served = await evaluateInOnnx([{ expr: expr!, type: type! }], table, [0]);
    expect(served.batch[0]![0]).toBeCloseTo(inRuns![0] as number, 6);
  });
});
