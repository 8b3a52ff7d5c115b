import { type GraphDoc, groupsOf } from '@/nodes/kernel/graph-doc/graph-doc';

/**
 * Ids on the canvas. A node's is its own; a note and a collapsed group have one that no node can have. The selection
 * holds nodes and notes: a group is selected when its nodes are.
 */
export const drawnSticky = (id: string): string => `sticky:${id}`;
export const drawnGroup = (id: string): string => `group:${id}`;

export const stickyOf = (drawn: string): string | undefined => after('sticky:', drawn);
export const groupOfDrawn = (drawn: string): string | undefined => after('group:', drawn);

/** What is selected by selecting what is drawn. */
export function selectedBy(doc: GraphDoc, drawn: string): readonly string[] {
  const group = groupOfDrawn(drawn);
  return group === undefined ? [drawn] : (groupsOf(doc)[group]?.nodes ?? []);
}

const after = (prefix: string, text: string): string | undefined =>
  text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
