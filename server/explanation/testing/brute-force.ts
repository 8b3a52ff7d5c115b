import type { TreesModel } from '@/server/training';
import { goesLeft } from '../goes-left';

/** Path-dependent Shapley values by their definition: every subset of features, 2^features of them. */
export function bruteForceShap(model: TreesModel, row: readonly number[]): { base: number[]; values: number[][] } {
  const features = row.length;
  const expected = Array.from({ length: 2 ** features }, (_, subset) => expectedMargins(model, row, subset));
  const values = model.init.map((_, output) =>
    row.map((__, feature) => {
      let value = 0;
      for (let subset = 0; subset < 2 ** features; subset++) {
        if (subset & (1 << feature)) continue;
        const size = bitCount(subset);
        const weight = (factorial(size) * factorial(features - size - 1)) / factorial(features);
        value += weight * (expected[subset | (1 << feature)]![output]! - expected[subset]![output]!);
      }
      return value;
    }),
  );
  return { base: expected[0]!, values };
}

function expectedMargins(model: TreesModel, row: readonly number[], subset: number): number[] {
  const margins = [...model.init];
  for (const { output, nodes } of model.trees) {
    const walk = (node: number): number => {
      const feature = nodes.feature[node]!;
      if (feature < 0) return nodes.value[node]!;
      const [left, right] = [nodes.left[node]!, nodes.right[node]!];
      if (subset & (1 << feature)) return walk(goesLeft(nodes, node)(row[feature]!) ? left : right);
      const all = nodes.cover![node]!;
      if (all === 0) return (walk(left) + walk(right)) / 2;
      return (walk(left) * nodes.cover![left]! + walk(right) * nodes.cover![right]!) / all;
    };
    margins[output]! += walk(0);
  }
  return margins;
}

const bitCount = (bits: number): number => (bits === 0 ? 0 : (bits & 1) + bitCount(bits >> 1));
const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
