import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';

/** The document without what reaches none of the targets. */
export function pruneToTargets(doc: GraphDoc, targets: readonly string[]): GraphDoc {
  const kept = new Set(targets.filter((id) => doc.nodes[id]));
  const queue = [...kept];
  for (const id of queue) {
    for (const wire of doc.wires) {
      if (wire.to.node !== id || kept.has(wire.from.node)) continue;
      kept.add(wire.from.node);
      queue.push(wire.from.node);
    }
  }
  return {
    ...doc,
    nodes: Object.fromEntries(Object.entries(doc.nodes).filter(([id]) => kept.has(id))),
    wires: doc.wires.filter((wire) => kept.has(wire.to.node)),
  };
}
