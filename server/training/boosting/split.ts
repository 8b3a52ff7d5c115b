import type { FeatureBins } from './bins';
import type { GroupedFeature } from './feature-groups';

/** Bytes of a split the kernels found; see assembly/split-search.ts. */
export const SPLIT_BYTES = 128;

/** How a leaf may be divided. Sums are of the left side, in units of the leaf's. */
export interface Split {
  gain: number;
  /** Place in the list of grouped features. */
  place: number;
  /** The last bin on the left; of categories, the set of bins there. */
  left: number | ReadonlySet<number>;
  missingLeft: boolean;
  leftGradient: number;
  leftHessian: number;
  /** Categories were sorted to find it, which has a penalty of its own. */
  isOfSortedCategories: boolean;
}

/** Reads a split; `hessian` is the whole leaf's. Undefined when it gains no more than `leastGain`. */
export function readSplit(view: DataView, at: number, leastGain: number, hessian: number): Split | undefined {
  const gain = view.getFloat64(at, true);
  if (!(gain > leastGain)) return undefined;
  const leftHessian = view.getFloat64(at + 32, true);
  const missing = view.getInt32(at + 16, true);
  const bin = view.getInt32(at + 12, true);
  return {
    gain,
    place: view.getInt32(at + 8, true),
    left: bin >= 0 ? bin : readSet(view, at + 40),
    // Where training saw nothing missing, missing values follow the heavier side, as in scikit-learn.
    missingLeft: missing === 2 ? leftHessian >= hessian - leftHessian : missing === 1,
    leftGradient: view.getFloat64(at + 24, true),
    leftHessian,
    isOfSortedCategories: view.getInt32(at + 20, true) === 1,
  };
}

/** What a node tests, as a model says it. */
export interface NodeTest {
  threshold: number;
  missingLeft: boolean;
  /** Codes that go left, when categories are told apart. */
  members?: number[];
}

/**
 * The test of a split, and whether its sides change places. They do where the categories that share a bin would go left:
 * codes that no list names, unseen ones too, go right. They do as well where only missing values would go left: that
 * is the test all features have, everything below a threshold that nothing exceeds.
 */
export function nodeTest(split: Split, bins: FeatureBins): NodeTest & { isSwapped: boolean } {
  const { left, missingLeft } = split;
  const { bounds, categories } = bins;
  if (typeof left === 'number') {
    // The last bin has no bound: everything that is not missing goes left.
    return { threshold: bounds[left] ?? Number.MAX_VALUE, missingLeft, isSwapped: false };
  }
  const { codes } = categories!;
  const missingBin = codes.length + 1;
  const isMissingLeft = bins.hasMissing ? left.has(missingBin) : missingLeft;
  if (bins.hasMissing && isMissingLeft && left.size === 1) {
    return { threshold: Number.MAX_VALUE, missingLeft: false, isSwapped: true };
  }
  const isSwapped = left.has(codes.length);
  return {
    threshold: 0,
    missingLeft: isMissingLeft !== isSwapped,
    members: codes.filter((_, bin) => left.has(bin) !== isSwapped),
    isSwapped,
  };
}

/** Writes 1 for each of 256 codes of a group whose rows go left, 0 for the others. */
export function fillLeftCodes(test: NodeTest, member: GroupedFeature, bins: FeatureBins, to: Uint8Array): void {
  const { bounds, categories } = bins;
  isLeft.fill(0);
  if (test.members) {
    for (const code of test.members) isLeft[categories!.binOf[code]!] = 1;
  } else {
    const last = bounds.indexOf(test.threshold);
    isLeft.fill(1, 0, last < 0 ? bounds.length + 1 : last + 1);
  }
  // Without missing values in training this is no bin at all.
  isLeft[bounds.length + 1] = test.missingLeft ? 1 : 0;
  const { multiplier, bins: count } = member;
  let code = 0;
  while (code < 256) {
    for (let bin = 0; bin < count && code < 256; bin++) {
      for (const end = Math.min(256, code + multiplier); code < end; code++) to[code] = isLeft[bin]!;
    }
  }
}

/** By bin, for the call of `fillLeftCodes` that is under way. */
const isLeft = new Uint8Array(256);

function readSet(view: DataView, at: number): Set<number> {
  const set = new Set<number>();
  for (let bin = 0; bin < 256; bin++) {
    if ((view.getUint8(at + (bin >> 3)) >> (bin & 7)) & 1) set.add(bin);
  }
  return set;
}
