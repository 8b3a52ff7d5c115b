import { canonicalJson } from '@/nodes/kernel/canonical';
import type { LinkedNode } from './link';

type Decision = { readonly threshold: number; readonly positive?: string };

/**
 * Tells nodes that judge decisions (`takesDecision`) how the nodes above decide, as one more setting: it decides what their
 * task makes, and so its key. In order from the sources; a node that is told nothing new stays the same object.
 */
export function tellDecisions(nodes: readonly LinkedNode[]): LinkedNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return nodes.map((node) => {
    const name = node.definition.takesDecision;
    if (name === undefined) return node;
    const { [name]: before, ...settings } = node.config;
    const decision = decisionAbove(node, byId);
    if (canonicalJson(before) === canonicalJson(decision)) return node;
    return { ...node, config: decision ? { ...settings, [name]: decision } : settings };
  });
}

/** Of the nodes that hand the model on, the nearest that says how its probabilities become a class. */
function decisionAbove(node: LinkedNode, byId: ReadonlyMap<string, LinkedNode>): Decision | undefined {
  for (const [port, { node: id, port: from }] of Object.entries(node.inputs)) {
    if (!node.definition.ports.in[port]?.accepts.includes('model')) continue;
    const above = byId.get(id);
    // Where the model is made there is nobody left to have judged it.
    if (!above?.configured || above.definition.ports.out[from]?.type !== 'model') continue;
    if (above.definition.model || above.definition.modelFrom !== undefined) continue;
    return above.definition.decision?.(above.config) ?? decisionAbove(above, byId);
  }
  return undefined;
}
