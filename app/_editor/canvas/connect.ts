import { type AnyNode, CATEGORIES, traitsOf } from '@/nodes/kernel/define-node';
import type { GraphDoc, Wire, WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import type { PortType } from '@/nodes/kernel/ports';
import { registry } from '@/nodes/registry.gen';
import { accepts, definitionOf, outputType } from './ports';

/** Nodes that a node's result reaches, itself included. */
export function reachable(doc: GraphDoc, start: string): Set<string> {
  const seen = new Set([start]);
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const wire of doc.wires) {
      if (wire.from.node !== node || seen.has(wire.to.node)) continue;
      seen.add(wire.to.node);
      open.push(wire.to.node);
    }
  }
  return seen;
}

/** Types fit, and nothing would wait for itself. */
export function canConnect(doc: GraphDoc, { from, to }: Wire): boolean {
  const type = outputType(doc, from);
  return type !== undefined && accepts(doc, to, type) && !reachable(doc, to.node).has(from.node);
}

/** The first port of a new node that a wire pulled from `end` can be put on. */
export function fittingPort(doc: GraphDoc, end: WireEnd, side: 'in' | 'out', definition: AnyNode): string | undefined {
  if (side === 'out') {
    const type = outputType(doc, end);
    return type && inputFor(definition, type);
  }
  const wanted = definitionOf(doc.nodes[end.node])?.ports.in[end.port]?.accepts ?? [];
  const found = Object.entries(definition.ports.out).filter(([, port]) => wanted.includes(port.type));
  return (found.find(([, port]) => !port.secondary) ?? found[0])?.[0];
}

export const inputFor = (definition: AnyNode, type: PortType): string | undefined =>
  Object.entries(definition.ports.in).find(([, port]) => port.accepts.includes(type))?.[0];

/** A node type that could stand at the end of a wire, with the port it would use. */
export interface Candidate {
  readonly definition: AnyNode;
  readonly port: string | undefined;
}

/** What fits the end of a wire, the likeliest first: pipelines run through the categories in their order. */
export function candidates(doc: GraphDoc, from?: WireEnd & { side: 'in' | 'out' }): Candidate[] {
  const all = Object.values(registry);
  if (!from) return all.map((definition) => ({ definition, port: undefined })).sort(byCategory);
  const here = definitionOf(doc.nodes[from.node]);
  const rank = here ? CATEGORIES.indexOf(here.category) : 0;
  const types = new Set(Object.values(doc.nodes).map((node) => node.type));
  // A table is often prepared in several steps; a model is made once, and then judged.
  const again = here?.category === 'model' ? 1.2 : 0.6;
  const distance = ({ definition }: Candidate) => {
    const ahead = (CATEGORIES.indexOf(definition.category) - rank) * (from.side === 'out' ? 1 : -1);
    const far = ahead > 0 ? ahead : ahead === 0 ? again : 8 - ahead;
    const inputs = Object.values(definition.ports.in).filter(({ required }) => required).length;
    return far + 0.1 * inputs + (types.has(definition.type) ? 2 : 0) + (makesOtherRows(definition) ? 3 : 0);
  };
  return all
    .flatMap((definition) => {
      const port = fittingPort(doc, from, from.side, definition);
      return port === undefined ? [] : [{ definition, port }];
    })
    .sort((a, b) => distance(a) - distance(b));
}

const byCategory = (a: Candidate, b: Candidate) =>
  CATEGORIES.indexOf(a.definition.category) - CATEGORIES.indexOf(b.definition.category);

/** Rarely what comes next on the way to a model. */
function makesOtherRows(definition: AnyNode): boolean {
  const settings = definition.config.safeParse({});
  return settings.success && traitsOf(definition, settings.data).rows === 'changes';
}
