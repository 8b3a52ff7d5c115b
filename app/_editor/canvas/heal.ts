import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc, WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import { accepts, outputType } from './ports';

/** Removes nodes and joins what stood before them to what stood behind them, where the types allow it. */
export function removeAndHeal(doc: GraphDoc, ids: ReadonlySet<string>): Edit[] {
  const removed: Edit[] = [...ids].filter((id) => doc.nodes[id]).map((id) => ({ kind: 'remove-node', id }));
  const healed = doc.wires.flatMap(({ from, to }): Edit[] => {
    if (!ids.has(from.node) || ids.has(to.node)) return [];
    const source = sourceFor(doc, ids, from.node, to, new Set());
    return source ? [{ kind: 'connect', wire: { from: source, to } }] : [];
  });
  return [...removed, ...healed];
}

/** The nearest port above a removed node whose value the reader takes. */
function sourceFor(
  doc: GraphDoc,
  ids: ReadonlySet<string>,
  removed: string,
  reader: WireEnd,
  seen: Set<string>,
): WireEnd | undefined {
  if (seen.has(removed)) return undefined;
  seen.add(removed);
  for (const { from, to } of doc.wires) {
    if (to.node !== removed) continue;
    if (ids.has(from.node)) {
      const above = sourceFor(doc, ids, from.node, reader, seen);
      if (above) return above;
    } else {
      const type = outputType(doc, from);
      if (type && accepts(doc, reader, type)) return from;
    }
  }
  return undefined;
}
