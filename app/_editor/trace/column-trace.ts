import { useEffect, useMemo, useState } from 'react';
import { wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import type { ColumnPlace, ColumnTrace } from '@/server/compiler/columns/trace-column';
import { tellProblem, useAnalysis, useDocument, useEditor, useView } from '../editor';

/** What the canvas shows of a traced column: the names it goes by at each node, and the wires it travels on. */
export interface LitColumns {
  readonly at: ColumnPlace;
  readonly trace: ColumnTrace;
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly wires: ReadonlySet<string>;
}

/** The chosen column's way through the drawing; undefined when none is chosen or it is gone. */
export function useColumnTrace(): LitColumns | undefined {
  const at = useView((state) => state.traced);
  const nodes = useAnalysis((state) => state.nodes);
  const wires = useDocument((state) => state.doc.wires);
  const traceOf = useTracer(at !== undefined);
  return useMemo(() => {
    if (
      !at ||
      !traceOf ||
      !nodes[at.node]?.outputs[at.port]?.schema?.columns.some((column) => column.name === at.column)
    )
      return undefined;
    const trace = traceOf(nodes, wires, at);
    return { at, trace, ...litBy(trace, wires) };
  }, [at, nodes, wires, traceOf]);
}

type Tracer = typeof import('./trace-of').traceOf;

/** What traces is fetched when the first column is chosen. */
function useTracer(isWanted: boolean): Tracer | undefined {
  const editor = useEditor();
  const [tracer, setTracer] = useState<{ readonly traceOf: Tracer }>();
  useEffect(() => {
    if (!isWanted || tracer) return;
    import('./trace-of').then(setTracer, (error) => tellProblem(editor, 'The column cannot be traced', error));
  }, [editor, isWanted, tracer]);
  return tracer?.traceOf;
}

function litBy(trace: ColumnTrace, wires: readonly Parameters<typeof wireId>[0][]) {
  const names = new Map<string, string[]>();
  const lit = new Set<string>();
  const name = (node: string, word: string) => {
    const known = names.get(node) ?? [];
    if (!known.includes(word)) names.set(node, [...known, word]);
  };
  const travels = (from: { node: string; port: string }, to: string) => {
    for (const wire of wires)
      if (wire.from.node === from.node && wire.from.port === from.port && wire.to.node === to) lit.add(wireId(wire));
  };
  name(trace.at.node, trace.at.column);
  for (const hop of [...trace.above, ...trace.below]) {
    name(hop.to.node, hop.to.column);
    name(hop.from.node, hop.from.column);
    travels(hop.from, hop.to.node);
  }
  for (const read of trace.reads) {
    // Where the column only ends, what it is read for says more than its name.
    if (!names.has(read.node)) name(read.node, read.as.toLowerCase());
    travels(read.from, read.node);
  }
  return { names, wires: lit };
}
