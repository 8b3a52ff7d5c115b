import type { Breather } from '../breather';
import type { TrainingData } from '../training-data';
import type { Arena } from '../wasm/arena';
import type { Crew } from '../wasm/crew';
import type { FeatureBins } from './bins';
import { copyCategoryBins } from './category-bins';
import type { FeatureGroup } from './feature-groups';

/** Every row's codes, twice: by column for partitioning, by row for histograms. */
export interface BinnedData {
  rowCount: number;
  groups: FeatureGroup[];
  columnsAt: number;
  columnBytes: number;
  rowsAt: number;
  /** From one row's codes to the next one's: whole vectors of 16. */
  rowBytes: number;
}

/** Lays out room for the codes of `rowCount` rows. */
export function planBinnedData(arena: Arena, groups: FeatureGroup[], rowCount: number): BinnedData {
  const columnBytes = Math.ceil(rowCount / 64) * 64;
  const columnsAt = arena.take(groups.length * columnBytes);
  const rowBytes = Math.ceil(groups.length / 16) * 16;
  return { rowCount, groups, columnsAt, columnBytes, rowsAt: arena.take(rowCount * rowBytes), rowBytes };
}

/** Fills in the codes. `scratchAt` needs `rowCount` doubles, `boundsAt` 2 KB. */
export async function fillBinnedData(
  crew: Crew,
  breather: Breather,
  binned: BinnedData,
  data: TrainingData,
  bins: FeatureBins[],
  { scratchAt, boundsAt }: { scratchAt: number; boundsAt: number },
): Promise<void> {
  const { rowCount, columnBytes } = binned;
  const { buffer } = crew.memory;
  const bounds = new Float64Array(buffer, boundsAt, 256);
  const raw = new Float64Array(buffer, scratchAt, rowCount);
  new Uint8Array(buffer, binned.columnsAt, binned.groups.length * columnBytes).fill(0);
  for (const [group, { members }] of binned.groups.entries()) {
    for (const { feature, multiplier } of members) {
      await breather.breathe();
      const featureBins = bins[feature]!;
      bounds.fill(Number.POSITIVE_INFINITY).set(featureBins.bounds);
      const column = data.columns[feature]!;
      if (featureBins.categories) copyCategoryBins(column, featureBins.categories, raw);
      else raw.set(column);
      const missingBin = featureBins.bounds.length + 1;
      const columnAt = binned.columnsAt + group * columnBytes;
      crew.run('mapBins', rowCount, scratchAt, boundsAt, missingBin, multiplier, columnAt);
    }
  }
  const { groups, columnsAt, rowsAt, rowBytes } = binned;
  if (groups.length === 0) return;
  await breather.breathe();
  crew.run('columnsToRows', rowCount, columnsAt, columnBytes, groups.length, rowsAt, rowBytes);
}
