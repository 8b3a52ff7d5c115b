import { z } from 'zod';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import {
  graphNodeSchema,
  groupSchema,
  positionSchema,
  stickySchema,
  wireSchema,
} from '@/nodes/kernel/graph-doc/graph-doc-schema';
import { parseGraphDoc } from '@/nodes/kernel/graph-doc/parse';
import { type Clipping, formatOf } from './clipboard';

export const clippingSchema = z.object({
  format: z.literal('sluice/nodes@1'),
  nodes: z.record(z.string(), graphNodeSchema),
  wires: z.array(wireSchema).default([]),
  layout: z.record(z.string(), positionSchema).default({}),
  groups: z.record(z.string(), groupSchema).optional(),
  stickies: z.record(z.string(), stickySchema).optional(),
});

/** What a text on the clipboard is; `problem` says why one that means to be Sluice's cannot be pasted. */
export interface ReadText {
  readonly clipping?: Clipping;
  readonly problem?: { readonly message: string; readonly hint: string };
}

/** Reads copied nodes, or a whole pipeline file. Any other text is nothing: it is not for the canvas. */
export function readText(text: string): ReadText {
  const format = formatOf(text);
  if (format === undefined) return {};
  const value: unknown = JSON.parse(text);
  if (format.startsWith('sluice/graph@')) {
    const { doc, diagnostics } = parseGraphDoc(value);
    if (doc) return { clipping: clippingOf(doc) };
    const [first] = diagnostics;
    return { problem: { message: first?.message ?? 'It cannot be read.', hint: first?.hint ?? 'Export it again.' } };
  }
  const parsed = clippingSchema.safeParse(value);
  if (parsed.success) return { clipping: parsed.data };
  if (format !== 'sluice/nodes@1')
    return {
      problem: {
        message: `These nodes were copied by a newer Sluice (${format}).`,
        hint: 'Update Sluice, then paste.',
      },
    };
  const [issue] = parsed.error.issues;
  return {
    problem: {
      message: `${issue?.path.join('.') || 'nodes'}: ${issue?.message ?? 'invalid'}`,
      hint: 'Copy them again.',
    },
  };
}

export const readClipping = (text: string): Clipping | undefined => readText(text).clipping;

const clippingOf = ({ nodes, wires, layout, groups, stickies }: GraphDoc): Clipping => ({
  format: 'sluice/nodes@1',
  nodes,
  wires,
  layout,
  ...(groups ? { groups } : {}),
  ...(stickies ? { stickies } : {}),
});
