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
  /** It does nothing: what reads it gets what it would have read. */
  bypassed: z.literal(true).optional(),
});

export const positionSchema = z.strictObject({ x: z.number(), y: z.number() });

/** Colours of groups and notes, by name: what they look like is the theme's. */
export const HUES = ['grey', 'blue', 'teal', 'green', 'amber', 'red', 'violet'] as const;

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

export type GraphDoc = z.infer<typeof graphDocSchema>;
export type GraphNode = z.infer<typeof graphNodeSchema>;
export type Wire = z.infer<typeof wireSchema>;
export type WireEnd = z.infer<typeof endpointOfWireSchema>;
export type Parameter = z.infer<typeof parameterSchema>;
export type Position = z.infer<typeof positionSchema>;
export type Hue = (typeof HUES)[number];
export type Group = z.infer<typeof groupSchema>;
export type Sticky = z.infer<typeof stickySchema>;
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

const none = Object.freeze({});
export const groupsOf = (doc: GraphDoc): Readonly<Record<string, Group>> => doc.groups ?? none;
export const stickiesOf = (doc: GraphDoc): Readonly<Record<string, Sticky>> => doc.stickies ?? none;

/** What a document says, without how it is arranged. */
export const meaningOf = ({ layout: _, groups: __, stickies: ___, ...meaning }: GraphDoc) => meaning;
