import type { TreeNodes, TreesModel } from '../model';

/** Up to this many rows, copying a tree into typed arrays costs more than it saves. */
const FEW_ROWS = 64;

/** A tree ready to be walked; `members` when any node tests a categorical feature. */
interface Walk {
  feature: ArrayLike<number>;
  threshold: ArrayLike<number>;
  left: ArrayLike<number>;
  right: ArrayLike<number>;
  missingLeft: ArrayLike<number>;
  members: MemberSets | undefined;
}

/** The sum of `init` and the leaves, tree by tree in order: rowCount × outputs, row-major. */
export function treesMargins(model: TreesModel, columns: Float64Array[], rowCount: number): Float64Array {
  const margins = new Float64Array(rowCount * model.outputs);
  for (let at = 0; at < margins.length; at++) margins[at] = model.init[at % model.outputs]!;
  for (const tree of model.trees) addTree(tree.nodes, columns, rowCount, margins, model.outputs, tree.output);
  return margins;
}

/** Adds a tree's leaf values to `margins[row * outputs + output]`. */
export function addTree(
  nodes: TreeNodes,
  columns: Float64Array[],
  rowCount: number,
  margins: Float64Array,
  outputs: number,
  output: number,
): void {
  const walk = rowCount <= FEW_ROWS ? { ...nodes, members: memberSets(nodes) } : compact(nodes);
  const leafOf = walk.members ? leafByMembers : leafByThresholds;
  for (let row = 0; row < rowCount; row++) {
    const at = row * outputs + output;
    margins[at] = margins[at]! + nodes.value[leafOf(walk, columns, row)]!;
  }
}

function leafByThresholds(walk: Walk, columns: Float64Array[], row: number): number {
  const { feature, threshold, left, right, missingLeft } = walk;
  let node = 0;
  for (let split = feature[0]!; split >= 0; split = feature[node]!) {
    const x = columns[split]![row]!;
    const goesLeft = x <= threshold[node]! || (Number.isNaN(x) && missingLeft[node] === 1);
    node = goesLeft ? left[node]! : right[node]!;
  }
  return node;
}

function leafByMembers(walk: Walk, columns: Float64Array[], row: number): number {
  const { feature, threshold, left, right, missingLeft, members } = walk;
  let node = 0;
  for (let split = feature[0]!; split >= 0; split = feature[node]!) {
    const x = columns[split]![row]!;
    let goesLeft: boolean;
    if (Number.isNaN(x)) goesLeft = missingLeft[node] === 1;
    else if (members!.tests(node)) goesLeft = members!.has(node, x);
    else goesLeft = x <= threshold[node]!;
    node = goesLeft ? left[node]! : right[node]!;
  }
  return node;
}

function compact(nodes: TreeNodes): Walk {
  return {
    feature: new Int32Array(nodes.feature),
    threshold: new Float64Array(nodes.threshold),
    left: new Int32Array(nodes.left),
    right: new Int32Array(nodes.right),
    missingLeft: new Uint8Array(nodes.missingLeft),
    members: memberSets(nodes),
  };
}

function memberSets(nodes: TreeNodes): MemberSets | undefined {
  return nodes.members && Object.keys(nodes.members).length > 0 ? new MemberSets(nodes, nodes.members) : undefined;
}

/** One bit per code, node after node. */
class MemberSets {
  /** First word of a node's bits, -1 where the node tests a threshold. */
  private readonly start: Int32Array;
  /** Codes a node has bits for: one more than its largest. */
  private readonly codes: Int32Array;
  private readonly words: Uint32Array;

  constructor(nodes: TreeNodes, members: Record<number, number[]>) {
    this.start = new Int32Array(nodes.feature.length).fill(-1);
    this.codes = new Int32Array(nodes.feature.length);
    let words = 0;
    for (const [node, codes] of Object.entries(members)) {
      this.start[Number(node)] = words;
      this.codes[Number(node)] = (codes.at(-1) ?? -1) + 1;
      words += (this.codes[Number(node)]! + 31) >> 5;
    }
    this.words = new Uint32Array(words);
    for (const [node, codes] of Object.entries(members)) {
      for (const code of codes) this.words[this.start[Number(node)]! + (code >> 5)]! |= 1 << (code & 31);
    }
  }

  tests(node: number): boolean {
    return this.start[node]! >= 0;
  }

  /** What is no code at all, such as 1.5 or -1, is not listed. */
  has(node: number, x: number): boolean {
    if (!(x >= 0 && x < this.codes[node]! && Number.isInteger(x))) return false;
    return ((this.words[this.start[node]! + (x >> 5)]! >>> (x & 31)) & 1) === 1;
  }
}
