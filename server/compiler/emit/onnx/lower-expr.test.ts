import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { call, col, type Expr, float, floatList, text, textList } from '@/nodes/kernel/expr/expr';
import type { ColumnType } from '@/nodes/kernel/schema';
import { type Answer, openSession } from '@/server/engine/onnx';
import { emitOnnx } from './emit-onnx';
import { type Cell, encode, planOf, type Row, requestTable } from './testing/reference';

const columns = { f: 'float', g: 'float', i: 'int', j: 'int', s: 'text', t: 'text', b: 'bool', c: 'bool' } as const;
const words = ['', 'a', 'A', 'ß', '日本', '😀', ' a', "it's", 'a\nb', 'null', 'é', 'é'];

const nullable = (cell: fc.Arbitrary<Cell>) => fc.option(cell, { nil: null, freq: 4 });
const floats = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    1,
    -1,
    0.1,
    0.3,
    2 ** 53,
    1.7976931348623157e308,
    -1.7976931348623157e308,
    5e-324,
    1e-308,
    1e300,
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const ints = fc.oneof(
  fc.constantFrom(0, 1, -1, 2, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
  fc.maxSafeInteger(),
);
const texts = fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme', maxLength: 4 }));
const rows: fc.Arbitrary<Row> = fc.record({
  f: nullable(floats),
  g: nullable(floats),
  i: nullable(ints),
  j: nullable(ints),
  s: nullable(texts),
  t: nullable(texts),
  b: nullable(fc.boolean()),
  c: nullable(fc.boolean()),
});

const cellsOf = (answer: Answer, tensor: string, missing: string | undefined, rowCount: number): Cell[] => {
  const { values, width } = answer[tensor]!;
  return Array.from({ length: rowCount }, (_, row) => {
    if (missing && answer[missing]!.values[row]) return null;
    if (width > 1) return Array.from(values.slice(row * width, (row + 1) * width) as Float64Array);
    const value = values[row]!;
    return typeof value === 'bigint' ? Number(value) : Number.isNaN(value) ? null : (value as Cell);
  });
};

async function holdAgainstReference(expressions: readonly { expr: Expr; type: ColumnType }[], table: readonly Row[]) {
  const plan = planOf(columns, {
    steps: [{ kind: 'project', columns: expressions.map(({ expr }, at) => ({ name: `x${at}`, expr })) }],
    result: expressions.map(({ type }, at) => ({ name: `x${at}`, type, nullable: true })),
  });
  const { bytes, signature } = emitOnnx(plan, { learned: () => ({ type: 'float', value: null }) });
  const session = await openSession(bytes, signature);
  const batch = await session.predict(requestTable(plan, table), table.length);
  for (const [at, { expr, type }] of expressions.entries()) {
    const column = signature.columns[at]!;
    const asType = (cell: Cell) => (type === 'bool' && typeof cell === 'number' ? cell === 1 : cell);
    const inBatch = cellsOf(batch, column.tensor, column.missing, table.length).map(asType);
    const expected = table.map((row) => encode(expr, row));
    expect(inBatch.map((cell) => (cell === 0 ? 0 : cell))).toEqual(expected.map((cell) => (cell === 0 ? 0 : cell)));
    const alone = await session.predict(requestTable(plan, [table[0]!]), 1);
    expect(cellsOf(alone, column.tensor, column.missing, 1).map(asType)[0]).toEqual(inBatch[0]);
  }
  await session.close();
}

describe('expressions in ONNX', () => {
  it('encode text, whole numbers and truth by category, with a component for the unseen', async () => {
    const vectors: Expr[] = [
      call('one_hot', col('s'), textList(words)),
      call('one_hot_unknown', col('t'), textList(['a', ''])),
      call('one_hot', col('i'), textList(['0', '1', '-1'])),
      call('one_hot_unknown', col('b'), textList(['true'])),
      call('one_hot_unknown', col('f'), floatList([0, 0.1])),
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(rows, { minLength: 1, maxLength: 12 }), (table) =>
        holdAgainstReference(
          vectors.map((expr) => ({ expr, type: 'vector' })),
          table,
        ),
      ),
      { numRuns: 60 },
    );
  });

  it('keep dates as days and timestamps as microseconds', async () => {
    const moment: Expr = { op: 'literal', type: 'timestamp', value: '2024-02-29T12:00:00.123456Z' };
    const day: Expr = { op: 'literal', type: 'date', value: '1969-12-31' };
    const plan = planOf(
      { at: 'timestamp', on: 'date' },
      {
        steps: [
          {
            kind: 'project',
            columns: [
              { name: 'late', expr: call('less', moment, col('at')) },
              { name: 'before', expr: call('less_or_equal', col('on'), day) },
              { name: 'constant', expr: float(2) },
            ],
          },
        ],
        result: [
          { name: 'late', type: 'bool', nullable: true },
          { name: 'before', type: 'bool', nullable: true },
          { name: 'constant', type: 'float', nullable: true },
        ],
      },
    );
    const { bytes, signature } = emitOnnx(plan, { learned: () => ({ type: 'float', value: null }) });
    const session = await openSession(bytes, signature);
    const micros = Date.parse('2024-02-29T12:00:00.123Z') * 1000 + 456;
    const answer = await session.predict(
      requestTable(plan, [
        { at: micros, on: -1 },
        { at: micros + 1, on: 0 },
        { at: null, on: null },
      ]),
      3,
    );
    expect([...answer.late!.values]).toEqual([0, 1, expect.anything()]);
    expect([...answer.before!.values].slice(0, 2)).toEqual([1, 0]);
    expect([...answer.late$missing!.values]).toEqual([0, 0, 1]);
    expect([...answer.constant!.values]).toEqual([2, 2, 2]);
  });

  it('answer no rows before onnxruntime is asked', async () => {
    const plan = planOf(columns, { steps: [], result: [{ name: 's', type: 'text', nullable: true }] });
    const { bytes, signature } = emitOnnx(plan, { learned: () => ({ type: 'float', value: null }) });
    const session = await openSession(bytes, signature);
    const answer = await session.predict(requestTable(plan, []), 0);
    expect(answer[signature.columns[0]!.tensor]!.values).toHaveLength(0);
  });

  it('refuse what has no ONNX form in words', () => {
    const plan = planOf(columns, {
      steps: [{ kind: 'filter', where: call('less', col('s'), text('b')), reasons: [] }],
    });
    expect(() => emitOnnx(plan, { learned: () => ({ type: 'float', value: null }) })).toThrow(/order of text values/);
  });
});
