import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { type GraphDoc, groupsOf, HUES, type Hue } from '@/nodes/kernel/graph-doc/graph-doc';
import { groupOf } from '@/nodes/kernel/graph-doc/groups';
import { newId } from '../../document/new-id';

/** Names of groups and notes are seen by nobody, and two tabs must not choose the same one. */
export const newGroupId = (): string => `g${newId(6)}`;

export interface Grouped {
  readonly id: string;
  readonly isNew: boolean;
  readonly edits: Edit[];
}

/** Puts nodes into one frame: into the group that some of them are in, if it is one only; else into a new one. */
export function groupNodes(doc: GraphDoc, selection: Iterable<string>): Grouped | undefined {
  const nodes = [...selection].filter((id) => doc.nodes[id]);
  if (nodes.length === 0) return undefined;
  const found = new Set(nodes.flatMap((id) => groupOf(doc, id) ?? []));
  const [only] = found;
  const loose = nodes.filter((id) => groupOf(doc, id) === undefined);
  if (only !== undefined && found.size === 1 && loose.length > 0) {
    const members = [...groupsOf(doc)[only]!.nodes, ...loose];
    return { id: only, isNew: false, edits: [{ kind: 'set-group', id: only, set: { nodes: members } }] };
  }
  const whole = only !== undefined && found.size === 1 ? groupsOf(doc)[only]!.nodes.length === nodes.length : false;
  if (whole) return undefined;
  const id = newGroupId();
  const set = { title: 'Group', color: freeHue(doc), nodes, collapsed: false };
  return { id, isNew: true, edits: [{ kind: 'set-group', id, set }] };
}

/** Takes nodes out of their groups; a group of which all are taken out is gone. */
export function ungroupNodes(doc: GraphDoc, selection: ReadonlySet<string>): Edit[] {
  return Object.entries(groupsOf(doc)).flatMap(([id, { nodes }]): Edit[] => {
    const left = nodes.filter((node) => !selection.has(node));
    if (left.length === nodes.length) return [];
    return left.length === 0 ? [{ kind: 'remove-group', id }] : [{ kind: 'set-group', id, set: { nodes: left } }];
  });
}

/** The groups of which a node is selected. */
export function groupsIn(doc: GraphDoc, selection: ReadonlySet<string>): string[] {
  if (selection.size === 0) return [];
  return Object.entries(groupsOf(doc)).flatMap(([id, { nodes }]) =>
    nodes.some((node) => selection.has(node)) ? [id] : [],
  );
}

/** The colour that the fewest groups have. */
function freeHue(doc: GraphDoc): Hue {
  const taken = Object.values(groupsOf(doc)).map(({ color }) => color);
  const count = (hue: Hue) => taken.filter((color) => color === hue).length;
  return HUES.filter((hue) => hue !== 'grey').reduce((best, hue) => (count(hue) < count(best) ? hue : best), 'blue');
}
