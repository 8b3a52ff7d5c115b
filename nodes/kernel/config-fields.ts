import { z } from 'zod';
import type { ColumnType, ScalarType } from './schema';

/** What a form needs to know of a setting beyond its zod schema. */
export interface FieldMeta {
  readonly label: string;
  readonly help?: string;
  readonly widget:
    | 'text'
    | 'long-text'
    | 'number'
    | 'switch'
    | 'choice'
    | 'column'
    | 'columns'
    | 'texts'
    | 'file'
    | 'object'
    | 'list'
    | 'type-map'
    | 'name-map'
    | 'share'
    | 'expression';
  /** For column pickers: which input port's columns, and of which types. */
  readonly input?: string;
  readonly types?: readonly ColumnType[];
  readonly choices?: readonly { readonly value: string; readonly label: string; readonly help?: string }[];
  readonly unit?: string;
  readonly placeholder?: string;
  /** In use only while another setting beside it, itself in use, has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly (string | boolean)[] };
  /** Fold it away: most people never need it. */
  readonly advanced?: boolean;
  readonly step?: number;
  /** Long text that is read by a machine. */
  readonly isCode?: true;
  /** This text names a column of the node's output: renaming that column writes it here. */
  readonly makesColumn?: true;
  /** For expressions: the type its value must have. */
  readonly result?: ScalarType;
  /** Until it is chosen the node is not configured. */
  readonly required?: boolean;
  /** For column pickers: a column that is not there is the node's own matter, not a mistake in the settings. */
  readonly mayBeAbsent?: true;
}

/** The registry forms, checks and JSON Schema read. Register last in a chain: `.optional()` after it loses the entry. */
export const fieldRegistry = z.registry<FieldMeta>();

export function field<T extends z.ZodType>(schema: T, meta: FieldMeta): T {
  fieldRegistry.add(schema as z.ZodType, meta);
  return schema;
}

type Labels = Omit<FieldMeta, 'widget'>;

export const textField = (meta: Labels, initial = '') =>
  field(z.string().default(initial), { widget: 'text', ...meta });
export const optionalTextField = (meta: Labels) => field(z.string().optional(), { widget: 'text', ...meta });
export const switchField = (initial: boolean, meta: Labels) =>
  field(z.boolean().default(initial), { widget: 'switch', ...meta });
export const textsField = (initial: string[], meta: Labels) =>
  field(z.array(z.string()).default(initial), { widget: 'texts', ...meta });

export function numberField(initial: number, limits: { min?: number; max?: number; int?: boolean }, meta: Labels) {
  let schema = limits.int ? z.int() : z.number();
  if (limits.min !== undefined) schema = schema.min(limits.min);
  if (limits.max !== undefined) schema = schema.max(limits.max);
  return field(schema.default(initial), { widget: 'number', ...(limits.int ? { step: 1 } : {}), ...meta });
}

export const optionalNumberField = (meta: Labels) => field(z.number().optional(), { widget: 'number', ...meta });

export function choiceField<const T extends readonly [string, ...string[]]>(
  values: T,
  initial: NoInfer<T[number]>,
  meta: Labels,
) {
  const choices = meta.choices ?? values.map((value) => ({ value, label: value.replaceAll('-', ' ') }));
  return field(z.enum(values).default(initial as never), { widget: 'choice', ...meta, choices });
}

/** One column by name; the empty text means not chosen yet. */
export const columnField = (meta: Labels) =>
  field(z.string().default(''), { widget: 'column', input: 'table', ...meta });
export const columnsField = (meta: Labels) =>
  field(z.array(z.string()).default([]), { widget: 'columns', input: 'table', ...meta });

/** A typed expression over the columns of one input (`nodes/kernel/expr`); checked by the compiler while it is typed. */
export const expressionField = (meta: Labels) =>
  field(z.string().default(''), { widget: 'expression', input: 'table', ...meta });

export function listField<T extends z.ZodType>(item: T, meta: Labels) {
  return field(z.array(item).default([]), { widget: 'list', ...meta });
}

export function objectField<T extends z.ZodObject>(schema: T, meta: Labels) {
  return field(schema.prefault({} as never), { widget: 'object', ...meta });
}
