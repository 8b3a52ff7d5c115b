import type { AnyNode } from '@/nodes/kernel/define-node';
import { readExpr } from '@/nodes/kernel/expr/read-expr';
import { emptyOpenSchema, findColumn, type TableSchema } from '@/nodes/kernel/schema';
import type { NodeAnalysis } from '../analysis';
import { formOf, visitFields } from '../passes/settings';

/** The columns that an expression at a setting's path may read. */
export const expressionTable = (
  node: NodeAnalysis,
  definition: AnyNode,
  path: readonly (string | number)[],
  input: string,
): TableSchema =>
  definition.expressionTable?.({ config: node.config, inputs: node.inputs }, path) ??
  node.inputs[input] ??
  emptyOpenSchema;

/** Whether a name means, in a table that an expression reads, the column that arrives under it. */
export function isArriving(name: string, arrives: TableSchema | undefined, table: TableSchema): boolean {
  const column = arrives && findColumn(arrives, name);
  return column !== undefined && table.columns.includes(column);
}

/** The labels of the settings that name a column of an input. */
export function readsOfSettings(definition: AnyNode, node: NodeAnalysis, input: string, column: string): string[] {
  const labels = new Set<string>();
  visitFields(formOf(definition), node.config, (field, value, path) => {
    if ((field.input ?? 'table') !== input) return;
    if (field.widget === 'column' && value === column) labels.add(field.label);
    if (field.widget === 'columns' && Array.isArray(value) && value.includes(column)) labels.add(field.label);
    if (field.widget === 'expression' && typeof value === 'string' && value.includes(column)) {
      const table = expressionTable(node, definition, path, input);
      const isRead = isArriving(column, node.inputs[input], table) && readExpr(value, table).columns.includes(column);
      if (isRead) labels.add(field.label);
    }
  });
  return [...labels];
}
