import type { CatalogueNode } from '@/nodes/kernel/catalogue';
import { type GraphDoc, sameEnd, type Wire, type WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import type { PortType } from '@/nodes/kernel/ports';
import type { PortEnd } from '../view/view-store';
import { accepts, definitionOf, outputType, titleOf } from './ports';
import { reach, wiresInto } from './wiring';

/** Types fit, and nothing would wait for itself. */
export function canConnect(doc: GraphDoc, { from, to }: Wire): boolean {
  const type = outputType(doc, from);
  return type !== undefined && accepts(doc, to, type) && !reach(doc, to.node, 'down').has(from.node);
}

/** Why a wire cannot be drawn, as a sentence; undefined where it can. */
export function whyNot(doc: GraphDoc, { from, to }: Wire): string | undefined {
  const [source, target] = [doc.nodes[from.node], doc.nodes[to.node]];
  const type = outputType(doc, from);
  const input = definitionOf(target)?.ports.in[to.port];
  if (!source || !target || !type || !input) return 'This port is not there any more.';
  if (from.node === to.node) return `${titleOf(source)} cannot feed itself.`;
  if (!input.accepts.includes(type)) {
    const taken = input.accepts.join(' or ');
    return `${withArticle(type)} does not go into ${withArticle(taken).toLowerCase()} input.`;
  }
  if (reach(doc, to.node, 'down').has(from.node))
    return `This would make a loop: ${titleOf(target)} already feeds ${titleOf(source)}.`;
  return undefined;
}

const withArticle = (words: string): string => `${/^[aeiou]/.test(words) ? 'An' : 'A'} ${words}`;

/** The wire between a pulled end and a port on the other side. */
export const wireBetween = (pulled: PortEnd, other: WireEnd): Wire => {
  const own = { node: pulled.node, port: pulled.port };
  return pulled.side === 'out' ? { from: own, to: other } : { from: other, to: own };
};

/** What a wire let go on a card does: it takes a port of it, or says why there is none. */
export type Landing = { readonly wire: Wire } | { readonly reason: string };

/**
 * The first port of a node that fits a pulled wire and is free; a node's only fitting port is taken from the wire it has.
 * An output is always free.
 */
export function landOn(doc: GraphDoc, pulled: PortEnd, node: string): Landing {
  const definition = definitionOf(doc.nodes[node]);
  const names = Object.keys(definition?.ports[pulled.side === 'out' ? 'in' : 'out'] ?? {});
  const wires = names.map((port) => wireBetween(pulled, { node, port }));
  const fitting = wires.filter((wire) => canConnect(doc, wire));
  const taken = wiresInto(doc, node);
  const free = fitting.find((wire) => pulled.side === 'in' || !taken.some(({ to }) => sameEnd(to, wire.to)));
  const chosen = free ?? (fitting.length === 1 ? fitting[0] : undefined);
  if (chosen) return { wire: chosen };
  const title = doc.nodes[node] ? titleOf(doc.nodes[node]) : node;
  if (fitting.length > 1)
    return { reason: `Every input of ${title} that fits has a wire already: drop it on the one to replace.` };
  const reasons = wires.map((wire) => whyNot(doc, wire));
  return {
    reason:
      reasons.find((reason) => reason !== undefined) ??
      `${title} has no ${pulled.side === 'out' ? 'input' : 'output'}.`,
  };
}

/** The first port of a new node that a wire pulled from `end` can be put on. */
export function fittingPort(
  doc: GraphDoc,
  end: WireEnd,
  side: 'in' | 'out',
  definition: CatalogueNode,
): string | undefined {
  if (side === 'out') {
    const type = outputType(doc, end);
    return type && inputFor(definition, type);
  }
  return outputFor(definition, definitionOf(doc.nodes[end.node])?.ports.in[end.port]?.accepts ?? []);
}

export const inputFor = (definition: CatalogueNode, type: PortType): string | undefined =>
  Object.entries(definition.ports.in).find(([, port]) => port.accepts.includes(type))?.[0];

/** A result before what is left over: rejected rows, a report. */
export function outputFor(definition: CatalogueNode, accepted: readonly PortType[]): string | undefined {
  const found = Object.entries(definition.ports.out).filter(([, port]) => accepted.includes(port.type));
  return (found.find(([, port]) => !port.secondary) ?? found[0])?.[0];
}

/** The output a node is there for. */
export const mainOutput = (definition: CatalogueNode): string | undefined =>
  (Object.entries(definition.ports.out).find(([, port]) => !port.secondary) ??
    Object.entries(definition.ports.out)[0])?.[0];
