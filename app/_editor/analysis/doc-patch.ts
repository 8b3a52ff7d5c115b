import { type GraphDoc, type GraphNode, meaningOf } from '@/nodes/kernel/graph-doc/graph-doc';

/**
 * What a document has and an earlier one has not. The worker keeps its own copy: sending whole documents would make
 * every node a new object there, and the compiler's memory of the last analysis goes by identity.
 */
export interface DocPatch {
  readonly nodes: Readonly<Record<string, GraphNode>>;
  readonly removed: readonly string[];
  readonly rest?: Omit<ReturnType<typeof meaningOf>, 'nodes'>;
}

/** Undefined when the two differ in how they are arranged only. */
export function docPatch(before: GraphDoc | undefined, after: GraphDoc): DocPatch | undefined {
  const isRestNew =
    before?.wires !== after.wires ||
    before.parameters !== after.parameters ||
    before.name !== after.name ||
    before.description !== after.description;
  // A card was moved: the most frequent edit, and nothing has to be looked through.
  if (before?.nodes === after.nodes && !isRestNew) return undefined;
  const nodes = Object.fromEntries(Object.entries(after.nodes).filter(([id, node]) => before?.nodes[id] !== node));
  const removed = Object.keys(before?.nodes ?? {}).filter((id) => !after.nodes[id]);
  if (Object.keys(nodes).length === 0 && removed.length === 0 && !isRestNew) return undefined;
  const { nodes: _, ...rest } = meaningOf(after);
  return { nodes, removed, ...(isRestNew ? { rest } : {}) };
}

export function applyPatch(doc: GraphDoc, patch: DocPatch): GraphDoc {
  const nodes = { ...doc.nodes, ...patch.nodes };
  for (const id of patch.removed) delete nodes[id];
  return { ...(patch.rest ?? doc), nodes, layout: {} };
}
