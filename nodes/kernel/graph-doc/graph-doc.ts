import type { z } from 'zod';
import type {
  endpointOfWireSchema,
  graphDocSchema,
  graphNodeSchema,
  groupSchema,
  parameterSchema,
  positionSchema,
  stickySchema,
  wireSchema,
} from './graph-doc-schema';

/** The format this build writes; an older one is migrated, a newer one is refused. */
export const GRAPH_FORMAT = 'sluice/graph@1';

/** Colours of groups and notes, by name: what they look like is the theme's. */
export const HUES = ['grey', 'blue', 'teal', 'green', 'amber', 'red', 'violet'] as const;

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
