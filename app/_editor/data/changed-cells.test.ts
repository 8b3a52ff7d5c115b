import { expect, it } from 'vitest';
import { type Column, derivedColumn, type TableSchema } from '@/nodes/kernel/schema';
import { changedColumns } from './changed-cells';

const table = (...columns: Column[]): TableSchema => ({ columns, open: false });
const id: Column = { name: 'id', type: 'int', nullable: false };
const filled = derivedColumn('age', 'float', ['age']);

it('calls a column that was made above and passed on unchanged', () => {
  const left = table(id, filled);
  expect(changedColumns(left, table(id, filled), { table: left })).toEqual({ changed: [], added: [], gone: [] });
});

it('calls a column that is made anew changed, though its lineage reads the same', () => {
  const input = table(id, filled);
  const output = table(id, derivedColumn('age', 'float', ['age']), derivedColumn('age2', 'float', ['age']));
  expect(changedColumns(input, output, { table: input })).toEqual({ changed: ['age'], added: ['age2'], gone: [] });
});

it('does not call a column changed because it may be missing now', () => {
  const right = table(id, filled);
  const output = table(id, derivedColumn('age', 'float', ['age'], { port: 'right', how: 'same', nullable: true }));
  expect(changedColumns(right, output, { table: table(id), right })).toEqual({ changed: [], added: [], gone: [] });
});

it('calls another type, and another column under the name, changed', () => {
  const input = table(id, filled);
  const output = table({ ...id, type: 'text' }, derivedColumn('age', 'float', ['height'], { how: 'renamed' }));
  expect(changedColumns(input, output, { table: input }).changed).toEqual(['id', 'age']);
});

it('names columns that do not leave the node, a renamed one among them', () => {
  const input = table(id, filled);
  const renamed = derivedColumn('years', 'float', ['age'], { how: 'renamed' });
  expect(changedColumns(input, table(id, renamed), { table: input })).toEqual({
    changed: [],
    added: ['years'],
    gone: ['age'],
  });
});
