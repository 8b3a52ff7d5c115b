import type { MenuEntry } from '@/app/_ui/menu';
import type { FieldDescription } from '@/nodes/kernel/describe-config';
import { isParameterRef, type Parameter, type ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Form, Path } from './form-context';

const bindable: ReadonlySet<FieldDescription['widget']> = new Set([
  'text',
  'long-text',
  'number',
  'switch',
  'choice',
  'column',
  'share',
]);

interface FieldMenuOf {
  readonly form: Form;
  readonly field: FieldDescription;
  readonly path: Path;
  readonly raw: unknown;
}

/** Reset to the default, or take the value from a run parameter. */
export function fieldMenu({ form, field, path, raw }: FieldMenuOf): MenuEntry[] {
  const entries: MenuEntry[] = [];
  if (raw !== undefined && !field.required) {
    entries.push({
      label: 'Reset to default',
      hint: typeof field.initial === 'object' ? undefined : `${String(field.initial ?? 'not set')}`,
      onSelect: () => form.reset(path, field.label),
    });
  }
  if (!bindable.has(field.widget)) return entries;
  const type = parameterType(field, isParameterRef(raw) ? undefined : raw);
  const fitting = Object.entries(form.parameters).filter(([, parameter]) => fits(parameter.type, type));
  if (entries.length > 0) entries.push({ kind: 'separator' });
  entries.push({ kind: 'label', label: 'Take the value from' });
  for (const [name, parameter] of fitting) {
    entries.push({
      label: name,
      hint: parameter.description,
      icon: 'variable',
      checked: isParameterRef(raw) && raw.$param === name,
      onSelect: () => form.set(path, { $param: name }, `Bind ${field.label}`),
    });
  }
  if (!isParameterRef(raw)) {
    const name = freeName(field.name, form.parameters);
    entries.push({
      label: `New parameter “${name}”`,
      icon: 'variable',
      onSelect: () =>
        form.bindNew(path, name, parameterOf(type, (raw ?? field.initial) as ParameterValue | undefined), field.label),
    });
  }
  return entries;
}

const fits = (given: Parameter['type'], wanted: Parameter['type']): boolean =>
  given === wanted || (given === 'int' && wanted === 'float');

function parameterType(field: FieldDescription, value: unknown): Parameter['type'] {
  if (field.widget === 'switch' || typeof value === 'boolean') return 'bool';
  if (field.widget === 'number') return field.step === 1 ? 'int' : 'float';
  return field.widget === 'share' ? 'float' : 'text';
}

function parameterOf(type: Parameter['type'], value: ParameterValue | undefined): Parameter {
  switch (type) {
    case 'bool':
      return { type, default: value === true };
    case 'int':
    case 'float':
      return { type, default: typeof value === 'number' ? value : 0 };
    case 'text':
      return { type, default: typeof value === 'string' ? value : '' };
  }
}

function freeName(wanted: string, taken: Readonly<Record<string, Parameter>>): string {
  let name = wanted;
  for (let count = 2; taken[name]; count += 1) name = `${wanted}_${count}`;
  return name;
}
