import type { ColumnLineage } from '@/nodes/kernel/schema';
import type { NodeAnalysis, Registry } from '../analysis';
import { readsOfSettings } from './settings-columns';

/** A column at an output port. */
export interface ColumnPlace {
  readonly node: string;
  readonly port: string;
  readonly column: string;
}

/** One step of a column through a node: from what arrives there to what leaves it. */
export interface ColumnHop {
  readonly from: ColumnPlace;
  readonly to: ColumnPlace;
  readonly how: ColumnLineage['how'];
}

/** A node that reads a column without making another of it: a rule, a filter, a model's feature. */
export interface ColumnRead {
  readonly from: ColumnPlace;
  readonly node: string;
  /** What it is read for, in the words of the form. */
  readonly as: string;
}

export interface ColumnTrace {
  readonly at: ColumnPlace;
  /** Where it comes from, nearest first. */
  readonly above: readonly ColumnHop[];
  /** What is made of it, nearest first. */
  readonly below: readonly ColumnHop[];
  readonly reads: readonly ColumnRead[];
}

/** What tracing needs of a drawing. */
export interface TracedGraph {
  readonly nodes: Readonly<Record<string, NodeAnalysis>>;
  /** The output port that feeds an input port. */
  feeds(node: string, port: string): { readonly node: string; readonly port: string } | undefined;
}

export const tracedGraph = (
  nodes: Readonly<Record<string, NodeAnalysis>>,
  wires: readonly { readonly from: { node: string; port: string }; readonly to: { node: string; port: string } }[],
): TracedGraph => {
  const feeds = new Map(wires.map((wire) => [`${wire.to.node}.${wire.to.port}`, wire.from]));
  return { nodes, feeds: (node, port) => feeds.get(`${node}.${port}`) };
};

/** Where a column comes from and what it feeds, through every node of the drawing. Known without a run. */
export function traceColumn(graph: TracedGraph, at: ColumnPlace, registry: Registry): ColumnTrace {
  const hops = allHops(graph);
  const below = walk(
    at,
    hops,
    (hop) => hop.from,
    (hop) => hop.to,
  );
  const touched = [at, ...below.map((hop) => hop.to)];
  return {
    at,
    above: walk(
      at,
      hops,
      (hop) => hop.to,
      (hop) => hop.from,
    ),
    below,
    reads: readsOf(graph, touched, registry),
  };
}

/** The columns of the node's own inputs that an output column is made of. */
export function parentsOf(
  node: NodeAnalysis,
  port: string,
  name: string,
): { readonly port: string; readonly column: string; readonly how: ColumnLineage['how'] }[] {
  const column = node.outputs[port]?.schema?.columns.find((candidate) => candidate.name === name);
  if (!column) return [];
  // Handed on as it came: the same object, whose lineage is that of the node which made it.
  const same = Object.entries(node.inputs).filter(([, schema]) => schema?.columns.includes(column));
  if (same.length > 0) return same.map(([input]) => ({ port: input, column: name, how: 'same' as const }));
  const { lineage } = column;
  return lineage ? lineage.from.map((from) => ({ ...from, how: lineage.how })) : [];
}

const placeKey = ({ node, port, column }: ColumnPlace): string => JSON.stringify([node, port, column]);

function allHops(graph: TracedGraph): ColumnHop[] {
  return Object.values(graph.nodes).flatMap((node) =>
    Object.entries(node.outputs).flatMap(([port, { schema }]) =>
      (schema?.columns ?? []).flatMap(({ name }) =>
        parentsOf(node, port, name).flatMap(({ port: input, column, how }): ColumnHop[] => {
          const from = graph.feeds(node.id, input);
          return from ? [{ from: { ...from, column }, to: { node: node.id, port, column: name }, how }] : [];
        }),
      ),
    ),
  );
}

function walk(
  start: ColumnPlace,
  hops: readonly ColumnHop[],
  near: (hop: ColumnHop) => ColumnPlace,
  far: (hop: ColumnHop) => ColumnPlace,
): ColumnHop[] {
  const byNear = new Map<string, ColumnHop[]>();
  for (const hop of hops) {
    const key = placeKey(near(hop));
    const list = byNear.get(key);
    if (list) list.push(hop);
    else byNear.set(key, [hop]);
  }
  const found: ColumnHop[] = [];
  const seen = new Set([placeKey(start)]);
  const queue = [start];
  for (const place of queue) {
    for (const hop of byNear.get(placeKey(place)) ?? []) {
      found.push(hop);
      const next = far(hop);
      if (seen.has(placeKey(next))) continue;
      seen.add(placeKey(next));
      queue.push(next);
    }
  }
  return found;
}

function readsOf(graph: TracedGraph, places: readonly ColumnPlace[], registry: Registry): ColumnRead[] {
  const wanted = new Map<string, ColumnPlace>();
  for (const place of places) wanted.set(placeKey(place), place);
  const reads: ColumnRead[] = [];
  for (const node of Object.values(graph.nodes)) {
    for (const [input, schema] of Object.entries(node.inputs)) {
      const from = graph.feeds(node.id, input);
      if (!from || !schema) continue;
      const arriving = schema.columns.filter(({ name }) => wanted.has(placeKey({ ...from, column: name })));
      for (const { name } of arriving) {
        const place = { ...from, column: name };
        for (const as of readingsOf(node, input, name, registry)) reads.push({ from: place, node: node.id, as });
      }
    }
  }
  return reads;
}

function readingsOf(node: NodeAnalysis, input: string, name: string, registry: Registry): string[] {
  const definition = registry[node.type];
  if (!definition) return [];
  const settings = readsOfSettings(definition, node, input, name);
  if (input !== 'table' || !definition.model || !node.configured) return settings;
  const model = definition.model({ config: node.config, inputs: node.inputs });
  if (model?.target === name) return [...new Set([...settings, 'Target'])];
  return model?.features.includes(name) ? ['Feature'] : settings;
}
