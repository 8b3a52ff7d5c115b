import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bool, call, col, type Expr, float, floatList, int, nullOf, text, textList } from '@/nodes/kernel/expr/expr';
import type { ColumnType } from '@/nodes/kernel/schema';
import { type Answer, openSession } from '@/server/engine/onnx';
import { emitOnnx } from './emit-onnx';
import { type Cell, evaluate, planOf, type Row, requestTable } from './testing/reference';

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

/** Random well-typed expressions over the columns. */
const { number, condition } = fc.letrec<{ number: Expr; condition: Expr; word: Expr; whole: Expr }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(col('f'), col('g'), float(0.1), float(-3), nullOf('float')),
    fc
      .tuple(fc.constantFrom('add', 'subtract', 'multiply', 'divide', 'coalesce'), tie('number'), tie('number'))
      .map(([fn, a, b]) => call(fn, a, b)),
    fc.tuple(tie('number'), tie('number'), tie('number')).map((args) => call('standardise', ...args)),
    tie('whole').map((a) => call('to_float', a)),
    tie('condition').map((a) => call('to_bool_float', a)),
    tie('word').map((a) => call('ordinal', a, textList(['a', 'ß', '', '😀']))),
    tie('whole').map((a) => call('ordinal', a, floatList([2, 0, -1]))),
  ),
  whole: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(col('i'), col('j'), int(0), int(Number.MAX_SAFE_INTEGER), nullOf('int')),
    fc.tuple(tie('whole'), tie('whole')).map(([a, b]) => call('coalesce', a, b)),
  ),
  word: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(col('s'), col('t'), text(''), text('a'), nullOf('text')),
    fc.tuple(tie('word'), tie('word')).map(([a, b]) => call('coalesce', a, b)),
  ),
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(col('b'), col('c'), bool(true), nullOf('bool')),
    fc.array(tie('condition'), { maxLength: 3 }).map((args) => call('and', ...args)),
    fc.array(tie('condition'), { maxLength: 3 }).map((args) => call('or', ...args)),
    fc.tuple(fc.constantFrom('not', 'is_true', 'is_null'), tie('condition')).map(([fn, a]) => call(fn, a)),
    fc.oneof(tie('number'), tie('word'), tie('whole')).map((a) => call('is_null', a)),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => call('coalesce', a, b)),
    fc
      .tuple(fc.constantFrom('equal', 'less', 'less_or_equal'), tie('number'), tie('number'))
      .map(([fn, a, b]) => call(fn, a, b)),
    fc
      .tuple(fc.constantFrom('equal', 'less', 'less_or_equal'), tie('whole'), tie('whole'))
      .map(([fn, a, b]) => call(fn, a, b)),
    fc.tuple(tie('word'), tie('word')).map(([a, b]) => call('equal', a, b)),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => call('equal', a, b)),
    tie('word').map((a) => call('in_set', a, textList(['a', '', '日本']))),
    tie('number').map((a) => call('in_set', a, floatList([0, 0.1, 1e300]))),
    tie('word').map((a) => call('matches', a, text('(?:a|ß|日.)+'))),
  ),
}));

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
    const expected = table.map((row) => evaluate(expr, row));
    expect(inBatch.map((cell) => (cell === 0 ? 0 : cell))).toEqual(expected.map((cell) => (cell === 0 ? 0 : cell)));
    const alone = await session.predict(requestTable(plan, [table[0]!]), 1);
    expect(cellsOf(alone, column.tensor, column.missing, 1).map(asType)[0]).toEqual(inBatch[0]);
  }
  await session.close();
}

describe('expressions in ONNX', () => {
  it('mean what the language says, for one row and a batch alike', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            number.map((expr) => ({ expr, type: 'float' as const })),
            condition.map((expr) => ({ expr, type: 'bool' as const })),
          ),
          { minLength: 4, maxLength: 4 },
        ),
        fc.array(rows, { minLength: 1, maxLength: 8 }),
        holdAgainstReference,
      ),
      { numRuns: 300 },
    );
  });

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
