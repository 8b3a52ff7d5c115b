import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import type { TypedNode } from './infer';

/** Refuses graphs in which something learns from rows it must not see. Returns what is wrong, with the path. */
export function checkLeakage(nodes: ReadonlyMap<string, TypedNode>): Diagnostic[] {
  let readers: Readers | undefined;
  const found: Diagnostic[] = [];
  for (const node of nodes.values()) {
    if (node.traits.learns === 'from-training-rows' && learnsFromTable(node)) {
      readers ??= readersOf(nodes);
      const path = pathToSplit(node, nodes, readers);
      if (path) found.push(learnsBeforeSplit(node, path, nodes));
    }
    found.push(...targetLeaksOf(node, nodes));
  }
  return found;
}

type Readers = ReadonlyMap<string, readonly { readonly id: string }[]>;

function readersOf(nodes: ReadonlyMap<string, TypedNode>): Readers {
  const readers = new Map<string, { id: string }[]>();
  for (const node of nodes.values()) {
    for (const from of Object.values(node.linked.inputs)) {
      const known = readers.get(from.node);
      if (known) known.push({ id: node.linked.id });
      else readers.set(from.node, [{ id: node.linked.id }]);
    }
  }
  return readers;
}

const learnsFromTable = (node: TypedNode) => node.inputs.table !== undefined && !node.inputs.table.partitioned;

/** The nodes from a learner down to the first split below it, when its own rows carry no label. */
function pathToSplit(node: TypedNode, nodes: ReadonlyMap<string, TypedNode>, readers: Readers): string[] | undefined {
  const from = new Map<string, string | undefined>([[node.linked.id, undefined]]);
  const queue = [node.linked.id];
  for (const id of queue) {
    for (const reader of readers.get(id) ?? []) {
      if (from.has(reader.id)) continue;
      from.set(reader.id, id);
      if (nodes.get(reader.id)?.traits.labelsRows) return trace(reader.id, from);
      queue.push(reader.id);
    }
  }
  return undefined;
}

function trace(end: string, from: ReadonlyMap<string, string | undefined>): string[] {
  const path: string[] = [];
  for (let at: string | undefined = end; at !== undefined; at = from.get(at)) path.unshift(at);
  return path;
}

function learnsBeforeSplit(
  node: TypedNode,
  path: readonly string[],
  nodes: ReadonlyMap<string, TypedNode>,
): Diagnostic {
  const { id, title } = node.linked;
  const split = nodes.get(path.at(-1)!)!;
  const edits = moveSplitAbove(node, split, path, nodes);
  return diagnostic(
    'leak-learns-before-split',
    { node: id },
    `${title} learns from all rows, and ${split.linked.title} takes test rows out of them only later: the test would be judged by what leaked.`,
    {
      hint: `Put ${split.linked.title} before ${title}.`,
      path,
      ...(edits ? { fix: { title: `Move ${split.linked.title} before ${title}`, edits } } : {}),
    },
  );
}

/** Rewires a chain a → learner → … → split → rest as a → split → learner → … → rest. */
function moveSplitAbove(
  node: TypedNode,
  split: TypedNode,
  path: readonly string[],
  nodes: ReadonlyMap<string, TypedNode>,
): Edit[] | undefined {
  const above = node.linked.inputs.table;
  const before = split.linked.inputs.table;
  if (!above || !before || before.node !== path.at(-2)) return undefined;
  const edits: Edit[] = [
    { kind: 'connect', wire: { from: above, to: { node: split.linked.id, port: 'table' } } },
    {
      kind: 'connect',
      wire: { from: { node: split.linked.id, port: 'table' }, to: { node: node.linked.id, port: 'table' } },
    },
  ];
  for (const reader of nodes.values()) {
    for (const [port, from] of Object.entries(reader.linked.inputs)) {
      if (from.node === split.linked.id)
        edits.push({ kind: 'connect', wire: { from: before, to: { node: reader.linked.id, port } } });
    }
  }
  return edits;
}

const targetLeaks = new WeakMap<TypedNode, readonly Diagnostic[]>();

/** A typed node is remade whenever a schema above it is, so its answer can be kept with it. */
function targetLeaksOf(node: TypedNode, nodes: ReadonlyMap<string, TypedNode>): readonly Diagnostic[] {
  const known = targetLeaks.get(node);
  if (known) return known;
  const found = targetAmongFeatures(node, nodes);
  targetLeaks.set(node, found);
  return found;
}

/** A feature computed from the target knows the answer. */
function targetAmongFeatures(node: TypedNode, nodes: ReadonlyMap<string, TypedNode>): Diagnostic[] {
  const { linked, inputs } = node;
  if (!linked.configured || !linked.definition.model || !node.sound) return [];
  const signature = linked.definition.model({ config: linked.config, inputs });
  const from = linked.inputs.table;
  if (!signature || !from) return [];
  const targets = origins(from.node, from.port, signature.target, nodes);
  return signature.features.flatMap((feature) => {
    if (feature === signature.target) return [];
    const path = [...origins(from.node, from.port, feature, nodes)].find((origin) => targets.has(origin));
    if (path === undefined) return [];
    return [
      diagnostic(
        'leak-target-among-features',
        { node: linked.id, path: ['features'] },
        `The feature ${feature} is computed from the target ${signature.target}.`,
        {
          hint: `Leave ${feature} out of the features, or leave ${signature.target} alone where it is made.`,
        },
      ),
    ];
  });
}

/** The columns, as `node.port.column`, that a column ultimately comes from. */
function origins(node: string, port: string, column: string, nodes: ReadonlyMap<string, TypedNode>): Set<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (atNode: string, atPort: string, name: string): void => {
    const here = `${atNode}.${atPort}.${name}`;
    if (seen.has(here)) return;
    seen.add(here);
    const typed = nodes.get(atNode);
    const output = typed?.outputs[atPort]?.columns.find((candidate) => candidate.name === name);
    if (!typed || !output) return;
    const parents =
      output.lineage?.from ??
      Object.keys(typed.inputs)
        .filter((input) => typed.inputs[input]?.columns.includes(output))
        .map((input) => ({ port: input, column: name }));
    if (parents.length === 0) found.add(here);
    for (const parent of parents) {
      const wire = typed.linked.inputs[parent.port];
      if (wire) visit(wire.node, wire.port, parent.column);
    }
  };
  visit(node, port, column);
  return found;
}
