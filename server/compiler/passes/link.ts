import type { AnyNode } from '@/nodes/kernel/define-node';
import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import {
  type GraphDoc,
  type GraphNode,
  isParameterRef,
  type ParameterValue,
  type WireEnd,
} from '@/nodes/kernel/graph-doc/graph-doc';
import { didYouMean } from '@/nodes/kernel/nearest-name';
import type { Registry } from '../analysis';
import { type Gaps, takeBack, throughBypassed } from './bypass';
import { tellDecisions } from './decision';
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
  } = throughBypassed(doc, registry, boundWires(doc, registry, diagnostics));
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
  const nodes = tellDecisions(order(linked, diagnostics));
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

type Bound = ReadonlyMap<string, Readonly<Record<string, WireEnd>>>;
const sound = new WeakMap<GraphDoc['wires'], { readonly registry: Registry; readonly bound: Bound }>();

/**
 * Most edits leave the wires alone. Wires that all fit still fit while the list is the same: a node that has one cannot
 * go or change its type without a new list.
 */
function boundWires(doc: GraphDoc, registry: Registry, diagnostics: Diagnostic[]): Bound {
  const known = sound.get(doc.wires);
  if (known?.registry === registry) return known.bound;
  const found: Diagnostic[] = [];
  const bound = new Map(
    [...bindWires(doc, registry, found)].map(([id, ends]) => [id, inPortOrder(ends, registry[doc.nodes[id]!.type])]),
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

function bindWires(doc: GraphDoc, registry: Registry, diagnostics: Diagnostic[]): Map<string, Record<string, WireEnd>> {
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

/** Kahn's algorithm, smallest id first: one order for one graph, however it was drawn. */
function order(linked: ReadonlyMap<string, LinkedNode>, diagnostics: Diagnostic[]): LinkedNode[] {
  const waiting = new Map<string, number>();
  const readers = new Map<string, string[]>();
  for (const node of linked.values()) {
    const parents = new Set(
      Object.values(node.inputs)
        .map((end) => end.node)
        .filter((id) => linked.has(id)),
    );
    waiting.set(node.id, parents.size);
    for (const parent of parents) readers.set(parent, [...(readers.get(parent) ?? []), node.id]);
  }
  const ready = [...linked.keys()].filter((id) => waiting.get(id) === 0);
  const ordered: LinkedNode[] = [];
  for (let next = 0; next < ready.length; next++) {
    const id = ready[next]!;
    ordered.push(linked.get(id)!);
    for (const reader of readers.get(id) ?? []) {
      const left = waiting.get(reader)! - 1;
      waiting.set(reader, left);
      if (left === 0) ready.push(reader);
    }
  }
  if (ordered.length < linked.size) reportCycles(linked, new Set(ready), diagnostics);
  return ordered;
}

function reportCycles(
  linked: ReadonlyMap<string, LinkedNode>,
  ordered: ReadonlySet<string>,
  diagnostics: Diagnostic[],
): void {
  const left = new Set([...linked.keys()].filter((id) => !ordered.has(id)));
  while (left.size > 0) {
    const path: string[] = [];
    let at: string | undefined = [...left][0]!;
    while (at !== undefined && left.has(at) && !path.includes(at)) {
      path.push(at);
      at = Object.values(linked.get(at)!.inputs)
        .map((end) => end.node)
        .find((id) => linked.has(id) && !ordered.has(id));
    }
    const start = at === undefined ? -1 : path.indexOf(at);
    if (start >= 0) {
      const cycle = path.slice(start).reverse();
      const names = cycle.map((id) => linked.get(id)!.title);
      diagnostics.push(
        diagnostic(
          'cycle',
          { node: cycle[0] },
          `These nodes wait for each other: ${[...names, names[0]].join(' → ')}.`,
          { hint: 'Remove one of the wires between them.', path: cycle },
        ),
      );
    }
    for (const id of path) left.delete(id);
  }
}

function resolveParameters(
  doc: GraphDoc,
  given: Readonly<Record<string, ParameterValue>>,
  diagnostics: Diagnostic[],
): Record<string, ParameterValue> {
  const resolved: Record<string, ParameterValue> = {};
  for (const [name, parameter] of Object.entries(doc.parameters)) resolved[name] = given[name] ?? parameter.default;
  for (const [name, value] of Object.entries(given)) {
    const parameter = doc.parameters[name];
    if (!parameter) {
      diagnostics.push(
        diagnostic('parameter-unknown', { parameter: name }, `The pipeline has no parameter “${name}”.`, {
          hint: didYouMean(name, Object.keys(doc.parameters)) ?? 'Define it in the pipeline first.',
        }),
      );
    } else if (!fits(value, parameter.type)) {
      diagnostics.push(
        diagnostic(
          'parameter-invalid',
          { parameter: name },
          `The parameter ${name} is ${parameter.type}, and “${String(value)}” is not.`,
        ),
      );
    }
  }
  return resolved;
}

function fits(value: ParameterValue, type: 'int' | 'float' | 'text' | 'bool'): boolean {
  if (type === 'bool') return typeof value === 'boolean';
  if (type === 'text') return typeof value === 'string';
  return typeof value === 'number' && Number.isFinite(value) && (type === 'float' || Number.isInteger(value));
}

function substitute(
  value: unknown,
  parameters: Readonly<Record<string, ParameterValue>>,
  node: string,
  path: (string | number)[],
  diagnostics: Diagnostic[],
): unknown {
  if (isParameterRef(value)) {
    const found = parameters[value.$param];
    if (found === undefined) {
      diagnostics.push(
        diagnostic('parameter-unknown', { node, path }, `The pipeline has no parameter “${value.$param}”.`, {
          hint: didYouMean(value.$param, Object.keys(parameters)),
        }),
      );
    }
    return found;
  }
  if (Array.isArray(value))
    return value.map((entry, index) => substitute(entry, parameters, node, [...path, index], diagnostics));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      substitute(entry, parameters, node, [...path, key], diagnostics),
    ]),
  );
}

const parametersUsed = new WeakMap<object, boolean>();

/** Whether a node's settings take a parameter's value; documents are immutable, so it is worked out once. */
function usesParameters(config: object): boolean {
  const known = parametersUsed.get(config);
  if (known !== undefined) return known;
  const uses = holdsParameter(config);
  parametersUsed.set(config, uses);
  return uses;
}

function holdsParameter(value: unknown): boolean {
  if (isParameterRef(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsParameter);
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
