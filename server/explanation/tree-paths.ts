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

interface Step {
  readonly test: number;
  readonly isLeft: boolean;
  readonly feature: number;
  readonly share: number;
}

/** Lays a tree out by leaves. Throws NotExplainable when it does not know how many rows its nodes have. */
export function treePaths({ nodes, output }: Tree): TreePaths {
  const { cover } = nodes;
  if (!cover) {
    throw new NotExplainable('The model does not know how many training rows its leaves have. Train it again.');
  }
  const testOf = new Map<number, number>();
  for (const [node, feature] of nodes.feature.entries()) if (feature >= 0) testOf.set(node, testOf.size);
  const leaves: { value: number; steps: Step[] }[] = [];
  const open: { node: number; steps: Step[] }[] = [{ node: 0, steps: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, steps } = next;
    const feature = nodes.feature[node]!;
    if (feature < 0) {
      leaves.push({ value: nodes.value[node]!, steps });
      continue;
    }
    // No training row comes here, so none says how they would divide.
    const shareOf = (child: number) => (cover[node]! > 0 ? cover[child]! / cover[node]! : 0.5);
    for (const [child, isLeft] of [
      [nodes.right[node]!, false],
      [nodes.left[node]!, true],
    ] as const) {
      open.push({
        node: child,
        steps: [...steps, { test: testOf.get(node)!, isLeft, feature, share: shareOf(child) }],
      });
    }
  }
  return { ...laidOut(leaves), output, ...testsOf([...testOf.keys()], nodes) };
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

function laidOut(leaves: readonly { value: number; steps: readonly Step[] }[]) {
  const steps = leaves.flatMap((leaf) => leaf.steps);
  const slots = leaves.map((leaf) => [...new Set(leaf.steps.map(({ feature }) => feature))]);
  const share = leaves.flatMap((leaf, at) =>
    slots[at]!.map((feature) =>
      leaf.steps.reduce((product, step) => (step.feature === feature ? product * step.share : product), 1),
    ),
  );
  return {
    leafValue: Float64Array.from(leaves, ({ value }) => value),
    stepStart: starts(leaves.map((leaf) => leaf.steps.length)),
    stepTest: Int32Array.from(steps, ({ test }) => test),
    stepIsLeft: Uint8Array.from(steps, ({ isLeft }) => Number(isLeft)),
    stepSlot: Int32Array.from(
      leaves.flatMap((leaf, at) => leaf.steps.map(({ feature }) => slots[at]!.indexOf(feature))),
    ),
    slotStart: starts(slots.map((features) => features.length)),
    slotFeature: Int32Array.from(slots.flat()),
    slotShare: Float64Array.from(share),
  };
}

function starts(lengths: readonly number[]): Int32Array {
  const all = new Int32Array(lengths.length + 1);
  for (const [at, length] of lengths.entries()) all[at + 1] = all[at]! + length;
  return all;
}
