import { z } from 'zod';
import { type FieldMeta, fieldRegistry } from './config-fields';

/** One row of a generated form, as plain data. */
export interface FieldDescription extends FieldMeta {
  readonly name: string;
  readonly optional: boolean;
  readonly initial: unknown;
  readonly min?: number;
  readonly max?: number;
  /** For `object`: its fields; for `list`: the fields of one entry. */
  readonly fields?: readonly FieldDescription[];
}

/** The form of a config schema, in the order its author wrote the fields. */
export function describeConfig(schema: z.ZodObject): FieldDescription[] {
  return Object.entries(schema.shape).map(([name, entry]) => describeField(name, entry as z.ZodType));
}

function describeField(name: string, schema: z.ZodType): FieldDescription {
  const meta = fieldRegistry.get(schema) ?? { label: name, widget: 'text' as const };
  const { inner, optional, initial } = unwrap(schema);
  return {
    ...meta,
    name,
    optional,
    initial,
    ...limits(inner),
    ...(inner instanceof z.ZodObject ? { fields: describeConfig(inner) } : {}),
    ...(inner instanceof z.ZodArray && inner.element instanceof z.ZodObject
      ? { fields: describeConfig(inner.element) }
      : {}),
  };
}

function unwrap(schema: z.ZodType): { inner: z.ZodType; optional: boolean; initial: unknown } {
  const initial = schema.safeParse(undefined);
  let inner = schema;
  let optional = false;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional || inner instanceof z.ZodPrefault) {
    if (inner instanceof z.ZodOptional) optional = true;
    inner = inner.unwrap() as z.ZodType;
  }
  return { inner, optional, initial: initial.success ? initial.data : undefined };
}

function limits(schema: z.ZodType): { min?: number; max?: number } {
  if (!(schema instanceof z.ZodNumber)) return {};
  const min = schema.minValue ?? Number.NEGATIVE_INFINITY;
  const max = schema.maxValue ?? Number.POSITIVE_INFINITY;
  return {
    ...(Number.isFinite(min) && min > Number.MIN_SAFE_INTEGER ? { min } : {}),
    ...(Number.isFinite(max) && max < Number.MAX_SAFE_INTEGER ? { max } : {}),
  };
}
