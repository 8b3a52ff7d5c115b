import type { z } from 'zod';
import type { editSchema } from './edit-schema';
import { type GraphDoc, groupsOf, sameEnd, stickiesOf, type Wire, wireId } from './graph-doc';
import { groupOf, joinGroup, leaveGroup, removeGroup, removeSticky, setGroup, setSticky } from './groups';
import { isSame, type Owned, withEntry, withOptional } from './records';

export type Edit = z.infer<typeof editSchema>;

/**
 * The document after the edit. An edit of what no longer exists changes nothing: that is how a stale edit rebases. An
 * edit that changes nothing gives the same object. With `owned` the documents before it in the same run are void.
 */
export function applyEdit(doc: GraphDoc, edit: Edit, owned?: Owned): GraphDoc {
  switch (edit.kind) {
    case 'add-node': {
      if (doc.nodes[edit.id]) return doc;
      const added = {
        ...doc,
        nodes: withEntry(doc.nodes, edit.id, edit.node, owned),
        layout: withEntry(doc.layout, edit.id, edit.at, owned),
      };
      return edit.group === undefined ? added : joinGroup(added, edit.id, edit.group, owned);
    }
    case 'remove-node':
      return removeNode(doc, edit.id, owned);
    case 'set-title':
      return changeNode(doc, edit.id, owned, (node) => withOptional(node, 'title', edit.title || undefined));
    case 'set-note':
      return changeNode(doc, edit.id, owned, (node) => withOptional(node, 'note', edit.note || undefined));
    case 'set-bypass':
      return changeNode(doc, edit.id, owned, (node) => withOptional(node, 'bypassed', edit.bypassed || undefined));
    case 'set-setting':
      if (typeof edit.path[0] !== 'string') return doc;
      return changeNode(doc, edit.id, owned, (node) => ({
        ...node,
        config: setAt(node.config, edit.path, edit.value) as Record<string, unknown>,
      }));
    case 'set-config':
      return changeNode(doc, edit.id, owned, (node) => ({ ...node, config: edit.config }));
    case 'connect':
      return connect(doc, edit.wire, owned);
    case 'disconnect': {
      const wires = doc.wires.filter((wire) => !sameEnd(wire.to, edit.to));
      return wires.length === doc.wires.length ? doc : { ...doc, wires: kept(doc.wires, wires, owned) };
    }
    case 'move':
      return move(doc, edit.positions, owned);
    case 'set-group':
      return setGroup(doc, edit.id, edit.set, owned);
    case 'remove-group':
      return removeGroup(doc, edit.id, owned);
    case 'set-sticky':
      return setSticky(doc, edit.id, edit.set, owned);
    case 'remove-sticky':
      return removeSticky(doc, edit.id, owned);
    case 'set-parameter':
      if (isSame(doc.parameters[edit.name], edit.parameter)) return doc;
      return { ...doc, parameters: withEntry(doc.parameters, edit.name, edit.parameter, owned) };
    case 'set-name':
      return edit.name === doc.name ? doc : { ...doc, name: edit.name };
    case 'set-description':
      return (edit.description || undefined) === doc.description
        ? doc
        : withOptional(doc, 'description', edit.description || undefined);
    case 'replace-document':
      return isSame(edit.document, doc) ? doc : edit.document;
  }
}

export function applyEdits(doc: GraphDoc, edits: readonly Edit[]): GraphDoc {
  const owned: Owned = new WeakSet();
  return edits.reduce((before, edit) => applyEdit(before, edit, owned), doc);
}

/** The edits that take `applyEdit(doc, edit)` back to `doc`. */
export function invertEdit(doc: GraphDoc, edit: Edit): Edit[] {
  switch (edit.kind) {
    case 'add-node':
      return doc.nodes[edit.id] ? [] : [{ kind: 'remove-node', id: edit.id }];
    case 'remove-node':
      return invertRemoval(doc, edit.id);
    case 'set-title':
      return onNode(doc, edit.id, (node) => ({ kind: 'set-title', id: edit.id, title: node.title }));
    case 'set-note':
      return onNode(doc, edit.id, (node) => ({ kind: 'set-note', id: edit.id, note: node.note }));
    case 'set-bypass':
      return onNode(doc, edit.id, (node) => ({ kind: 'set-bypass', id: edit.id, bypassed: node.bypassed === true }));
    case 'set-setting':
    case 'set-config':
      return onNode(doc, edit.id, (node) => ({ kind: 'set-config', id: edit.id, config: node.config }));
    case 'connect':
    case 'disconnect': {
      const to = edit.kind === 'connect' ? edit.wire.to : edit.to;
      const before = doc.wires.find((wire) => sameEnd(wire.to, to));
      return [{ kind: 'disconnect', to }, ...(before ? [{ kind: 'connect', wire: before } as const] : [])];
    }
    case 'move': {
      const ids = Object.keys(edit.positions).filter((id) => doc.nodes[id]);
      return [{ kind: 'move', positions: Object.fromEntries(ids.map((id) => [id, doc.layout[id] ?? null])) }];
    }
    case 'set-group':
      return invertGroup(doc, edit.id, edit.set);
    case 'remove-group': {
      const group = groupsOf(doc)[edit.id];
      return group ? [{ kind: 'set-group', id: edit.id, set: group }] : [];
    }
    case 'set-sticky': {
      const before = stickiesOf(doc)[edit.id];
      return before
        ? [{ kind: 'set-sticky', id: edit.id, set: picked(before, edit.set) }]
        : [{ kind: 'remove-sticky', id: edit.id }];
    }
    case 'remove-sticky': {
      const sticky = stickiesOf(doc)[edit.id];
      return sticky ? [{ kind: 'set-sticky', id: edit.id, set: sticky }] : [];
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

function changeNode(doc: GraphDoc, id: string, owned: Owned | undefined, change: (node: Node) => Node): GraphDoc {
  const node = doc.nodes[id];
  if (!node) return doc;
  const changed = change(node);
  return isSame(node, changed) ? doc : { ...doc, nodes: withEntry(doc.nodes, id, changed, owned) };
}

function removeNode(doc: GraphDoc, id: string, owned?: Owned): GraphDoc {
  if (!doc.nodes[id]) return doc;
  const { nodes, layout, wires, ...rest } = leaveGroup(doc, id, owned);
  const others = wires.filter((wire) => wire.from.node !== id && wire.to.node !== id);
  return {
    ...rest,
    nodes: withEntry(nodes, id, undefined, owned),
    layout: withEntry(layout, id, undefined, owned),
    wires: others.length === wires.length ? wires : kept(wires, others, owned),
  };
}

/** A group that went with its last node comes back; one that stayed takes the node in again. */
function invertRemoval(doc: GraphDoc, id: string): Edit[] {
  const node = doc.nodes[id];
  if (!node) return [];
  const at = doc.layout[id];
  const name = groupOf(doc, id);
  const group = name === undefined ? undefined : groupsOf(doc)[name];
  const isLast = group?.nodes.length === 1;
  const wires = doc.wires.filter((wire) => wire.from.node === id || wire.to.node === id);
  return [
    { kind: 'add-node', id, node, ...(at ? { at } : {}), ...(name !== undefined && !isLast ? { group: name } : {}) },
    ...(name !== undefined && group && isLast ? [{ kind: 'set-group', id: name, set: group } as const] : []),
    ...wires.map((wire): Edit => ({ kind: 'connect', wire })),
  ];
}

/** The nodes it takes from other groups go back to them. */
function invertGroup(doc: GraphDoc, id: string, set: Parameters<typeof setGroup>[2]): Edit[] {
  const after = setGroup(doc, id, set);
  if (after === doc) return [];
  const before = groupsOf(doc)[id];
  const robbed = Object.entries(groupsOf(doc)).filter(
    ([other, group]) => other !== id && !isSame(group, groupsOf(after)[other]),
  );
  const own: Edit = !before
    ? { kind: 'remove-group', id }
    : { kind: 'set-group', id, set: groupsOf(after)[id] ? picked(before, set) : before };
  return [own, ...robbed.map(([other, group]): Edit => ({ kind: 'set-group', id: other, set: group }))];
}

/** The fields that the other one names. */
function picked<T extends object>(from: T, named: Partial<T>): Partial<T> {
  return Object.fromEntries(Object.keys(named).map((key) => [key, from[key as keyof T]])) as Partial<T>;
}

function move(
  doc: GraphDoc,
  positions: Readonly<Record<string, { x: number; y: number } | null>>,
  owned?: Owned,
): GraphDoc {
  const layout = owned?.has(doc.layout) ? doc.layout : { ...doc.layout };
  owned?.add(layout);
  let isMoved = false;
  for (const [id, to] of Object.entries(positions)) {
    const from = layout[id];
    if (!doc.nodes[id] || (from?.x === to?.x && from?.y === to?.y)) continue;
    isMoved = true;
    if (to) layout[id] = to;
    else delete layout[id];
  }
  return isMoved ? { ...doc, layout } : doc;
}

function connect(doc: GraphDoc, wire: Wire, owned?: Owned): GraphDoc {
  if (!doc.nodes[wire.from.node] || !doc.nodes[wire.to.node]) return doc;
  const before = doc.wires.find((other) => sameEnd(other.to, wire.to));
  if (before && sameEnd(before.from, wire.from)) return doc;
  const wires = inOrder(doc.wires);
  const isOwn = !before && owned?.has(wires);
  const others = before ? wires.filter((other) => !sameEnd(other.to, wire.to)) : isOwn ? (wires as Wire[]) : [...wires];
  const id = wireId(wire);
  let [low, high] = [0, others.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (wireId(others[middle]!) < id) low = middle + 1;
    else high = middle;
  }
  others.splice(low, 0, wire);
  ordered.add(others);
  owned?.add(others);
  return { ...doc, wires: others };
}

const ordered = new WeakSet<readonly Wire[]>();

/** A list with wires left out is in order if the whole one was. */
function kept(wires: readonly Wire[], left: Wire[], owned?: Owned): Wire[] {
  if (ordered.has(wires)) ordered.add(left);
  owned?.add(left);
  return left;
}

/** One order for one set of wires, so that undo gives back the same document. Sorted once, then kept sorted. */
function inOrder(wires: readonly Wire[]): readonly Wire[] {
  if (ordered.has(wires)) return wires;
  return [...wires].sort((a, b) => (wireId(a) < wireId(b) ? -1 : 1));
}

function setAt(target: unknown, [head, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (head === undefined) return value;
  if (typeof head === 'number') {
    const list = Array.isArray(target) ? [...target] : [];
    // Beyond the end there is nothing to set: a list has no holes.
    if (head > list.length) return target;
    if (rest.length === 0 && value === undefined) list.splice(head, 1);
    else list[head] = setAt(list[head], rest, value);
    return list;
  }
  const record: Record<string, unknown> = typeof target === 'object' && target !== null ? { ...target } : {};
  if (rest.length === 0 && value === undefined) delete record[head];
  else record[head] = setAt(record[head], rest, value);
  return record;
}
