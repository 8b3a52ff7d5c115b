import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, col, type Expr, floatList, textList } from '@/nodes/kernel/expr/expr';
import { openTestStage, type TestStage } from '@/nodes/testing-context';
import { openSession } from '@/server/engine/onnx';
import { renderExpr } from '../duckdb';
import { emitOnnx } from './emit-onnx';
import { type Cell, planOf, type Row, requestTable } from './testing/reference';

let stage: TestStage;
beforeAll(async () => {
  stage = await openTestStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const columns = { s: 'text', i: 'int', b: 'bool', d: 'date' } as const;
const words = [
  '',
  'a',
  'A',
  'ß',
  '日本',
  '😀',
  ' a',
  "it's",
  'a\nb',
  'null',
  'é',
  'é',
  '1',
  '-1',
  'true',
  '1970-01-02',
];
const rows: fc.Arbitrary<Row> = fc.record({
  s: fc.option(fc.constantFrom(...words), { nil: null }),
  i: fc.option(fc.constantFrom(0, 1, -1, Number.MAX_SAFE_INTEGER), { nil: null }),
  b: fc.option(fc.boolean(), { nil: null }),
  d: fc.option(fc.constantFrom(-1, 0, 1), { nil: null }),
});
const keys = fc.uniqueArray(fc.constantFrom(...words, '0', 'false', '9007199254740991', '1969-12-31'), {
  maxLength: 12,
});
// −0 equals 0 in the language, and a literal of it is written 0.
const number = fc
  .oneof(
    fc.constantFrom(0, -0.1, 5e-324, 1.7976931348623157e308, 1e21, 1e-7),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  )
  .map((value) => value + 0);

const literal = (name: keyof typeof columns, cell: Cell): string => {
  if (cell === null) return 'null';
  if (name === 's') return `'${String(cell).replaceAll("'", "''")}'`;
  return name === 'd' ? `date '1970-01-01' + (${cell})` : String(cell);
};

/** The same expressions by DuckDB and by onnxruntime, cell by cell. */
async function both(table: readonly Row[], expressions: readonly { expr: Expr; type: 'float' | 'text' }[]) {
  const values = table.map(
    (row) =>
      `(${Object.keys(columns)
        .map((name) => literal(name as 's', row[name]!))
        .join(', ')})`,
  );
  const from = `(select s::varchar as s, i::bigint as i, b::boolean as b, d::date as d from (values ${values.join(', ')}) t(s, i, b, d))`;
  const sql = expressions.map(({ expr }, at) => `${renderExpr(expr, { learned: () => undefined })} as x${at}`);
  const inSql = await stage.database.rows<Record<string, Cell>>(`select ${sql.join(', ')} from ${from}`);
  const plan = planOf(columns, {
    steps: [{ kind: 'project', columns: expressions.map(({ expr }, at) => ({ name: `x${at}`, expr })) }],
    result: expressions.map(({ type }, at) => ({ name: `x${at}`, type, nullable: true })),
  });
  const { bytes, signature } = emitOnnx(plan, { learned: () => ({ type: 'float', value: null }) });
  const session = await openSession(bytes, signature);
  const answer = await session.predict(requestTable(plan, table), table.length);
  await session.close();
  return expressions.map(({ type }, at) => {
    const { tensor, missing } = signature.columns[at]!;
    const onnx = table.map((_, row) => {
      const value = answer[tensor]!.values[row]!;
      if (missing && answer[missing]!.values[row]) return null;
      return type === 'float' && Number.isNaN(value) ? null : value;
    });
    return { duckdb: inSql.map((row) => row[`x${at}`]), onnx };
  });
}

describe('lookup', () => {
  it('is the same in DuckDB and in ONNX for text, ints, truth and dates', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(rows, { minLength: 1, maxLength: 8 }),
        keys.chain((list) =>
          fc.tuple(fc.constant(list), fc.array(number, { minLength: list.length, maxLength: list.length })),
        ),
        async (table, [list, numbers]) => {
          const found = await both(table, [
            { expr: call('lookup', col('s'), textList(list), floatList(numbers)), type: 'float' },
            {
              expr: call('lookup', col('s'), textList(list), textList(numbers.map((value) => `«${value}»`))),
              type: 'text',
            },
            {
              expr: call('lookup', col('i'), textList(list.filter((key) => /^-?\d+$/.test(key))), floatList(numbers)),
              type: 'float',
            },
            {
              expr: call(
                'lookup',
                col('b'),
                textList(list.filter((key) => /^(true|false)$/.test(key))),
                floatList(numbers),
              ),
              type: 'float',
            },
            {
              expr: call(
                'lookup',
                col('d'),
                textList(list.filter((key) => /^\d{4}-\d\d-\d\d$/.test(key))),
                floatList(numbers),
              ),
              type: 'float',
            },
          ]);
          for (const { duckdb, onnx } of found) expect(onnx).toEqual(duckdb);
          const [first] = found;
          expect(first!.duckdb).toEqual(
            table.map(({ s }) => (s === null ? null : (numbers[list.indexOf(String(s))] ?? null))),
          );
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  });

  it('takes the first of equal keys, and ten thousand keys', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => `key ${at}`);
    const table = [
      { s: 'key 9999', i: null, b: null, d: null },
      { s: 'a', i: null, b: null, d: null },
    ];
    const [wide, twice] = await both(table, [
      { expr: call('lookup', col('s'), textList(many), floatList(many.map((_, at) => at / 3))), type: 'float' },
      { expr: call('lookup', col('s'), textList(['a', 'b', 'a']), floatList([1, 2, 3])), type: 'float' },
    ]);
    expect(wide).toEqual({ duckdb: [9999 / 3, null], onnx: [9999 / 3, null] });
    expect(twice).toEqual({ duckdb: [null, 1], onnx: [null, 1] });
  });
});
