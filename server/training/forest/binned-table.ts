import type { FeatureBins } from '../boosting/bins';
import type { Breather } from '../breather';
import type { TrainingData } from '../training-data';
import type { Arena } from '../wasm/arena';

/** Where the codes lie: rows of training, then of validation; once by column and once by row. */
export interface BinnedTable {
  allRows: number;
  columnsAt: number;
  columnBytes: number;
  rowsAt: number;
  rowBytes: number;
  /** 256 doubles a feature: a value that stands for each bin. */
  centresAt: number;
  /** Six words a feature: `Feature` in assembly/forest-job.ts. */
  featuresAt: number;
}

const FEATURE_WORDS = 6;
/** Codes of a feature, missing values included. */
export const FEATURE_CODES = 256;

/** Lays out room for the codes of a table. */
export function planBinnedTable(arena: Arena, features: number, allRows: number): BinnedTable {
  const columnBytes = Math.ceil(allRows / 64) * 64;
  const rowBytes = Math.ceil(features / 8) * 8;
  return {
    allRows,
    columnsAt: arena.take(features * columnBytes),
    columnBytes,
    rowsAt: arena.take(allRows * rowBytes),
    rowBytes,
    centresAt: arena.take(features * FEATURE_CODES * 8),
    featuresAt: arena.take(features * FEATURE_WORDS * 4),
  };
}

/** Code of missing values: after all bins. */
export function missingCode({ bounds }: FeatureBins): number {
  return bounds.length + 1;
}

/** Fills in codes, what they stand for, and the table of features. */
export async function fillBinnedTable(
  buffer: ArrayBufferLike,
  breather: Breather,
  table: BinnedTable,
  data: TrainingData,
  bins: FeatureBins[],
): Promise<void> {
  const { columnsAt, columnBytes, rowsAt, rowBytes } = table;
  const byRow = new Uint8Array(buffer, rowsAt, table.allRows * rowBytes);
  for (const [feature, own] of bins.entries()) {
    await breather.breathe();
    const column = new Uint8Array(buffer, columnsAt + feature * columnBytes, table.allRows);
    const codeOf = own.categories ? categoryCodes(own) : valueCodes(own);
    const values = data.columns[feature]!;
    for (let row = 0; row < data.rowCount; row++) column[row] = codeOf(values[row]!);
    const held = data.validation?.columns[feature];
    if (held) for (let row = 0; row < held.length; row++) column[data.rowCount + row] = codeOf(held[row]!);
    for (let row = 0, at = feature; row < table.allRows; row++, at += rowBytes) byRow[at] = column[row]!;
    new Float64Array(buffer, table.centresAt + feature * FEATURE_CODES * 8, FEATURE_CODES).set(
      centres(own, values, column),
    );
    const words = new Int32Array(buffer, table.featuresAt + feature * FEATURE_WORDS * 4, FEATURE_WORDS);
    // The last bin of categories holds all rare ones, which never go left.
    const mayGoLeft = own.bounds.length + (own.categories ? 0 : 1);
    words.set([columnsAt + feature * columnBytes, rowsAt + feature, rowBytes, mayGoLeft, missingCode(own)]);
    words[5] = own.categories ? 1 : 0;
  }
}

/** The first bin b with x <= bounds[b], by halving. */
function valueCodes(bins: FeatureBins): (x: number) => number {
  const bounds = new Float64Array(FEATURE_CODES).fill(Number.POSITIVE_INFINITY);
  bounds.set(bins.bounds);
  const missing = missingCode(bins);
  return (x) => {
    if (Number.isNaN(x)) return missing;
    let bin = 0;
    for (let step = FEATURE_CODES / 2; step > 0; step >>= 1) if (bounds[bin + step - 1]! < x) bin += step;
    return bin;
  };
}

function categoryCodes(bins: FeatureBins): (code: number) => number {
  const { binOf, codes } = bins.categories!;
  const missing = missingCode(bins);
  return (code) => (Number.isNaN(code) ? missing : (binOf[code] ?? codes.length));
}

/** The mean of the values in each bin: thresholds are drawn as if all of a bin lay there. */
function centres({ bounds }: FeatureBins, values: Float64Array, codes: Uint8Array): Float64Array {
  const sums = new Float64Array(bounds.length + 1);
  const counts = new Uint32Array(bounds.length + 1);
  for (let row = 0; row < values.length; row++) {
    const bin = codes[row]!;
    if (bin > bounds.length) continue;
    counts[bin]!++;
    sums[bin]! += (values[row]! - sums[bin]!) / counts[bin]!;
  }
  return sums;
}
