import { catalogue } from '@/nodes/catalogue.gen';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { TableSchema } from '@/nodes/kernel/schema';
import type { Analysis } from '@/server/compiler/analysis';
import { nodeTitle } from '../timeline/stage-words';

/** A table that can be opened. */
export interface OpenPort {
  /** `node.port` of the output that makes it. */
  readonly id: string;
  readonly node: string;
  /** The name of the port on the selected node. */
  readonly name: string;
  /** "from Split", or "of Impute" with the title of the port. */
  readonly title: string;
  readonly schema: TableSchema | undefined;
  /** Names its content; absent while the graph above is not sound. */
  readonly contentKey: string | undefined;
}

/** The tables that go into a node, by its own order of ports. */
export function inputPorts(doc: GraphDoc, analysis: Analysis | undefined, node: string): OpenPort[] {
  const order = Object.keys(catalogue[doc.nodes[node]?.type ?? '']?.ports.in ?? {});
  return order.flatMap((name): OpenPort[] => {
    const wire = doc.wires.find((each) => each.to.node === node && each.to.port === name);
    if (!wire) return [];
    const port = portOf(doc, analysis, wire.from.node, wire.from.port);
    if (port.type !== 'table') return [];
    const from = nodeTitle(doc, wire.from.node);
    return [{ ...port, name, title: port.isFirst ? `from ${from}` : `from ${from}, ${port.label.toLowerCase()}` }];
  });
}

/** The tables that come out of a node. */
export function outputPorts(doc: GraphDoc, analysis: Analysis | undefined, node: string): OpenPort[] {
  return Object.keys(catalogue[doc.nodes[node]?.type ?? '']?.ports.out ?? {}).flatMap((name): OpenPort[] => {
    const port = portOf(doc, analysis, node, name);
    if (port.type !== 'table') return [];
    return [{ ...port, name, title: port.isFirst ? `of ${nodeTitle(doc, node)}` : port.label }];
  });
}

function portOf(doc: GraphDoc, analysis: Analysis | undefined, node: string, name: string) {
  const ports = catalogue[doc.nodes[node]?.type ?? '']?.ports.out ?? {};
  const known = analysis?.nodes[node]?.outputs[name];
  return {
    id: `${node}.${name}`,
    node,
    type: known?.type ?? ports[name]?.type,
    label: ports[name]?.title ?? name,
    isFirst: Object.keys(ports)[0] === name,
    schema: known?.schema,
    contentKey: known?.key,
  };
}
