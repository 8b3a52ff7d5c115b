import type { FieldDescription } from '@/nodes/kernel/describe-config';
import { readExpr } from '@/nodes/kernel/expr/read-expr';
import { emptyOpenSchema } from '@/nodes/kernel/schema';
import type { NodeAnalysis } from '../analysis';
import { visitFields } from '../passes/settings';

/** The labels of the settings that name a column of an input. */
export function readsOfSettings(
  form: readonly FieldDescription[],
  node: NodeAnalysis,
  input: string,
  column: string,
): string[] {
  const labels = new Set<string>();
  visitFields(form, node.config, (field, value) => {
    if ((field.input ?? 'table') !== input) return;
    if (field.widget === 'column' && value === column) labels.add(field.label);
    if (field.widget === 'columns' && Array.isArray(value) && value.includes(column)) labels.add(field.label);
    if (field.widget === 'expression' && typeof value === 'string' && value.includes(column)) {
      if (readExpr(value, node.inputs[input] ?? emptyOpenSchema).columns.includes(column)) labels.add(field.label);
    }
  });
  return [...labels];
}
