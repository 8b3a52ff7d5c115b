import type { AnyNode } from '@/nodes/kernel/define-node';
import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import type { GraphDoc, WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Registry } from '../analysis';

type Bound = ReadonlyMap<string, Readonly<Record<string, WireEnd>>>;
const sound = new WeakMap<GraphDoc['wires'], { readonly registry: Registry; readonly bound: Bound }>();

/**
 * The outputs that the inputs of each node read, by the node's id; what does not fit is left out and told.
 *
 * Most edits leave the wires alone. Wires that all fit still fit while the list is the same: a node that has one cannot
 * go or change its type without a new list.
 */
export function bindWires(doc: GraphDoc, registry: Registry, diagnostics: Diagnostic[]): Bound {
  const known = sound.get(doc.wires);
  if (known?.registry === registry) return known.bound;
  const found: Diagnostic[] = [];
  const bound = new Map(
    [...fittingWires(doc, registry, found)].map(([id, ends]) => [id, inPortOrder(ends, registry[doc.nodes[id]!.type])]),
  );
  if (found.length === 0) sound.set(doc.wires, { registry, bound });
  diagnostics.push(...found);
  return bound;
}

/** Inputs in the order their node declares them, so that the order of wires changes nothing. */
function inPortOrder(
  bound: Readonly<Record<string, WireEnd>>,
  definition: AnyNode | undefined,
): Record<string, WireEnd> {
  return Object.fromEntries(
    Object.keys(definition?.ports.in ?? {}).flatMap((port) => (bound[port] ? [[port, bound[port]]] : [])),
  );
}

function fittingWires(
  doc: GraphDoc,
  registry: Registry,
  diagnostics: Diagnostic[],
): Map<string, Record<string, WireEnd>> {
  const bound = new Map<string, Record<string, WireEnd>>();
  for (const { from, to } of doc.wires) {
    const source = doc.nodes[from.node];
    const target = doc.nodes[to.node];
    if (!source || !target) {
      diagnostics.push(
        diagnostic(
          'wire-dangling',
          { node: source ? from.node : to.node },
          `A wire leads ${source ? 'to' : 'from'} a node that is not there.`,
          { fix: { title: 'Remove the wire', edits: [{ kind: 'disconnect', to }], isSafe: true } },
        ),
      );
      continue;
    }
    const output = registry[source.type]?.ports.out[from.port];
    const input = registry[target.type]?.ports.in[to.port];
    if (!registry[source.type] || !registry[target.type]) continue;
    if (!output || !input) {
      diagnostics.push(
        diagnostic(
          'wire-dangling',
          output ? { node: to.node, port: to.port } : { node: from.node, port: from.port },
          output ? `“${target.type}” has no input “${to.port}”.` : `“${source.type}” has no output “${from.port}”.`,
          { fix: { title: 'Remove the wire', edits: [{ kind: 'disconnect', to }], isSafe: true } },
        ),
      );
      continue;
    }
    if (!input.accepts.includes(output.type)) {
      diagnostics.push(
        diagnostic(
          'wire-type-mismatch',
          { node: to.node, port: to.port },
          `“${input.title}” takes a ${input.accepts.join(' or ')}, and the wire brings a ${output.type}.`,
          { hint: 'Connect another port.', fix: { title: 'Remove the wire', edits: [{ kind: 'disconnect', to }] } },
        ),
      );
      continue;
    }
    const ports = bound.get(to.node) ?? {};
    if (ports[to.port]) {
      diagnostics.push(
        diagnostic(
          'input-twice',
          { node: to.node, port: to.port },
          `Two wires lead to “${input.title}”; one input holds one wire.`,
          { hint: 'Remove one of them.' },
        ),
      );
      continue;
    }
    ports[to.port] = from;
    bound.set(to.node, ports);
  }
  return bound;
}
