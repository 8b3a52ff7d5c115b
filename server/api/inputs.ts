import { z } from 'zod';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { parseGraphDoc } from '@/nodes/kernel/graph-doc/parse';
import { SCALAR_TYPES } from '@/nodes/kernel/schema';

/** Values of run parameters; checked against the document's declarations by the compiler. */
export const parameterValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** A document of this or an older format. */
export const document = z.unknown().transform((value, context): GraphDoc => {
  const { doc, diagnostics } = parseGraphDoc(value);
  if (doc !== undefined) return doc;
  for (const { message } of diagnostics) context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

export const nodeId = z.string().min(1).max(64);
/** `node.port` */
export const portId = z.string().regex(/^[A-Za-z_][\w-]*\.[A-Za-z_][\w-]*$/, 'node.port');
export const pipelineName = z.string().trim().min(1).max(80);

export const datasetRequest = z.object({
  kind: z.literal('dataset'),
  key: z.string().regex(/^[0-9a-f]{32}$/),
  fileHash: z.string().regex(/^[0-9a-f]{64}$/),
  fileName: z.string().max(400),
  rules: z.object({
    format: z.enum(['csv', 'parquet']),
    delimiter: z.string().max(10),
    header: z.boolean(),
    encoding: z.enum(['utf-8', 'latin-1', 'utf-16']),
    nullTokens: z.array(z.string()),
    trim: z.boolean(),
    dateFormats: z.array(z.string()),
    types: z.record(z.string(), z.enum([...SCALAR_TYPES, 'vector'])),
    key: z.string().optional(),
    names: z.record(z.string(), z.string()).optional(),
  }),
});

export const bindingRequest = z.object({
  kind: z.literal('binding'),
  key: z.string().max(100),
  query: z.string().max(100_000),
  inputs: z
    .array(
      z.object({
        port: z.string().max(64),
        name: z.string().max(2000),
        columns: z
          .array(z.object({ name: z.string().max(10_000), type: z.enum([...SCALAR_TYPES, 'vector']) }))
          .max(10_000),
      }),
    )
    .max(8),
});

export const factRequest = z.discriminatedUnion('kind', [datasetRequest, bindingRequest]);
