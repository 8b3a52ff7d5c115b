import { expect, test } from 'vitest';
import { readExpr } from '@/nodes/kernel/expr/read-expr';
import type { TableSchema } from '@/nodes/kernel/schema';
import { renderExpr } from './render-expr';

const schema: TableSchema = {
  open: false,
  columns: [
    { name: 'i', type: 'int', nullable: true },
    { name: 's', type: 'text', nullable: true },
  ],
};

const sqlOf = (text: string): string => {
  const { expr, problems } = readExpr(text, schema);
  expect(problems).toEqual([]);
  return renderExpr(expr!, { learned: () => undefined });
};

test.each([
  ['remainders', (inner: string) => `(${inner}) % 7 + i`],
  ['bounds', (inner: string) => `clip(${inner}, 1, 3)`],
  ['rounding', (inner: string) => `to_int(round((${inner}) / 2, 1))`],
])('%s within each other grow with their number, not with its power', (_, nest) => {
  const nested = (count: number) => Array(count).fill('').reduce<string>(nest, 'i');
  expect(sqlOf(nested(60)).length).toBeLessThan(100_000);
});

test('a text that looks like a parameter stays a text', () => {
  const long = `concat(${Array(200).fill('s').join(', ')})`;
  expect(sqlOf(`replace(${long}, '"$0.0"', ${long})`)).toContain(`'"$0.0"'`);
});
