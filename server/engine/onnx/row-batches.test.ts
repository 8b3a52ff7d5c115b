import { expect, it } from 'vitest';
import { call, col } from '@/nodes/kernel/expr/expr';
import { emitOnnx } from '@/server/compiler/emit/onnx';
import { planOf, requestTable } from '@/server/compiler/emit/onnx/testing/reference';
import { rowBatches } from './row-batches';
import { openSession } from './session';

const plan = planOf(
  { s: 'text', i: 'int' },
  {
    steps: [
      {
        kind: 'project',
        columns: [
          { name: 'upper', expr: call('upper', col('s')) },
          { name: 'i', expr: col('i') },
        ],
      },
    ],
    result: [
      { name: 'upper', type: 'text', nullable: true },
      { name: 'i', type: 'int', nullable: true },
    ],
  },
);
const { bytes, signature } = emitOnnx(plan, { learned: () => ({ type: 'float', value: null }) });

it('puts rows together as long as their longest text allows', () => {
  const table = requestTable(
    plan,
    ['aa', 'bb', 'a long text', 'c', 'd', 'e'].map((s) => ({ s })),
  );
  expect(rowBatches(signature, table, 6, 100)).toEqual([[0, 6]]);
  expect(rowBatches(signature, table, 6, 11)).toEqual([
    [0, 2],
    [2, 3],
    [3, 6],
  ]);
});

it('answers a text of a megabyte among a thousand short ones, in order and in bounded memory', async () => {
  const session = await openSession(bytes, signature);
  const long = 'ab'.repeat(500_000);
  const rows = Array.from({ length: 1000 }, (_, at) => ({
    s: at === 500 ? long : `row ${at}`,
    i: at % 7 === 0 ? null : at,
  }));
  const answer = await session.predict(requestTable(plan, rows), rows.length);
  await session.close();
  const upper = answer[signature.columns[0]!.tensor]!.values as string[];
  expect(upper[499]).toBe('ROW 499');
  expect(upper[500]).toBe(long.toUpperCase());
  expect(upper[999]).toBe('ROW 999');
  const { tensor, missing } = signature.columns[1]!;
  expect(answer[tensor]!.values[998]).toBe(998n);
  expect([...(answer[missing!]!.values as Uint8Array)].filter(Boolean)).toHaveLength(143);
  // A thousand rows as wide as the longest would take 32 GB.
  expect(process.memoryUsage().rss).toBeLessThan(3e9);
});
