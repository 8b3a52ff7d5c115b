import type { NodeAnalysis, PortAnalysis } from '@/server/compiler/analysis';

type Plain = Omit<NodeAnalysis, 'id' | 'inputs' | 'outputs'>;

/** A port of which only the content key may have moved. */
interface SamePort extends Omit<PortAnalysis, 'schema'> {
  readonly keepsSchema: true;
}

/**
 * What is new of one node. An edit moves the content keys of all that lies below it, while schemas, which are what is
 * large, mostly stay: those are not sent again, and stay the same objects for whoever shows them.
 */
export interface NodeDelta {
  readonly id: string;
  readonly fields: Partial<Plain>;
  /** Optional fields that are gone. */
  readonly gone?: readonly (keyof Plain)[];
  readonly inputs?: NodeAnalysis['inputs'];
  readonly outputs: Readonly<Record<string, PortAnalysis | SamePort>>;
}

export function nodeDelta(before: NodeAnalysis | undefined, after: NodeAnalysis): NodeDelta {
  const { id, inputs, outputs, ...plain } = after;
  if (!before) return { id, fields: plain, inputs, outputs };
  const names = Object.keys(plain) as (keyof Plain)[];
  const gone = (Object.keys(before) as (keyof Plain)[]).filter((name) => !(name in after));
  return {
    id,
    fields: Object.fromEntries(names.filter((name) => before[name] !== after[name]).map((name) => [name, after[name]])),
    ...(gone.length > 0 ? { gone } : {}),
    ...(sameSchemas(before.inputs, inputs) ? {} : { inputs }),
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, port]) => [name, portDelta(before.outputs[name], port)]),
    ),
  };
}

function portDelta(before: PortAnalysis | undefined, { schema, ...rest }: PortAnalysis): PortAnalysis | SamePort {
  if (before && schema !== undefined && before.schema === schema) return { ...rest, keepsSchema: true };
  return { ...rest, ...(schema ? { schema } : {}) };
}

export function applyDelta(before: NodeAnalysis | undefined, delta: NodeDelta): NodeAnalysis {
  const next = { ...before, ...delta.fields, id: delta.id } as NodeAnalysis & Record<string, unknown>;
  for (const name of delta.gone ?? []) delete next[name];
  return {
    ...next,
    inputs: delta.inputs ?? before?.inputs ?? {},
    outputs: Object.fromEntries(
      Object.entries(delta.outputs).map(([name, port]) => [name, takePort(before?.outputs[name], port)]),
    ),
  };
}

function takePort(before: PortAnalysis | undefined, port: PortAnalysis | SamePort): PortAnalysis {
  if (!('keepsSchema' in port)) return port;
  const { keepsSchema: _, ...rest } = port;
  return { ...rest, ...(before?.schema ? { schema: before.schema } : {}) };
}

function sameSchemas(a: NodeAnalysis['inputs'], b: NodeAnalysis['inputs']): boolean {
  const names = Object.keys(b);
  return names.length === Object.keys(a).length && names.every((name) => a[name] === b[name]);
}
