import { z } from 'zod';
import type { GraphDoc } from './graph-doc';
import {
  endpointOfWireSchema,
  graphNodeSchema,
  groupSchema,
  parameterSchema,
  positionSchema,
  stickySchema,
  wireSchema,
} from './graph-doc-schema';

const path = z
  .array(z.union([z.string(), z.int().min(0)]))
  .refine(([setting]) => typeof setting === 'string', 'starts with the name of a setting');

/** The only ways a document changes. An edit carries what it needs and nothing of what it replaces. */
export const editSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('add-node'),
    id: z.string(),
    node: graphNodeSchema,
    at: positionSchema.optional(),
    /** Joins this group if it exists. */
    group: z.string().optional(),
  }),
  /** Takes its wires with it. */
  z.strictObject({ kind: z.literal('remove-node'), id: z.string() }),
  z.strictObject({ kind: z.literal('set-title'), id: z.string(), title: z.string().optional() }),
  z.strictObject({ kind: z.literal('set-note'), id: z.string(), note: z.string().optional() }),
  /** Without a value the setting goes back to its default. */
  z.strictObject({ kind: z.literal('set-setting'), id: z.string(), path, value: z.unknown().optional() }),
  z.strictObject({ kind: z.literal('set-config'), id: z.string(), config: z.record(z.string(), z.unknown()) }),
  /** An input holds one wire: a second one replaces the first. */
  z.strictObject({ kind: z.literal('connect'), wire: wireSchema }),
  z.strictObject({ kind: z.literal('disconnect'), to: endpointOfWireSchema }),
  /** Null: it has no place of its own any more. */
  z.strictObject({ kind: z.literal('move'), positions: z.record(z.string(), positionSchema.nullable()) }),
  z.strictObject({ kind: z.literal('set-bypass'), id: z.string(), bypassed: z.boolean() }),
  /** Changes the fields it names. Makes a group when title, colour and nodes are given and there is none. */
  z.strictObject({ kind: z.literal('set-group'), id: z.string(), set: groupSchema.partial() }),
  /** Its nodes stay. */
  z.strictObject({ kind: z.literal('remove-group'), id: z.string() }),
  /** Changes the fields it names. Makes a note when all are given and there is none. */
  z.strictObject({ kind: z.literal('set-sticky'), id: z.string(), set: stickySchema.partial() }),
  z.strictObject({ kind: z.literal('remove-sticky'), id: z.string() }),
  z.strictObject({ kind: z.literal('set-parameter'), name: z.string(), parameter: parameterSchema.optional() }),
  z.strictObject({ kind: z.literal('set-name'), name: z.string().min(1).max(80) }),
  z.strictObject({ kind: z.literal('set-description'), description: z.string().optional() }),
  /** Restore of a version, or paste over everything. */
  z.strictObject({
    kind: z.literal('replace-document'),
    document: z.custom<GraphDoc>((value) => typeof value === 'object' && value !== null),
  }),
]);
