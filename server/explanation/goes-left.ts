import type { TreeNodes } from '../training/model';

/** The test of one inner node, as `predict` walks it. */
export function goesLeft(nodes: TreeNodes, node: number): (x: number) => boolean {
  const missingLeft = nodes.missingLeft[node] === 1;
  const members = nodes.members?.[node];
  if (members) {
    const listed = new Set(members);
    return (x) => (Number.isNaN(x) ? missingLeft : listed.has(x));
  }
  const threshold = nodes.threshold[node]!;
  return (x) => (Number.isNaN(x) ? missingLeft : x <= threshold);
}
