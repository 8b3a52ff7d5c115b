import { type GraphDoc, type GraphNode, isParameterRef, type ParameterValue } from './graph-doc';

type Values = Readonly<Record<string, ParameterValue>>;

/** The document with values in the place of parameters: `given`, or the parameter's default. What has neither stays. */
export function bindParameters(doc: GraphDoc, given: Values = {}): GraphDoc {
  if (Object.keys(doc.parameters).length === 0) return doc;
  const nodes = Object.entries(doc.nodes).map(([id, node]): [string, GraphNode] => {
    const config = bound(node.config, doc, given) as GraphNode['config'];
    return [id, config === node.config ? node : { ...node, config }];
  });
  return { ...doc, nodes: Object.fromEntries(nodes) };
}

/** The same object where nothing in it is bound. */
function bound(value: unknown, doc: GraphDoc, given: Values): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (isParameterRef(value)) return given[value.$param] ?? doc.parameters[value.$param]?.default ?? value;
  if (Array.isArray(value)) {
    const entries = value.map((entry) => bound(entry, doc, given));
    return entries.some((entry, index) => entry !== value[index]) ? entries : value;
  }
  const before = Object.entries(value);
  const after = before.map(([name, entry]) => [name, bound(entry, doc, given)] as const);
  return after.some(([, entry], index) => entry !== before[index]![1]) ? Object.fromEntries(after) : value;
}
