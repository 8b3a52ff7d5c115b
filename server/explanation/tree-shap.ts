import type { TreesModel } from '../training/model';
import { gaussLegendre } from './quadrature';
import { type TreePaths, treePaths } from './tree-paths';

/** A leaf that tests more features than this has too many different outcomes to remember them. */
const MOST_REMEMBERED = 10;
/** Numbers that are remembered, in all: 64 MB. */
const MOST_KEPT = 8_000_000;

/**
 * SHAP values of trees, path-dependent: a feature that is not known sends a row both ways, in the shares of the training
 * rows (Lundberg et al., From local explanations to global understanding with explainable AI for trees, 2020).
 *
 * A leaf of value v is reached by the product of its features' factors: 1 or 0 for a known feature, the share of training
 * rows for one that is not. The Shapley weights of such a product are an integral over [0, 1] of a polynomial, which
 * Gauss–Legendre quadrature takes exactly and in positive terms only. What a leaf then contributes depends on no more
 * than which of its features the row passes: it is computed once for each such set, and looked up afterwards.
 */
export class TreeShap {
  /** Expected margin of each output over the training rows. */
  readonly base: Float64Array;
  private readonly trees: readonly RememberedTree[];

  constructor(model: TreesModel) {
    this.base = Float64Array.from(model.init);
    const memory = new Memory();
    this.trees = model.trees.map((tree) => new RememberedTree(treePaths(tree), memory));
    for (const tree of this.trees) this.base[tree.paths.output]! += tree.expected();
  }

  /** Adds the contributions of a feature to `values[(row × outputs + output) × features + feature]`. */
  add(columns: readonly Float64Array[], rowCount: number, values: Float64Array): void {
    const outputs = this.base.length;
    for (const tree of this.trees) tree.add(columns, rowCount, outputs, values);
  }
}

/** Contributions that were computed, end to end. */
class Memory {
  values = new Float64Array(4096);
  private used = 0;
  private indexed = 0;

  /** A table from sets of passed features to contributions, unless there are too many already. */
  table(features: number): Int32Array | undefined {
    if (features > MOST_REMEMBERED || this.indexed + 2 ** features > MOST_KEPT) return undefined;
    this.indexed += 2 ** features;
    return new Int32Array(2 ** features).fill(-1);
  }

  /** Where `size` more numbers may be written; −1 when there is no more room. */
  take(size: number): number {
    if (this.used + size > MOST_KEPT) return -1;
    if (this.used + size > this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.used += size;
    return this.used - size;
  }
}

class RememberedTree {
  private readonly tables: readonly (Int32Array | undefined)[];
  private readonly isLeft: Uint8Array;
  private readonly passed: Uint8Array;
  private readonly before: Float64Array;
  private readonly scratch: Float64Array;

  constructor(
    readonly paths: TreePaths,
    private readonly memory: Memory,
  ) {
    const { slotStart, leafValue, testFeature } = paths;
    const widths = Array.from(leafValue, (_, leaf) => slotStart[leaf + 1]! - slotStart[leaf]!);
    const widest = widths.reduce((most, width) => Math.max(most, width), 0);
    this.tables = widths.map((width) => memory.table(width));
    this.isLeft = new Uint8Array(testFeature.length);
    this.passed = new Uint8Array(widest);
    this.before = new Float64Array(widest);
    this.scratch = new Float64Array(widest);
  }

  expected(): number {
    const { leafValue, slotStart, slotShare } = this.paths;
    return leafValue.reduce(
      (sum, value, leaf) =>
        sum + slotShare.subarray(slotStart[leaf]!, slotStart[leaf + 1]!).reduce((left, share) => left * share, value),
      0,
    );
  }

  add(columns: readonly Float64Array[], rowCount: number, outputs: number, values: Float64Array): void {
    const { output, leafValue, slotStart, slotFeature } = this.paths;
    const { memory, scratch } = this;
    const features = columns.length;
    for (let row = 0; row < rowCount; row++) {
      this.test(columns, row);
      const to = (row * outputs + output) * features;
      for (let leaf = 0; leaf < leafValue.length; leaf++) {
        const [from, width] = [slotStart[leaf]!, slotStart[leaf + 1]! - slotStart[leaf]!];
        let at = this.remembered(leaf, width);
        let found: Float64Array = memory.values;
        if (at < 0) {
          at = 0;
          found = scratch;
          this.compute(leaf, scratch, 0);
        }
        for (let slot = 0; slot < width; slot++) values[to + slotFeature[from + slot]!]! += found[at + slot]!;
      }
    }
  }

  /** Where the leaf's contributions are for the row whose tests were just made; −1 when they cannot be kept. */
  private remembered(leaf: number, width: number): number {
    const table = this.tables[leaf];
    if (!table) return -1;
    const { stepStart, stepTest, stepIsLeft, stepSlot } = this.paths;
    const { isLeft, memory } = this;
    let failed = 0;
    const end = stepStart[leaf + 1]!;
    for (let step = stepStart[leaf]!; step < end; step++) {
      if (isLeft[stepTest[step]!] !== stepIsLeft[step]) failed |= 1 << stepSlot[step]!;
    }
    const known = table[failed]!;
    if (known >= 0) return known;
    const at = memory.take(width);
    table[failed] = at;
    if (at >= 0) this.compute(leaf, memory.values, at);
    return at;
  }

  private test(columns: readonly Float64Array[], row: number): void {
    const { testFeature, testThreshold, testMissingLeft, codeTests } = this.paths;
    const { isLeft } = this;
    for (let test = 0; test < isLeft.length; test++) {
      const x = columns[testFeature[test]!]![row]!;
      if (x <= testThreshold[test]!) isLeft[test] = 1;
      else isLeft[test] = Number.isNaN(x) ? testMissingLeft[test]! : 0;
    }
    for (const { test, goesLeft } of codeTests) isLeft[test] = Number(goesLeft(columns[testFeature[test]!]![row]!));
  }

  /** What the leaf contributes to each of its features, for the row whose tests were just made. */
  private compute(leaf: number, into: Float64Array, at: number): void {
    const { leafValue, stepStart, stepTest, stepIsLeft, stepSlot, slotStart, slotShare } = this.paths;
    const { passed, before, isLeft } = this;
    const [from, width] = [slotStart[leaf]!, slotStart[leaf + 1]! - slotStart[leaf]!];
    passed.fill(1, 0, width);
    for (let step = stepStart[leaf]!; step < stepStart[leaf + 1]!; step++) {
      if (isLeft[stepTest[step]!] !== stepIsLeft[step]) passed[stepSlot[step]!] = 0;
    }
    into.fill(0, at, at + width);
    // The others' polynomial has degree width − 1.
    const { points, weights } = gaussLegendre((width + 1) >> 1);
    for (let q = 0; q < points.length; q++) {
      const [known, unknown] = [points[q]!, 1 - points[q]!];
      let product = 1;
      for (let slot = 0; slot < width; slot++) {
        before[slot] = product;
        product *= passed[slot]! * known + slotShare[from + slot]! * unknown;
      }
      let after = weights[q]! * leafValue[leaf]!;
      for (let slot = width - 1; slot >= 0; slot--) {
        const share = slotShare[from + slot]!;
        into[at + slot]! += before[slot]! * after * (passed[slot]! - share);
        after *= passed[slot]! * known + share * unknown;
      }
    }
  }
}
