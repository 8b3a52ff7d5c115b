import { applyEdits, type Edit } from './edits';
import { type GraphDoc, groupsOf, stickiesOf, type WireEnd, wireId } from './graph-doc';
import { isSame } from './records';

/**
 * The edits that make one document of another. Taking back a replaced document by them leaves alone what others did
 * since, where putting the old one in its place would not.
 */
export function editsBetween(from: GraphDoc, to: GraphDoc): Edit[] {
  const isGone = (id: string) =>
    !to.nodes[id] || to.nodes[id].type !== from.nodes[id]!.type || to.nodes[id].version !== from.nodes[id]!.version;
  const gone = new Set(Object.keys(from.nodes).filter(isGone));
  const added = Object.keys(to.nodes).filter((id) => !from.nodes[id] || gone.has(id));
  const edits: Edit[] = [
    ...[...gone].map((id): Edit => ({ kind: 'remove-node', id })),
    ...added.map((id): Edit => ({ kind: 'add-node', id, node: to.nodes[id]! })),
    ...Object.keys(from.nodes).flatMap((id) => (gone.has(id) ? [] : nodeEdits(id, from, to))),
    ...wireEdits(from, to, gone),
    ...layoutEdits(from, to, gone),
    ...recordEdits(groupsOf(from), groupsOf(to), 'group'),
    ...recordEdits(stickiesOf(from), stickiesOf(to), 'sticky'),
    ...names(from.parameters, to.parameters)
      .filter((name) => !isSame(from.parameters[name], to.parameters[name]))
      .map((name): Edit => ({ kind: 'set-parameter', name, parameter: to.parameters[name] })),
    { kind: 'set-name', name: to.name },
    { kind: 'set-description', description: to.description },
  ];
  // What no edit can say, a wire to nowhere for example, is in the document only.
  return isSame(applyEdits(from, edits), to) ? edits : [{ kind: 'replace-document', document: to }];
}

const names = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];

function nodeEdits(id: string, from: GraphDoc, to: GraphDoc): Edit[] {
  const [before, after] = [from.nodes[id]!, to.nodes[id]!];
  if (isSame(before, after)) return [];
  return [
    { kind: 'set-title', id, title: after.title },
    { kind: 'set-note', id, note: after.note },
    { kind: 'set-bypass', id, bypassed: after.bypassed === true },
    { kind: 'set-config', id, config: after.config },
  ];
}

function wireEdits(from: GraphDoc, to: GraphDoc, gone: ReadonlySet<string>): Edit[] {
  const ends = new Set(to.wires.map((wire) => endKey(wire.to)));
  const kept = new Set(
    from.wires.filter((wire) => !gone.has(wire.from.node) && !gone.has(wire.to.node)).map((wire) => wireId(wire)),
  );
  return [
    ...from.wires
      .filter((wire) => !ends.has(endKey(wire.to)))
      .map((wire): Edit => ({ kind: 'disconnect', to: wire.to })),
    ...to.wires.filter((wire) => !kept.has(wireId(wire))).map((wire): Edit => ({ kind: 'connect', wire })),
  ];
}

const endKey = ({ node, port }: WireEnd): string => `${node}.${port}`;

function layoutEdits(from: GraphDoc, to: GraphDoc, gone: ReadonlySet<string>): Edit[] {
  const moved = Object.keys(to.nodes).filter((id) => gone.has(id) || !isSame(from.layout[id], to.layout[id]));
  if (moved.length === 0) return [];
  return [{ kind: 'move', positions: Object.fromEntries(moved.map((id) => [id, to.layout[id] ?? null])) }];
}

function recordEdits(
  from: Readonly<Record<string, object>>,
  to: Readonly<Record<string, object>>,
  what: 'group' | 'sticky',
): Edit[] {
  return names(from, to).flatMap((id): Edit[] => {
    if (!to[id]) return [{ kind: `remove-${what}`, id }];
    return isSame(from[id], to[id]) ? [] : [{ kind: `set-${what}`, id, set: to[id] }];
  });
}
