import { expect, it } from 'vitest';
import { type Column, derivedColumn, type TableSchema } from '@/nodes/kernel/schema';
import { carriedValues } from './carried-values';

const column = (name: string, type: Column['type'] = 'int'): Column => ({ name, type, nullable: false });
const [id, age, city] = [column('id'), column('age'), column('city', 'text')];
const table = (columns: Column[], key?: string): TableSchema => ({ columns, open: false, ...(key ? { key } : {}) });
const row = { id: 7, age: 30, city: 'Ulm' };
const follow = (input: TableSchema, output: TableSchema) =>
  carriedValues(row, { port: 'table', schema: input }, output, { table: input });

it('recognises a row by its key alone where the table has one', () => {
  const input = table([id, age, city], 'id');
  expect(follow(input, table([id, derivedColumn('age', 'float', ['age'])], 'id'))).toEqual({
    values: { id: 7 },
    isKey: true,
  });
});

it('follows a key under a new name', () => {
  const renamed = derivedColumn('customer', 'int', ['id'], { how: 'renamed' });
  expect(follow(table([id, age], 'id'), table([renamed, age]))?.values).toEqual({ customer: 7 });
});

it('recognises a row without a key by all that was handed on unchanged', () => {
  const input = table([id, age, city]);
  const output = table([id, derivedColumn('age', 'int', ['age']), city, derivedColumn('older', 'int', ['age'])]);
  expect(follow(input, output)).toEqual({ values: { id: 7, city: 'Ulm' }, isKey: false });
});

it('knows when nothing that leaves tells which row it was', () => {
  const total = derivedColumn('total', 'int', ['age'], { how: 'aggregated' });
  expect(follow(table([id, age]), table([total]))).toBeUndefined();
});

it('does not take a column of the other side of a join for its own', () => {
  const input = table([id, age]);
  const other = table([column('age'), city]);
  const output = table([id, derivedColumn('age_right', 'int', ['age'], { port: 'right', how: 'renamed' })]);
  expect(carriedValues(row, { port: 'table', schema: input }, output, { table: input, right: other })?.values).toEqual({
    id: 7,
  });
});
