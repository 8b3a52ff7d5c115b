import { type GraphDoc, type Group, groupsOf, type Sticky, stickiesOf } from './graph-doc';
import { isEmpty, isSame, type Owned, withEntry, withOptional } from './records';

/** The group that a node is in. */
export function groupOf(doc: GraphDoc, node: string): string | undefined {
  for (const [id, group] of Object.entries(groupsOf(doc))) if (group.nodes.includes(node)) return id;
  return undefined;
}

/**
 * Changes the named fields of a group. One that is not there is made when title, colour and nodes are given; else
 * nothing happens, so that a stale rename brings no group back. Its nodes leave other groups; an emptied group goes.
 */
export function setGroup(doc: GraphDoc, id: string, set: Partial<Group>, owned?: Owned): GraphDoc {
  const before = groupsOf(doc)[id];
  const { title, color, nodes, collapsed = false } = { ...before, ...defined(set) };
  if (title === undefined || color === undefined || nodes === undefined) return doc;
  const members = [...new Set(nodes)].filter((node) => doc.nodes[node]).sort();
  const after = members.length > 0 ? { title, color, nodes: members, collapsed } : undefined;
  if (isSame(before, after)) return doc;
  const others = members.reduce(
    (left, node) => (before?.nodes.includes(node) ? left : leaveGroup(left, node, owned)),
    doc,
  );
  return withGroups(others, withEntry(groupsOf(others), id, after, owned));
}

export const removeGroup = (doc: GraphDoc, id: string, owned?: Owned): GraphDoc =>
  groupsOf(doc)[id] ? withGroups(doc, withEntry(groupsOf(doc), id, undefined, owned)) : doc;

/** Takes a node out of its group. */
export function leaveGroup(doc: GraphDoc, node: string, owned?: Owned): GraphDoc {
  const id = groupOf(doc, node);
  const group = id === undefined ? undefined : groupsOf(doc)[id];
  if (id === undefined || !group) return doc;
  const nodes = group.nodes.filter((member) => member !== node);
  return withGroups(doc, withEntry(groupsOf(doc), id, nodes.length > 0 ? { ...group, nodes } : undefined, owned));
}

/** Puts a node into a group that is still there. */
export function joinGroup(doc: GraphDoc, node: string, id: string, owned?: Owned): GraphDoc {
  const group = groupsOf(doc)[id];
  return group ? setGroup(doc, id, { nodes: [...group.nodes, node] }, owned) : doc;
}

/** Changes the named fields of a note; one that is not there is made when all are given. */
export function setSticky(doc: GraphDoc, id: string, set: Partial<Sticky>, owned?: Owned): GraphDoc {
  const before = stickiesOf(doc)[id];
  const { text, color, at, width, height } = { ...before, ...defined(set) };
  const isWhole = text !== undefined && color && at && width !== undefined && height !== undefined;
  if (!isWhole) return doc;
  const after = { text, color, at, width, height };
  return isSame(before, after) ? doc : withStickies(doc, withEntry(stickiesOf(doc), id, after, owned));
}

export const removeSticky = (doc: GraphDoc, id: string, owned?: Owned): GraphDoc =>
  stickiesOf(doc)[id] ? withStickies(doc, withEntry(stickiesOf(doc), id, undefined, owned)) : doc;

const withGroups = (doc: GraphDoc, groups: GraphDoc['groups'] & object): GraphDoc =>
  withOptional(doc, 'groups', isEmpty(groups) ? undefined : groups);

const withStickies = (doc: GraphDoc, stickies: GraphDoc['stickies'] & object): GraphDoc =>
  withOptional(doc, 'stickies', isEmpty(stickies) ? undefined : stickies);

/** A field that is present and undefined changes nothing. */
function defined<T extends object>(set: T): T {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)) as T;
}
