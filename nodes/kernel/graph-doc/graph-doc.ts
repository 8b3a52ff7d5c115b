import { z } from 'zod';

/** The format this build writes; an older one is migrated, a newer one is refused. */
export const GRAPH_FORMAT = 'sluice/graph@1';

const name = z.string().min(1).max(80);
const identifier = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_-]{0,62}$/, 'letters, digits, _ and -, starting with a letter');

export const parameterSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('int'), default: z.int(), description: z.string().optional() }),
  z.strictObject({ type: z.literal('float'), default: z.number(), description: z.string().optional() }),
  z.strictObject({ type: z.literal('text'), default: z.string(), description: z.string().optional() }),
  z.strictObject({ type: z.literal('bool'), default: z.boolean(), description: z.string().optional() }),
]);

export const endpointOfWireSchema = z.strictObject({ node: identifier, port: identifier });

export const wireSchema = z.strictObject({ from: endpointOfWireSchema, to: endpointOfWireSchema });

export const graphNodeSchema = z.strictObject({
  type: identifier,
  /** The version of the node type's config; older ones are migrated when read. */
  version: z.int().min(1).default(1),
  title: name.optional(),
  note: z.string().max(2000).optional(),
  config: z.record(z.string(), z.unknown()).default({}),
});

export const positionSchema = z.strictObject({ x: z.number(), y: z.number() });

/** A graph document: what is drawn. `layout` never reaches the spec. */
export const graphDocSchema = z.strictObject({
  format: z.literal(GRAPH_FORMAT),
  name,
  description: z.string().max(4000).optional(),
  parameters: z.record(identifier, parameterSchema).default({}),
  nodes: z.record(identifier, graphNodeSchema).default({}),
  wires: z.array(wireSchema).default([]),
  layout: z.record(identifier, positionSchema).default({}),
});

export type GraphDoc = z.infer<typeof graphDocSchema>;
export type GraphNode = z.infer<typeof graphNodeSchema>;
export type Wire = z.infer<typeof wireSchema>;
export type WireEnd = z.infer<typeof endpointOfWireSchema>;
export type Parameter = z.infer<typeof parameterSchema>;
export type Position = z.infer<typeof positionSchema>;
export type ParameterValue = string | number | boolean;

/** A setting that takes a run parameter's value. */
export interface ParameterRef {
  readonly $param: string;
}

export const isParameterRef = (value: unknown): value is ParameterRef =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as ParameterRef).$param === 'string' &&
  Object.keys(value).length === 1;

export const emptyDoc = (docName: string): GraphDoc => ({
  format: GRAPH_FORMAT,
  name: docName,
  parameters: {},
  nodes: {},
  wires: [],
  layout: {},
});

export const wireId = (wire: Wire): string => `${wire.from.node}.${wire.from.port}>${wire.to.node}.${wire.to.port}`;
export const sameEnd = (a: WireEnd, b: WireEnd): boolean => a.node === b.node && a.port === b.port;
