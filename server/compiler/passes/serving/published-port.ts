import type { ServePlan } from '../../emit/serve-plan';
import type { KeyedNode } from '../lower';

/** Follows ports that hand an artifact on (gates) up to the node that made it. */
export function findMaker(
  id: string,
  port: string,
  nodes: ReadonlyMap<string, KeyedNode>,
  handedOnBy: readonly KeyedNode[] = [],
): { node: KeyedNode; port: string; handedOnBy: readonly KeyedNode[] } | undefined {
  const node = nodes.get(id);
  const keyed = node?.ports[port];
  if (!node || !keyed) return undefined;
  if (keyed.kind !== 'pass') return { node, port, handedOnBy };
  const wire = node.typed.linked.inputs[keyed.of];
  return wire ? findMaker(wire.node, wire.port, nodes, [...handedOnBy, node]) : undefined;
}

/** Whose model the published one is, or was made of: it says what that reads. */
export function findTrainer(maker: KeyedNode, nodes: ReadonlyMap<string, KeyedNode>): KeyedNode {
  const { definition, inputs } = maker.typed.linked;
  const wire = definition.modelFrom === undefined ? undefined : inputs[definition.modelFrom];
  const above = wire && findMaker(wire.node, wire.port, nodes);
  return above ? findTrainer(above.node, nodes) : maker;
}

/** How the node that judged the model decides, and where its report is. */
export function judgement({ typed, ports }: KeyedNode): Pick<ServePlan, 'decision' | 'evaluation'> {
  const decision = typed.linked.definition.decision?.(typed.linked.config);
  return { ...(decision ? { decision } : {}), ...(ports.report ? { evaluation: ports.report.key } : {}) };
}

/** A task made the rows: by a query, by running a model. What it does to a single row is not known. */
export function notFromSource(key: string, nodes: ReadonlyMap<string, KeyedNode>): [string, string] {
  const maker = [...nodes.values()].find((node) => Object.values(node.ports).some((port) => port.key === key));
  if (!maker) return ['Its rows do not come from a source.', 'Publish a port below a source.'];
  return [
    `The node ${maker.typed.linked.title} may look at other rows, and a request carries single rows.`,
    'Write what it does as a formula, which is served as it is, or leave it out of the way to the answer.',
  ];
}
