import { contentKey } from '@/nodes/kernel/canonical';
import type { Traits } from '@/nodes/kernel/define-node';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { DatasetRequest, FactRequest } from '@/nodes/kernel/facts';
import type { GraphDoc, WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import { parseGraphDoc } from '@/nodes/kernel/graph-doc/parse';
import type { Analysis, CompileOptions, NodeAnalysis } from './analysis';
import { emitSpec } from './emit/emit-spec';
import type { RunSpec, Stage, TaskStage } from './emit/run-spec';
import { infer, type TypedNode } from './passes/infer';
import { indexKeys } from './passes/key-index';
import { type BypassedNode, type LinkedNode, link } from './passes/link';
import { type KeyedNode, lower } from './passes/lower';
import { checkLeakage, type Partitioned } from './passes/partition/check-leakage';
import type { Hoist } from './passes/partition/hoist';
import { type Plan, plan } from './passes/plan';
import { pruneToTargets } from './passes/prune';
import { planServing } from './passes/serving/serve';
import { explainChangedTargets } from './passes/target';

/** What an analysis keeps so that the next one costs what the edit touches. A value: it can be dropped at any time. */
interface Memo {
  readonly linked: ReadonlyMap<string, LinkedNode>;
  readonly typed: ReadonlyMap<string, TypedNode>;
  readonly keyed: ReadonlyMap<string, KeyedNode>;
  readonly views: ReadonlyMap<string, NodeAnalysis>;
  readonly planned: Plan;
}
const memos = new WeakMap<Analysis, Memo>();

/**
 * Everything that can be known of a drawing without running it. Total: it always returns, with diagnostics for what is
 * wrong and `needs` for facts that are missing. `previous` is an earlier result for (almost) the same document.
 */
export function analyze(value: unknown, options: CompileOptions, previous?: Analysis): Analysis {
  const parsed = parseGraphDoc(value);
  if (!parsed.doc) return { nodes: {}, diagnostics: parsed.diagnostics, needs: [] };
  return analyzeDoc(parsed.doc, options, previous);
}

/** `analyze` for a document that was parsed already: the editor's, on every edit. */
export function analyzeDoc(doc: GraphDoc, options: CompileOptions, previous?: Analysis): Analysis {
  const memo = previous && memos.get(previous);
  const graph = link(doc, options.registry, options.parameters ?? {}, memo?.linked);
  const typed = infer(graph.nodes, options.facts, memo?.typed);
  const partitioned = checkLeakage(typed);
  const keyed = lower({ nodes: typed, ...partitioned }, memo?.keyed);
  const diagnostics: Diagnostic[] = [...graph.diagnostics];
  const needs = new Map<string, FactRequest>();
  for (const node of typed.values()) {
    diagnostics.push(...node.diagnostics);
    for (const need of node.needs) needs.set(need.key, need);
  }
  diagnostics.push(...partitioned.diagnostics, ...servingProblems(keyed));
  const hasErrors = diagnostics.some((entry) => entry.severity === 'error');
  const planned = plan(keyed, memo?.planned);
  const views = viewNodes({ typed, keyed, partitioned }, planned.stages, memo);
  for (const node of graph.bypassed) views.set(node.id, viewBypassed(node, views, memo?.views.get(node.id)));
  const complete = !hasErrors && needs.size === 0 && graph.nodes.every(({ id }) => keyed.has(id));
  const analysis: Analysis = {
    doc,
    nodes: Object.fromEntries(views),
    diagnostics: explainChangedTargets(diagnostics, typed),
    needs: [...needs.values()],
    ...(complete ? { spec: emitSpec(graph.parameters, planned, graph.bypassed) } : {}),
  };
  const linked = new Map([...graph.nodes, ...graph.bypassed].map((node) => [node.id, node]));
  memos.set(analysis, { linked, typed, keyed, views, planned });
  return analysis;
}

export interface Compiled {
  readonly spec?: RunSpec;
  readonly diagnostics: readonly Diagnostic[];
  readonly needs: readonly FactRequest[];
}

/** The spec of a document, or of the part of it that leads to `upTo`. */
export function compile(value: unknown, options: CompileOptions & { readonly upTo?: string }): Compiled {
  const parsed = parseGraphDoc(value);
  if (!parsed.doc) return { diagnostics: parsed.diagnostics, needs: [] };
  const doc = options.upTo === undefined ? parsed.doc : pruneToTargets(parsed.doc, [options.upTo]);
  const { spec, diagnostics, needs } = analyzeDoc(doc, options);
  return { diagnostics, needs, ...(spec ? { spec } : {}) };
}

/** The stage that imports a dataset, to run on its own when a fact about it is needed. */
export function sourceStage(request: DatasetRequest): TaskStage {
  return {
    kind: 'task',
    id: 'import',
    key: contentKey(['task', request.key]),
    node: 'import',
    nodes: ['import'],
    type: 'source',
    version: 1,
    config: {},
    dataset: request,
    inputs: [],
    outputs: [
      { name: 'table', key: request.key, kind: 'table' },
      { name: 'unparsed', key: contentKey(['port', request.key, 'unparsed']), kind: 'table' },
    ],
    dependsOn: [],
    publishes: false,
  };
}

function servingProblems(keyed: ReadonlyMap<string, KeyedNode>): Diagnostic[] {
  const publishers = [...keyed.values()].filter((node) => node.typed.linked.definition.serves !== undefined);
  if (publishers.length === 0) return [];
  const index = indexKeys(keyed);
  return publishers.flatMap((node) => {
    const result = planServing(node, keyed, index);
    return 'problem' in result ? [result.problem] : [];
  });
}

function viewNodes(
  { typed, keyed, partitioned }: Pick<Memo, 'typed' | 'keyed'> & { readonly partitioned: Partitioned },
  stages: readonly Stage[],
  previous?: Memo,
): Map<string, NodeAnalysis> {
  const stagesOf = new Map<string, string[]>();
  for (const stage of stages)
    for (const node of stage.nodes) stagesOf.set(node, [...(stagesOf.get(node) ?? []), stage.id]);
  const views = new Map<string, NodeAnalysis>();
  const { hoists } = partitioned;
  const leaky = new Set(
    partitioned.diagnostics.flatMap(({ severity, place }) => (severity === 'error' ? place.node : [])),
  );
  for (const [id, node] of typed) {
    const before = previous?.views.get(id);
    if (Object.values(node.linked.inputs).some((from) => leaky.has(from.node))) leaky.add(id);
    const leakProof = !leaky.has(id) && isLeakProof(node, hoists.has(id), views);
    const same =
      before &&
      previous &&
      previous.typed.get(id) === node &&
      previous.keyed.get(id) === keyed.get(id) &&
      before.leakProof === leakProof &&
      before.hoistedFrom?.node === hoists.get(id)?.labels[0]?.split.id &&
      before.hoistedFrom?.title === hoists.get(id)?.labels[0]?.split.title &&
      sameList(before.stages, stagesOf.get(id) ?? []);
    views.set(
      id,
      same ? before : viewNode(node, keyed.get(id), stagesOf.get(id) ?? [], leakProof, hoists.get(id), before),
    );
  }
  return views;
}

/** It learns from training rows only, or takes a model that did. */
function isLeakProof(
  { traits, inputs, linked }: TypedNode,
  isHoisted: boolean,
  views: ReadonlyMap<string, NodeAnalysis>,
): boolean {
  // What is not known yet is not proved.
  if (inputs.table?.open) return false;
  if (traits.learns === 'from-training-rows') return inputs.table?.partitioned === true || isHoisted;
  return Object.values(linked.inputs).some(({ node, port }) => {
    const above = views.get(node);
    return above?.leakProof === true && above.outputs[port]?.type === 'model';
  });
}

function viewNode(
  node: TypedNode,
  keyed: KeyedNode | undefined,
  stages: readonly string[],
  leakProof: boolean,
  hoist: Hoist | undefined,
  before: NodeAnalysis | undefined,
): NodeAnalysis {
  const { linked } = node;
  const outputs = Object.fromEntries(
    Object.entries(linked.definition.ports.out).map(([port, { type }]) => {
      const key = keyed?.ports[port]?.key;
      const schema = node.outputs[port];
      return [port, { type, ...(key ? { key } : {}), ...(schema ? { schema } : {}) }];
    }),
  );
  const view: NodeAnalysis = {
    id: linked.id,
    type: linked.definition.type,
    title: linked.title,
    summary:
      linked.configured || Object.keys(linked.config).length > 0
        ? linked.definition.ui.describe(linked.config)
        : linked.definition.summary,
    configured: linked.configured,
    traits: node.traits,
    config: linked.config,
    inputs: node.inputs,
    outputs,
    leakProof,
    ...(hoist ? { hoistedFrom: { node: hoist.labels[0]!.split.id, title: hoist.labels[0]!.split.title } } : {}),
    stages,
  };
  return before && sameView(before, view) ? before : view;
}

const bypassedTraits: Traits = { rows: 'keeps', learns: 'nothing', determinism: 'pure', serving: 'pass' };

/** A bypassed node shows what is handed on in its place. */
function viewBypassed(
  node: BypassedNode,
  views: ReadonlyMap<string, NodeAnalysis>,
  before: NodeAnalysis | undefined,
): NodeAnalysis {
  const { id, definition, title, config, inputs } = node;
  const at = (end: WireEnd | undefined) => end && views.get(end.node)?.outputs[end.port];
  const view: NodeAnalysis = {
    id,
    type: definition.type,
    title,
    summary: node.configured ? definition.ui.describe(config) : definition.summary,
    configured: node.configured,
    traits: bypassedTraits,
    config,
    inputs: Object.fromEntries(Object.entries(inputs).map(([port, end]) => [port, at(end)?.schema])),
    outputs: Object.fromEntries(
      Object.entries(definition.ports.out).map(([port, { type }]) => [port, at(node.handed[port]) ?? { type }]),
    ),
    leakProof: false,
    stages: [],
    bypassed: true,
  };
  return before && sameView(before, view) ? before : view;
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((entry, index) => entry === b[index]);

/** Equal for a reader: lets the editor keep the object, and with it the drawn card. */
function sameView(a: NodeAnalysis, b: NodeAnalysis): boolean {
  return (
    a.title === b.title &&
    a.summary === b.summary &&
    a.configured === b.configured &&
    a.config === b.config &&
    a.leakProof === b.leakProof &&
    a.bypassed === b.bypassed &&
    a.hoistedFrom?.node === b.hoistedFrom?.node &&
    a.hoistedFrom?.title === b.hoistedFrom?.title &&
    sameList(a.stages, b.stages) &&
    Object.keys(b.outputs).every(
      (port) => a.outputs[port]?.key === b.outputs[port]?.key && a.outputs[port]?.schema === b.outputs[port]?.schema,
    ) &&
    Object.keys(b.inputs).every((port) => a.inputs[port] === b.inputs[port])
  );
}
