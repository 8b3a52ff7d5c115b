import { col, type Expr } from '../expr/expr';
import type { TableSchema } from '../schema';
import type { Aggregate, NamedExpr, Rel, RowReason } from './rel';

export const project = (input: Rel, columns: readonly NamedExpr[]): Rel => ({ op: 'project', input, columns });

/** Every column of the schema as it is. */
export const keepAll = (schema: TableSchema): NamedExpr[] =>
  schema.columns.map((column) => ({ name: column.name, expr: col(column.name) }));

export const filter = (input: Rel, where: Expr, reasons?: readonly RowReason[]): Rel => ({
  op: 'filter',
  input,
  where,
  ...(reasons ? { reasons } : {}),
});

export const aggregate = (input: Rel, by: readonly string[], aggregates: readonly Aggregate[]): Rel => ({
  op: 'aggregate',
  input,
  by,
  aggregates,
});
