import { settingName } from '@/nodes/kernel/catalogue';
import type { AnyNode } from '@/nodes/kernel/define-node';
import { describeConfig, type FieldDescription } from '@/nodes/kernel/describe-config';
import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import { didYouMean } from '@/nodes/kernel/nearest-name';
import { columnNames, findColumn, type TableSchema } from '@/nodes/kernel/schema';

const forms = new WeakMap<AnyNode, FieldDescription[]>();

/** The form of a node type, worked out once. */
export function formOf(definition: AnyNode): readonly FieldDescription[] {
  const known = forms.get(definition);
  if (known) return known;
  const form = describeConfig(definition.config);
  forms.set(definition, form);
  return form;
}

type Values = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** Calls `visit` for every field that is in use, through objects and lists. */
export function visitFields(
  form: readonly FieldDescription[],
  values: Values,
  visit: (field: FieldDescription, value: unknown, path: Path) => void,
  path: Path = [],
): void {
  for (const field of form) {
    if (!isInUse(field, form, values)) continue;
    const value = values[field.name];
    const at = [...path, field.name];
    visit(field, value, at);
    if (!field.fields) continue;
    if (Array.isArray(value)) {
      for (const [index, entry] of value.entries()) visitFields(field.fields, entry as Values, visit, [...at, index]);
    } else if (value) {
      visitFields(field.fields, value as Values, visit, at);
    }
  }
}

/** A setting that depends on another is in use while that one is, and has one of its values. */
function isInUse(field: FieldDescription, form: readonly FieldDescription[], values: Values): boolean {
  if (!field.when) return true;
  const { field: name, is } = field.when;
  const above = form.find((other) => other.name === name);
  return is.includes(values[name] as string) && (above === undefined || isInUse(above, form, values));
}

export function missingSettings(
  form: readonly FieldDescription[],
  config: Values,
  node: string,
  title: string,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  visitFields(form, config, (field, value, path) => {
    const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    if (field.required && empty) {
      found.push(
        diagnostic('setting-missing', { node, path }, `${title}: “${field.label}” is not set.`, {
          hint: field.help ?? `Set “${field.label}” in the inspector.`,
        }),
      );
    }
  });
  return found;
}

/** Columns that settings name must exist and be of a fitting type. An open table raises nothing. */
export function columnProblems(
  form: readonly FieldDescription[],
  config: Values,
  tables: Readonly<Record<string, TableSchema | undefined>>,
  node: string,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  visitFields(form, config, (field, value, path) => {
    if (field.widget !== 'column' && field.widget !== 'columns') return;
    const table = tables[field.input ?? 'table'];
    if (!table || table.open) return;
    const names = Array.isArray(value) ? (value as string[]) : value ? [value as string] : [];
    names.forEach((name, index) => {
      const at = Array.isArray(value) ? [...path, index] : path;
      const column = findColumn(table, name);
      if (!column) {
        if (field.mayBeAbsent) return;
        found.push(
          diagnostic('column-unknown', { node, path: at }, `There is no column “${name}” here.`, {
            hint: didYouMean(name, columnNames(table)) ?? 'Choose one of the columns that arrive at this node.',
          }),
        );
      } else if (field.types && !field.types.includes(column.type)) {
        found.push(
          diagnostic(
            'column-type',
            { node, path: at },
            `${name} is ${column.type}; “${field.label}” takes ${field.types.join(', ')}.`,
          ),
        );
      }
    });
  });
  return found;
}

/** What a form calls the setting at a path; the path itself where the form has no name for it. */
export const labelAt = (definition: AnyNode, path: Path): string => settingName(formOf(definition), path);
