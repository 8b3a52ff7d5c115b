import type { TreeNodes } from '../model';

/** A tree and the gain of each of its splits (0 at leaves). */
export interface GrownTree {
  nodes: TreeNodes;
  gains: number[];
}

export function emptyTree(): GrownTree {
  return { nodes: { feature: [], threshold: [], left: [], right: [], missingLeft: [], value: [] }, gains: [] };
}

/** Appends a leaf and returns its place. */
export function addNode({ nodes, gains }: GrownTree): number {
  nodes.feature.push(-1);
  nodes.threshold.push(0);
  nodes.left.push(-1);
  nodes.right.push(-1);
  nodes.missingLeft.push(0);
  nodes.value.push(0);
  return gains.push(0) - 1;
}
