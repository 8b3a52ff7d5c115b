import { type Diagnostic, diagnostic } from '../diagnostics';
import { GRAPH_FORMAT, type GraphDoc } from './graph-doc';
import { graphDocSchema } from './graph-doc-schema';

export interface ParsedDoc {
  readonly doc: GraphDoc | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a saved document of this or an older format. Knows no node type. Never throws. */
export function parseGraphDoc(value: unknown): ParsedDoc {
  const format = typeof value === 'object' && value !== null ? (value as { format?: unknown }).format : undefined;
  if (typeof format !== 'string' || !format.startsWith('sluice/graph@')) {
    return refuse(
      'document-invalid',
      'This is not a Sluice pipeline: the field “format” is missing.',
      `Expected "format": "${GRAPH_FORMAT}".`,
    );
  }
  const version = Number(format.slice('sluice/graph@'.length));
  if (version > CURRENT) {
    return refuse(
      'document-newer',
      `This document has format ${version}; this Sluice reads up to ${CURRENT}.`,
      'Update Sluice, then open it again.',
    );
  }
  const parsed = graphDocSchema.safeParse(value);
  if (parsed.success) return { doc: parsed.data, diagnostics: [] };
  return {
    doc: undefined,
    diagnostics: parsed.error.issues.map((issue) =>
      diagnostic(
        'document-invalid',
        { path: issue.path as (string | number)[] },
        `${issue.path.join('.') || 'document'}: ${issue.message}`,
      ),
    ),
  };
}

const CURRENT = Number(GRAPH_FORMAT.split('@')[1]);

function refuse(code: 'document-invalid' | 'document-newer', message: string, hint: string): ParsedDoc {
  return { doc: undefined, diagnostics: [diagnostic(code, {}, message, { hint })] };
}
