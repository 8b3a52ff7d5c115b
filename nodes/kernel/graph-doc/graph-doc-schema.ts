import { z } from 'zod';
import { GRAPH_FORMAT, HUES } from './graph-doc';

/** What a graph document must look like, apart from its types and edits: a browser draws without these. */

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
  /** It does nothing: what reads it gets what it would have read. */
  bypassed: z.literal(true).optional(),
});

export const positionSchema = z.strictObject({ x: z.number(), y: z.number() });

/** A frame around nodes. A node is in one group at most; the frame stands where its nodes stand. */
export const groupSchema = z.strictObject({
  title: z.string().max(80),
  color: z.enum(HUES),
  /** Ids, in order. */
  nodes: z.array(identifier).min(1),
  /** Drawn as one card. */
  collapsed: z.boolean(),
});

/** A note that belongs to no node. */
export const stickySchema = z.strictObject({
  /** Markdown. */
  text: z.string().max(4000),
  color: z.enum(HUES),
  at: positionSchema,
  width: z.number().min(96).max(2400),
  height: z.number().min(48).max(2400),
});

/** A graph document: what is drawn. `layout`, `groups` and `stickies` never reach the spec. */
export const graphDocSchema = z.strictObject({
  format: z.literal(GRAPH_FORMAT),
  name,
  description: z.string().max(4000).optional(),
  parameters: z.record(identifier, parameterSchema).default({}),
  nodes: z.record(identifier, graphNodeSchema).default({}),
  wires: z.array(wireSchema).default([]),
  layout: z.record(identifier, positionSchema).default({}),
  /** Left out when there are none, as are `stickies`: a document of before they existed is the same document. */
  groups: z.record(identifier, groupSchema).optional(),
  stickies: z.record(identifier, stickySchema).optional(),
});
