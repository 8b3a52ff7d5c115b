import { expect, test } from 'vitest';
import { chosenColumns, type Derivation, derivedSchema } from './derive-columns';
import { col } from './expr/expr';
import { derivedColumn, type TableSchema } from './schema';

const table: TableSchema = {
  columns: [
    { name: 'id', type: 'int', nullable: false },
    { name: 'a', type: 'float', nullable: true },
    { name: 'b', type: 'float', nullable: false },
    { name: 'city', type: 'text', nullable: false },
  ],
  open: false,
  key: 'id',
};
const names = (choice: { columns?: string[]; except?: string[] }, named?: string[]) =>
  chosenColumns({ columns: [], except: [], ...choice }, table, ['int', 'float'], named).map((column) => column.name);

test('without a choice it is every column of the types, but not the key', () => {
  expect(names({})).toEqual(['a', 'b']);
});

test('the key can be chosen by name', () => {
  expect(names({ columns: ['id'] })).toEqual(['id']);
});

test('what is left alone is left alone, chosen or not', () => {
  expect(names({ columns: ['a', 'b'], except: ['a'] })).toEqual(['b']);
  expect(names({ except: ['a'] }, ['a'])).toEqual(['b']);
});

test('a column with a rule of its own needs no other choice', () => {
  expect(names({ columns: ['a'] }, ['b'])).toEqual(['a', 'b']);
});

test('a column of another type is passed over', () => {
  expect(names({ columns: ['city', 'a'] })).toEqual(['a']);
});

test('a replaced column keeps its place, a new one comes last, and a replaced key is no key', () => {
  const make = (name: string, replaces?: string): Derivation => ({
    column: derivedColumn(name, 'float', ['id']),
    ...(replaces === undefined ? {} : { replaces }),
    expr: () => col('id'),
  });
  const schema = derivedSchema(table, [make('more'), make('id', 'id')], new Set(['city']));
  expect(schema.columns.map((column) => column.name)).toEqual(['id', 'a', 'b', 'more']);
  expect(schema.key).toBeUndefined();
  expect(schema.columns[1]).toBe(table.columns[1]);
});
