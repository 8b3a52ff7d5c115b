import type { FieldDescription } from '@/nodes/kernel/describe-config';
import { type Diagnostic, diagnostic, type Fix } from '@/nodes/kernel/diagnostics';
import { type ExprProblem, readExpr } from '@/nodes/kernel/expr/read-expr';
import { emptyOpenSchema, type TableSchema } from '@/nodes/kernel/schema';
import { visitFields } from './settings';

/**
 * Expressions that people typed must be readable, and of the type their setting wants. An empty one is not set. `tableAt`
 * names the columns of an expression that reads others than an input's.
 */
export function expressionProblems(
  form: readonly FieldDescription[],
  config: Readonly<Record<string, unknown>>,
  tables: Readonly<Record<string, TableSchema | undefined>>,
  node: string,
  tableAt: (path: readonly (string | number)[]) => TableSchema | undefined = () => undefined,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  visitFields(form, config, (field, value, path) => {
    if (field.widget !== 'expression' || typeof value !== 'string') return;
    if (value.trim() === '') {
      // The empty text itself is reported where settings are parsed.
      if (field.required && value !== '') {
        found.push(
          diagnostic('setting-missing', { node, path }, `“${field.label}” is not set.`, {
            hint: field.help ?? `Set “${field.label}” in the inspector.`,
          }),
        );
      }
      return;
    }
    const { problems } = readExpr(
      value,
      tableAt(path) ?? tables[field.input ?? 'table'] ?? emptyOpenSchema,
      field.result,
    );
    for (const problem of problems) {
      const { from, to, message, hint } = problem;
      const fix = fixOf(problem, value, node, path);
      found.push(diagnostic('expression-invalid', { node, path, range: { from, to } }, message, { hint, fix }));
    }
  });
  return found;
}

function fixOf(
  { from, to, replacement }: ExprProblem,
  text: string,
  node: string,
  path: readonly (string | number)[],
): Fix | undefined {
  if (replacement === undefined) return undefined;
  const value = text.slice(0, from) + replacement + text.slice(to);
  const shown = replacement.length > 40 ? `${replacement.slice(0, 40)}…` : replacement;
  return { title: `Write ${shown}`, edits: [{ kind: 'set-setting', id: node, path: [...path], value }] };
}
