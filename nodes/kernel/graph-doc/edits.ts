import { z } from 'zod';
import {
  endpointOfWireSchema,
  type GraphDoc,
  graphNodeSchema,
  parameterSchema,
  positionSchema,
  sameEnd,
  type Wire,
  wireId,
  wireSchema,
} from './graph-doc';

const path = z.array(z.union([z.string(), z.int().min(0)])).min(1);

/** The only ways a document changes. An edit carries what it needs and nothing of what it replaces. */
export const editSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add-node'), id: z.string(), node: graphNodeSchema, at: positionSchema.optional() }),
  /** Takes its wires with it. */
  z.strictObject({ kind: z.literal('remove-node'), id: z.string() }),
  z.strictObject({ kind: z.literal('set-title'), id: z.string(), title: z.string().optional() }),
  z.strictObject({ kind: z.literal('set-note'), id: z.string(), note: z.string().optional() }),
  /** Without a value the setting goes back to its default. */
  z.strictObject({ kind: z.literal('set-setting'), id: z.string(), path, value: z.unknown().optional() }),
  z.strictObject({ kind: z.literal('set-config'), id: z.string(), config: z.record(z.string(), z.unknown()) }),
  /** An input holds one wire: a second one replaces the first. */
  z.strictObject({ kind: z.literal('connect'), wire: wireSchema }),
  z.strictObject({ kind: z.literal('disconnect'), to: endpointOfWireSchema }),
  z.strictObject({ kind: z.literal('move'), positions: z.record(z.string(), positionSchema) }),
  z.strictObject({ kind: z.literal('set-parameter'), name: z.string(), parameter: parameterSchema.optional() }),
  z.strictObject({ kind: z.literal('set-name'), name: z.string().min(1).max(80) }),
  z.strictObject({ kind: z.literal('set-description'), description: z.string().optional() }),
  /** Restore of a version, or paste over everything. */
  z.strictObject({
    kind: z.literal('replace-document'),
    document: z.custom<GraphDoc>((value) => typeof value === 'object' && value !== null),
  }),
]);

export type Edit = z.infer<typeof editSchema>;

/** The document after the edit. An edit of what no longer exists changes nothing: that is how a stale edit rebases. */
export function applyEdit(doc: GraphDoc, edit: Edit): GraphDoc {
  switch (edit.kind) {
    case 'add-node':
      if (doc.nodes[edit.id]) return doc;
      return {
        ...doc,
        nodes: { ...doc.nodes, [edit.id]: edit.node },
        layout: edit.at ? { ...doc.layout, [edit.id]: edit.at } : doc.layout,
      };
    case 'remove-node':
      return removeNode(doc, edit.id);
    case 'set-title':
      return changeNode(doc, edit.id, (node) => withOptional(node, 'title', edit.title || undefined));
    case 'set-note':
      return changeNode(doc, edit.id, (node) => withOptional(node, 'note', edit.note || undefined));
    case 'set-setting':
      return changeNode(doc, edit.id, (node) => ({
        ...node,
        config: setAt(node.config, edit.path, edit.value) as Record<string, unknown>,
      }));
    case 'set-config':
      return changeNode(doc, edit.id, (node) => ({ ...node, config: edit.config }));
    case 'connect':
      return connect(doc, edit.wire);
    case 'disconnect':
      return { ...doc, wires: doc.wires.filter((wire) => !sameEnd(wire.to, edit.to)) };
    case 'move': {
      const known = Object.entries(edit.positions).filter(([id]) => doc.nodes[id]);
      return { ...doc, layout: { ...doc.layout, ...Object.fromEntries(known) } };
    }
    case 'set-parameter':
      return { ...doc, parameters: withEntry(doc.parameters, edit.name, edit.parameter) };
    case 'set-name':
      return { ...doc, name: edit.name };
    case 'set-description':
      return withOptional(doc, 'description', edit.description || undefined);
    case 'replace-document':
      return edit.document;
  }
}

export const applyEdits = (doc: GraphDoc, edits: readonly Edit[]): GraphDoc => edits.reduce(applyEdit, doc);

/** The edits that take `applyEdit(doc, edit)` back to `doc`. */
export function invertEdit(doc: GraphDoc, edit: Edit): Edit[] {
  switch (edit.kind) {
    case 'add-node':
      return doc.nodes[edit.id] ? [] : [{ kind: 'remove-node', id: edit.id }];
    case 'remove-node': {
      const node = doc.nodes[edit.id];
      if (!node) return [];
      const at = doc.layout[edit.id];
      const wires = doc.wires.filter((wire) => wire.from.node === edit.id || wire.to.node === edit.id);
      return [
        { kind: 'add-node', id: edit.id, node, ...(at ? { at } : {}) },
        ...wires.map((wire): Edit => ({ kind: 'connect', wire })),
      ];
    }
    case 'set-title':
      return onNode(doc, edit.id, (node) => ({ kind: 'set-title', id: edit.id, title: node.title }));
    case 'set-note':
      return onNode(doc, edit.id, (node) => ({ kind: 'set-note', id: edit.id, note: node.note }));
    case 'set-setting':
    case 'set-config':
      return onNode(doc, edit.id, (node) => ({ kind: 'set-config', id: edit.id, config: node.config }));
    case 'connect': {
      const before = doc.wires.find((wire) => sameEnd(wire.to, edit.wire.to));
      return before ? [{ kind: 'connect', wire: before }] : [{ kind: 'disconnect', to: edit.wire.to }];
    }
    case 'disconnect': {
      const before = doc.wires.find((wire) => sameEnd(wire.to, edit.to));
      return before ? [{ kind: 'connect', wire: before }] : [];
    }
    case 'move': {
      const positions = Object.fromEntries(
        Object.keys(edit.positions).flatMap((id) => (doc.layout[id] ? [[id, doc.layout[id]]] : [])),
      );
      return [{ kind: 'move', positions }];
    }
    case 'set-parameter':
      return [{ kind: 'set-parameter', name: edit.name, parameter: doc.parameters[edit.name] }];
    case 'set-name':
      return [{ kind: 'set-name', name: doc.name }];
    case 'set-description':
      return [{ kind: 'set-description', description: doc.description }];
    case 'replace-document':
      return [{ kind: 'replace-document', document: doc }];
  }
}

type Node = GraphDoc['nodes'][string];

function onNode(doc: GraphDoc, id: string, edit: (node: Node) => Edit): Edit[] {
  const node = doc.nodes[id];
  return node ? [edit(node)] : [];
}

function changeNode(doc: GraphDoc, id: string, change: (node: Node) => Node): GraphDoc {
  const node = doc.nodes[id];
  return node ? { ...doc, nodes: { ...doc.nodes, [id]: change(node) } } : doc;
}

function removeNode(doc: GraphDoc, id: string): GraphDoc {
  if (!doc.nodes[id]) return doc;
  return {
    ...doc,
    nodes: withEntry(doc.nodes, id, undefined),
    layout: withEntry(doc.layout, id, undefined),
    wires: doc.wires.filter((wire) => wire.from.node !== id && wire.to.node !== id),
  };
}

function connect(doc: GraphDoc, wire: Wire): GraphDoc {
  if (!doc.nodes[wire.from.node] || !doc.nodes[wire.to.node]) return doc;
  const wires = [...doc.wires.filter((other) => !sameEnd(other.to, wire.to)), wire];
  // One order for one set of wires, so that undo gives back the same document.
  return { ...doc, wires: wires.sort((a, b) => (wireId(a) < wireId(b) ? -1 : 1)) };
}

function withEntry<T>(record: Record<string, T>, key: string, value: T | undefined): Record<string, T> {
  const { [key]: _, ...rest } = record;
  return value === undefined ? rest : { ...record, [key]: value };
}

function withOptional<T extends object, K extends keyof T>(record: T, key: K, value: T[K] | undefined): T {
  const { [key]: _, ...rest } = record;
  return (value === undefined ? rest : { ...record, [key]: value }) as T;
}

function setAt(target: unknown, [head, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (head === undefined) return value;
  if (typeof head === 'number') {
    const list = Array.isArray(target) ? [...target] : [];
    if (rest.length === 0 && value === undefined) list.splice(head, 1);
    else list[head] = setAt(list[head], rest, value);
    return list;
  }
  const record: Record<string, unknown> = typeof target === 'object' && target !== null ? { ...target } : {};
  if (rest.length === 0 && value === undefined) delete record[head];
  else record[head] = setAt(record[head], rest, value);
  return record;
}
