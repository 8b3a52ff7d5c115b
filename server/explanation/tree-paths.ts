import type { Tree } from '../training/model';
import { goesLeft } from './goes-left';
import { NotExplainable } from './not-explainable';

/** A tree as its tests and, for every leaf, which of them a row must pass to get there. Leaves are laid end to end. */
export interface TreePaths {
  readonly output: number;
  /** Of each inner node's test. */
  readonly testFeature: Int32Array;
  readonly testThreshold: Float64Array;
  readonly testMissingLeft: Uint8Array;
  /** Tests of codes instead of a threshold. */
  readonly codeTests: readonly { readonly test: number; readonly goesLeft: (x: number) => boolean }[];
  readonly leafValue: Float64Array;
  /** Leaf l has the steps `stepStart[l]` up to `stepStart[l + 1]`: a test, the side it must take, the leaf's own feature. */
  readonly stepStart: Int32Array;
  readonly stepTest: Int32Array;
  readonly stepIsLeft: Uint8Array;
  readonly stepSlot: Int32Array;
  /** Leaf l tests the different features `slotFeature[slotStart[l]…]`. */
  readonly slotStart: Int32Array;
  readonly slotFeature: Int32Array;
  /** Share of training rows that pass the feature's tests, of those that come to them. */
  readonly slotShare: Float64Array;
}

/** Lays a tree out by leaves. Throws NotExplainable when it does not know how many rows its nodes have. */
export function treePaths({ nodes, output }: Tree): TreePaths {
  const { feature, left, right, value, cover } = nodes;
  if (!cover) {
    throw new NotExplainable('The model does not know how many training rows its leaves have. Train it again.');
  }
  const inner: number[] = [];
  const testOf = new Int32Array(feature.length);
  for (let node = 0; node < feature.length; node++) if (feature[node]! >= 0) testOf[node] = inner.push(node) - 1;
  const leaves = new Leaves();
  // The path to the node at hand; a forest has millions of steps, so that none is an object.
  const path = { test: [] as number[], isLeft: [] as number[], feature: [] as number[], share: [] as number[] };
  const open = [{ node: 0, depth: 0, parent: -1, isLeft: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth, parent, isLeft } = next;
    if (depth > 0) {
      path.test[depth - 1] = testOf[parent]!;
      path.isLeft[depth - 1] = isLeft;
      path.feature[depth - 1] = feature[parent]!;
      // Where no training row came, none says how they would divide.
      path.share[depth - 1] = cover[parent]! > 0 ? cover[node]! / cover[parent]! : 0.5;
    }
    if (feature[node]! < 0) leaves.add(value[node]!, path, depth);
    else {
      open.push({ node: right[node]!, depth: depth + 1, parent: node, isLeft: 0 });
      open.push({ node: left[node]!, depth: depth + 1, parent: node, isLeft: 1 });
    }
  }
  return { ...leaves.laidOut(), output, ...testsOf(inner, nodes) };
}

/** Leaves end to end, as they are found. */
class Leaves {
  private readonly values: number[] = [];
  private readonly stepStart = [0];
  private readonly stepTest: number[] = [];
  private readonly stepIsLeft: number[] = [];
  private readonly stepSlot: number[] = [];
  private readonly slotStart = [0];
  private readonly slotFeature: number[] = [];
  private readonly slotShare: number[] = [];

  add(
    value: number,
    path: Readonly<Record<'test' | 'isLeft' | 'feature' | 'share', readonly number[]>>,
    depth: number,
  ): void {
    const first = this.slotFeature.length;
    for (let step = 0; step < depth; step++) {
      const feature = path.feature[step]!;
      let slot = first;
      while (slot < this.slotFeature.length && this.slotFeature[slot] !== feature) slot++;
      if (slot === this.slotFeature.length) {
        this.slotFeature.push(feature);
        this.slotShare.push(1);
      }
      this.slotShare[slot]! *= path.share[step]!;
      this.stepTest.push(path.test[step]!);
      this.stepIsLeft.push(path.isLeft[step]!);
      this.stepSlot.push(slot - first);
    }
    this.values.push(value);
    this.stepStart.push(this.stepTest.length);
    this.slotStart.push(this.slotFeature.length);
  }

  laidOut() {
    return {
      leafValue: new Float64Array(this.values),
      stepStart: new Int32Array(this.stepStart),
      stepTest: new Int32Array(this.stepTest),
      stepIsLeft: new Uint8Array(this.stepIsLeft),
      stepSlot: new Int32Array(this.stepSlot),
      slotStart: new Int32Array(this.slotStart),
      slotFeature: new Int32Array(this.slotFeature),
      slotShare: new Float64Array(this.slotShare),
    };
  }
}

function testsOf(inner: readonly number[], nodes: Tree['nodes']) {
  return {
    testFeature: Int32Array.from(inner, (node) => nodes.feature[node]!),
    testThreshold: Float64Array.from(inner, (node) => nodes.threshold[node]!),
    testMissingLeft: Uint8Array.from(inner, (node) => nodes.missingLeft[node]!),
    codeTests: inner.flatMap((node, test) =>
      nodes.members?.[node] ? [{ test, goesLeft: goesLeft(nodes, node) }] : [],
    ),
  };
}
