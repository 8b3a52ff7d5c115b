/** The bins of a categorical feature: one for each frequent category, then one for all others. */
export interface CategoryBins {
  /** By bin but the last: its code, rising. */
  codes: number[];
  /** By code: its bin; `codes.length` for one that has none of its own. */
  binOf: Uint8Array;
}

/**
 * Gives the most frequent categories a bin each, the smaller code on a tie. Undefined when at most one category occurs:
 * then there is nothing to tell apart but missing values, as in any constant.
 */
export function findCategoryBins(column: Float64Array, codeCount: number, maxBins: number): CategoryBins | undefined {
  const counts = new Uint32Array(codeCount);
  for (let row = 0; row < column.length; row++) {
    const code = column[row]!;
    if (!Number.isNaN(code)) counts[code]!++;
  }
  const present = Array.from(counts, (_, code) => code).filter((code) => counts[code]! > 0);
  if (present.length < 2) return undefined;
  present.sort((a, b) => counts[b]! - counts[a]! || a - b);
  const codes = present.slice(0, maxBins - 1).sort((a, b) => a - b);
  const binOf = new Uint8Array(codeCount).fill(codes.length);
  codes.forEach((code, bin) => {
    binOf[code] = bin;
  });
  return { codes, binOf };
}

/** Bounds between the places of bins. */
export function categoryBounds({ codes }: CategoryBins): Float64Array {
  return Float64Array.from(codes, (_, bin) => bin + 0.5);
}

/** Writes the place of each row's bin; NaN stays. */
export function copyCategoryBins(column: Float64Array, { binOf }: CategoryBins, to: Float64Array): void {
  for (let row = 0; row < column.length; row++) {
    const code = column[row]!;
    to[row] = Number.isNaN(code) ? code : binOf[code]!;
  }
}
