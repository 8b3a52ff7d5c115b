import type { Wire } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import type { NodeAnalysis } from '@/server/compiler/analysis';
import { type ColumnPlace, type ColumnTrace, traceColumn, tracedGraph } from '@/server/compiler/columns/trace-column';

/** A column's way through the drawing, up and down. */
export const traceOf = (
  nodes: Readonly<Record<string, NodeAnalysis>>,
  wires: readonly Wire[],
  at: ColumnPlace,
): ColumnTrace => traceColumn(tracedGraph(nodes, wires), at, registry);
