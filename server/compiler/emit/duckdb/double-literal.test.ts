import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sqlDouble } from '@/nodes/kernel/expr/sql-text';
import { openTestStage } from '@/nodes/testing-context';

it('a double is read by DuckDB as it is, to the bit', async () => {
  await using stage = await openTestStage();
  const doubles = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
  const values = [
    ...fc.sample(doubles, { numRuns: 500, seed: 7 }),
    ...[1, 10, 1000].flatMap((size) => Array.from({ length: 500 }, (_, at) => (size * Math.sqrt(at + 2)) / 7)),
    // The first, written plainly, is read as 0.4517539514526257.
    ...[0.45175395145262565, 5e-324, 1.7976931348623157e308, 1e21, 123456789012345680000, 1 / 3, 0.1, 1e-7, -2.5],
  ];
  const [row] = await stage.database.rows<{ all: number[] }>(
    `select [${values.map(sqlDouble).join(', ')}]::double[] as "all"`,
  );
  for (const [at, value] of values.entries()) expect(row!.all[at]! - value, String(value)).toBe(0);
});
