import type { PickableColumn } from '@/app/_ui/multi-select';
import type { FieldDescription } from '@/nodes/kernel/describe-config';
import type { Column } from '@/nodes/kernel/schema';

/** Columns a picker offers: unfitting types are greyed; a chosen one that is gone stays in sight, so it can be taken out. */
export function pickable(
  columns: readonly Column[],
  field: FieldDescription,
  chosen: readonly string[],
): PickableColumn[] {
  const known = columns.map(({ name, type }) => ({
    name,
    type,
    disabled: field.types !== undefined && !field.types.includes(type),
  }));
  const gone = chosen.filter((name) => !columns.some((column) => column.name === name));
  return [...gone.map((name) => ({ name, type: 'text' as const })), ...known];
}
