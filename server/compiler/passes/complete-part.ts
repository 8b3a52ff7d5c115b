import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';

/**
 * The document without nodes that have errors and without all that they feed. Undefined: an error belongs to no node,
 * or nothing is left. What is left may have errors of its own, which the others hid.
 */
export function completePart(doc: GraphDoc, diagnostics: readonly Diagnostic[]): GraphDoc | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.some(({ place }) => place.node === undefined || doc.nodes[place.node] === undefined)) return undefined;
  const gone = new Set(errors.map(({ place }) => place.node!));
  const readers = new Map<string, string[]>();
  for (const { from, to } of doc.wires) {
    const known = readers.get(from.node);
    if (known) known.push(to.node);
    else readers.set(from.node, [to.node]);
  }
  for (const id of gone) for (const reader of readers.get(id) ?? []) gone.add(reader);
  const nodes = Object.fromEntries(Object.entries(doc.nodes).filter(([id]) => !gone.has(id)));
  if (Object.keys(nodes).length === 0) return undefined;
  return { ...doc, nodes, wires: doc.wires.filter(({ from, to }) => !gone.has(from.node) && !gone.has(to.node)) };
}
