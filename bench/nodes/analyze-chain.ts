import type { DatasetFact } from '@/nodes/kernel/facts';
import type { TableSchema } from '@/nodes/kernel/schema';
import { registry } from '@/nodes/registry.gen';
import { analyze } from '@/server/compiler/compile';
import type { RunSpec } from '@/server/compiler/emit/run-spec';

export interface ChainNode {
  readonly type: string;
  readonly config: Record<string, unknown>;
}

export interface AnalyzedChain {
  readonly spec: RunSpec;
  /** Keys of the tables it reads. */
  readonly tableKey: string;
  readonly otherKey?: string;
  readonly last: { readonly key: string; readonly schema: TableSchema };
}

const HASHES = { table: 'a'.repeat(64), other: 'b'.repeat(64) };

/** Nodes after each other below a source, the first one perhaps with a second input. */
export function analyzeChain(
  chain: readonly ChainNode[],
  table: DatasetFact,
  other?: { readonly port: string; readonly fact: DatasetFact; readonly key: string },
): AnalyzedChain {
  const source = (hash: string, key?: string) => ({
    type: 'source',
    version: registry.source!.version,
    config: { file: { hash, name: 'x.parquet' }, ...(key ? { key } : {}) },
  });
  const nodes: Record<string, unknown> = { source: source(HASHES.table, table.key) };
  const wires: unknown[] = [];
  let above = 'source';
  chain.forEach(({ type, config }, index) => {
    nodes[`n${index}`] = { type, version: registry[type]!.version, config };
    const port = Object.keys(registry[type]!.ports.in)[0];
    wires.push({ from: { node: above, port: 'table' }, to: { node: `n${index}`, port } });
    above = `n${index}`;
  });
  if (other) {
    nodes.other = source(HASHES.other, other.key);
    wires.push({ from: { node: 'other', port: 'table' }, to: { node: 'n0', port: other.port } });
  }
  const doc = { format: 'sluice/graph@1', name: 'bench', parameters: {}, layout: {}, nodes, wires };
  const dataset = ({ fileHash }: { fileHash: string }) => (fileHash === HASHES.table ? table : other!.fact);
  const { spec, diagnostics } = analyze(doc, { registry, facts: { dataset, has: () => false } as never });
  if (!spec) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  const last = spec.ports[`${above}.table`]!;
  return {
    spec,
    tableKey: spec.ports['source.table']!.key,
    ...(other ? { otherKey: spec.ports['other.table']!.key } : {}),
    last: { key: last.key, schema: last.schema! },
  };
}
