import type { AnyNode } from '@/nodes/kernel/define-node';
import { type Diagnostic, diagnostic, type Fix } from '@/nodes/kernel/diagnostics';
import type { GraphDoc, WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Registry } from '../analysis';

type Ends = Readonly<Record<string, WireEnd>>;
export type BoundInputs = ReadonlyMap<string, Ends>;

/** The bypassed node that has nothing to hand on to an input. */
export interface Gap {
  readonly node: string;
  readonly title: string;
}
export type Gaps = Readonly<Record<string, Gap>>;

export interface Bypassed {
  readonly inputs: BoundInputs;
  readonly gaps: ReadonlyMap<string, Gaps>;
  /** For each bypassed node, the outputs above that stand in for its own. */
  readonly handed: ReadonlyMap<string, Ends>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The fix of all that a bypass breaks. */
export const takeBack = (id: string): Fix => ({
  title: 'Take the bypass back',
  edits: [{ kind: 'set-bypass', id, bypassed: false }],
});

const noGaps: ReadonlyMap<string, Gaps> = new Map();
const noneHanded: ReadonlyMap<string, Ends> = new Map();

/**
 * Reads through bypassed nodes. Of each type, the first wired input of one stands in for its main output; its other
 * outputs have no counterpart, and what reads them reads nothing.
 */
export function throughBypassed(doc: GraphDoc, registry: Registry, bound: BoundInputs): Bypassed {
  const ids = Object.keys(doc.nodes).filter((id) => doc.nodes[id]!.bypassed && registry[doc.nodes[id]!.type]);
  if (ids.length === 0) return { inputs: bound, gaps: noGaps, handed: noneHanded, diagnostics: [] };
  const isBypassed = new Set(ids);
  const definitionOf = (id: string) => registry[doc.nodes[id]!.type]!;
  const titleOf = (id: string) => doc.nodes[id]!.title ?? definitionOf(id).title;

  /** Where the value at an output comes from; a name says which bypassed node has none. */
  const resolve = (end: WireEnd, seen: readonly string[] = []): WireEnd | string => {
    if (!isBypassed.has(end.node)) return end;
    const ins = bound.get(end.node) ?? {};
    const definition = definitionOf(end.node);
    const type = definition.ports.out[end.port]!.type;
    const standsIn = mainOutput(definition, type) === end.port && !seen.includes(end.node);
    const from = Object.values(ins).find((wire) => definitionOf(wire.node).ports.out[wire.port]!.type === type);
    return standsIn && from ? resolve(from, [...seen, end.node]) : end.node;
  };

  const inputs = new Map<string, Ends>();
  const gaps = new Map<string, Gaps>();
  for (const [id, ends] of bound) {
    const found: Record<string, WireEnd> = {};
    const open: Record<string, Gap> = {};
    for (const [port, end] of Object.entries(ends)) {
      const value = resolve(end);
      if (typeof value === 'string') open[port] = { node: value, title: titleOf(value) };
      else found[port] = value;
    }
    inputs.set(id, found);
    if (Object.keys(open).length > 0) gaps.set(id, open);
  }
  const handed = new Map(
    ids.map((id) => {
      const outs = Object.keys(definitionOf(id).ports.out).map((port) => [port, resolve({ node: id, port })] as const);
      return [id, Object.fromEntries(outs.filter((entry): entry is [string, WireEnd] => typeof entry[1] !== 'string'))];
    }),
  );
  return {
    inputs,
    gaps,
    handed,
    diagnostics: ids.flatMap((id) => impossible(id, titleOf(id), definitionOf(id), bound)),
  };
}

/** The output of a type that the node is there for. */
function mainOutput({ ports }: AnyNode, type: string): string | undefined {
  const outs = Object.entries(ports.out).filter(([, port]) => port.type === type);
  return (outs.find(([, port]) => !port.secondary) ?? outs[0])?.[0];
}

/** A node whose inputs fit none of its outputs only ends what is below it. That is fine while nothing reads it. */
function impossible(id: string, title: string, definition: AnyNode, bound: BoundInputs): Diagnostic[] {
  const accepted = new Set(Object.values(definition.ports.in).flatMap(({ accepts }) => accepts));
  const outs = Object.values(definition.ports.out);
  const isRead = [...bound.values()].some((ends) => Object.values(ends).some((end) => end.node === id));
  if (!isRead || outs.some(({ type }) => accepted.has(type))) return [];
  return [
    diagnostic(
      'bypass-impossible',
      { node: id },
      `${title} is bypassed, but it reads nothing that could stand in for its ${[...new Set(outs.map(({ type }) => type))].join(' or ')}.`,
      { hint: 'Take the bypass back, or remove the wires that lead out of it.', fix: takeBack(id) },
    ),
  ];
}
