import type { AnyNode } from '@/nodes/kernel/define-node';
import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import type { GraphDoc, GraphNode, ParameterValue, WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import { didYouMean } from '@/nodes/kernel/nearest-name';
import type { Registry } from '../analysis';
import { bindWires } from './bind-wires';
import { type Gaps, takeBack, throughBypassed } from './bypass';
import { tellDecisions } from './decision';
import { orderNodes } from './order-nodes';
import { resolveParameters, substitute, usesParameters } from './parameters';
import { formOf, labelAt, missingSettings } from './settings';

/** A node with its definition, its settings parsed and its inputs bound. */
export interface LinkedNode {
  readonly id: string;
  readonly node: GraphNode;
  readonly definition: AnyNode;
  readonly title: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Settings parse and nothing required is missing; without it nothing is asked of the definition. */
  readonly configured: boolean;
  readonly inputs: Readonly<Record<string, WireEnd>>;
  /** Inputs whose wire leads to a bypassed node that has nothing to hand on. */
  readonly gaps: Gaps;
  readonly diagnostics: readonly Diagnostic[];
}

export interface LinkedGraph {
  /** In an order in which a node comes after all it reads from; nodes on a cycle are left out, and bypassed ones. */
  readonly nodes: readonly LinkedNode[];
  readonly bypassed: readonly BypassedNode[];
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** It takes part in nothing; its problems are nobody's. */
export interface BypassedNode extends LinkedNode {
  /** The outputs above that stand in for its own. */
  readonly handed: Readonly<Record<string, WireEnd>>;
}

const NO_INPUTS: Readonly<Record<string, WireEnd>> = {};
const NO_GAPS: Gaps = {};

/** Finds definitions, parses settings, binds ports, orders nodes and finds cycles. */
export function link(
  doc: GraphDoc,
  registry: Registry,
  given: Readonly<Record<string, ParameterValue>>,
  previous?: ReadonlyMap<string, LinkedNode>,
): LinkedGraph {
  const diagnostics: Diagnostic[] = [];
  const parameters = resolveParameters(doc, given, diagnostics);
  const {
    inputs,
    gaps,
    handed,
    diagnostics: bypasses,
  } = throughBypassed(doc, registry, bindWires(doc, registry, diagnostics));
  diagnostics.push(...bypasses);
  const linked = new Map<string, LinkedNode>();
  const bypassed: BypassedNode[] = [];
  for (const id of Object.keys(doc.nodes).sort()) {
    const node = doc.nodes[id]!;
    const bound = { inputs: inputs.get(id) ?? NO_INPUTS, gaps: gaps.get(id) ?? NO_GAPS };
    const before = previous?.get(id);
    const reusable = before && before.node === node && isSameBound(before, bound) && !usesParameters(node.config);
    const entry = reusable ? before : linkNode(id, node, bound, registry, parameters, diagnostics);
    if (!entry) continue;
    if (node.bypassed) bypassed.push({ ...entry, handed: handed.get(id) ?? NO_INPUTS });
    else linked.set(id, entry);
  }
  const nodes = tellDecisions(orderNodes(linked, diagnostics));
  return { nodes, bypassed, parameters, diagnostics: [...diagnostics, ...nodes.flatMap((node) => node.diagnostics)] };
}

function linkNode(
  id: string,
  node: GraphNode,
  { inputs, gaps }: Pick<LinkedNode, 'inputs' | 'gaps'>,
  registry: Registry,
  parameters: Readonly<Record<string, ParameterValue>>,
  global: Diagnostic[],
): LinkedNode | undefined {
  const definition = registry[node.type];
  if (!definition) {
    global.push(
      diagnostic('node-type-unknown', { node: id }, `There is no node type “${node.type}”.`, {
        hint: didYouMean(node.type, Object.keys(registry)) ?? 'Remove the node, or update Sluice.',
      }),
    );
    return undefined;
  }
  const title = node.title ?? definition.title;
  const diagnostics: Diagnostic[] = [];
  if (node.version > definition.version) {
    diagnostics.push(
      diagnostic(
        'node-version-newer',
        { node: id },
        `“${title}” was saved by a newer Sluice (${node.type}@${node.version}; this one knows ${definition.version}).`,
        { hint: 'Update Sluice.' },
      ),
    );
  }
  const current =
    node.version < definition.version && definition.migrate
      ? definition.migrate(node.config, node.version)
      : node.config;
  const substituted = substitute(current, parameters, id, [], diagnostics) as Record<string, unknown>;
  const parsed = definition.config.safeParse(substituted);
  const config = (parsed.success ? parsed.data : {}) as Record<string, unknown>;
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const path = issue.path as (string | number)[];
      diagnostics.push(
        diagnostic('setting-invalid', { node: id, path }, `${title}, ${labelAt(definition, path)}: ${issue.message}.`, {
          hint: 'Correct the setting, or reset it to its default.',
        }),
      );
    }
  }
  for (const name of Object.keys(node.config)) {
    if (name in definition.config.shape) continue;
    diagnostics.push(
      diagnostic('setting-invalid', { node: id, path: [name] }, `${title} has no setting “${name}”; it is ignored.`, {
        severity: 'warning',
        hint: didYouMean(name, Object.keys(definition.config.shape)),
        fix: { title: `Remove “${name}”`, edits: [{ kind: 'set-setting', id, path: [name] }], isSafe: true },
      }),
    );
  }
  if (parsed.success) diagnostics.push(...missingSettings(formOf(definition), config, id, title));
  for (const [port, expected] of Object.entries(definition.ports.in)) {
    const gap = gaps[port];
    if (gap !== undefined) {
      diagnostics.push(
        diagnostic(
          'input-missing',
          { node: id, port },
          `Nothing reaches “${expected.title}” of ${title}: ${gap.title} is bypassed and has nothing to hand on there.`,
          { ...(expected.required ? {} : { severity: 'warning' }), fix: takeBack(gap.node) },
        ),
      );
    } else if (expected.required && !inputs[port]) {
      diagnostics.push(
        diagnostic('input-missing', { node: id, port }, `${title} needs a wire at “${expected.title}”.`, {
          hint: `Connect a ${expected.accepts.join(' or ')} to it.`,
        }),
      );
    }
  }
  const configured = parsed.success && diagnostics.every((entry) => entry.severity !== 'error');
  return { id, node, definition, title, config, configured, inputs, gaps, diagnostics };
}

const isSameBound = (a: Pick<LinkedNode, 'inputs' | 'gaps'>, b: Pick<LinkedNode, 'inputs' | 'gaps'>): boolean =>
  sameInputs(a.inputs, b.inputs) && sameGaps(a.gaps, b.gaps);

const sameGaps = (a: Gaps, b: Gaps): boolean =>
  a === b ||
  (Object.keys(a).length === Object.keys(b).length &&
    Object.keys(a).every((port) => a[port]?.node === b[port]?.node && a[port]?.title === b[port]?.title));

function sameInputs(a: Readonly<Record<string, WireEnd>>, b: Readonly<Record<string, WireEnd>>): boolean {
  if (a === b) return true;
  const ports = Object.keys(a);
  return (
    ports.length === Object.keys(b).length &&
    ports.every((port) => a[port]!.node === b[port]?.node && a[port]!.port === b[port]?.port)
  );
}
