import type { Breather } from '../breather';
import type { TrainingData } from '../training-data';
import type { Arena } from '../wasm/arena';
import type { Crew } from '../wasm/crew';
import type { FeatureBins } from './bins';
import { copyCategoryBins } from './category-bins';
import type { FeatureGroup } from './feature-groups';

/** Columns whose codes lie side by side in one row of `rowBytes`; a tile's histograms (64 KB) fit the cache. */
export interface Tile {
  firstColumn: number;
  width: number;
  rowBytes: number;
  codesAt: number;
}

/** Every row's codes, twice: by column for partitioning, by row for histograms. */
export interface BinnedData {
  rowCount: number;
  groups: FeatureGroup[];
  columnsAt: number;
  columnBytes: number;
  tiles: Tile[];
}

const TILE_COLUMNS = 32;

/** Lays out room for the codes of `rowCount` rows. */
export function planBinnedData(arena: Arena, groups: FeatureGroup[], rowCount: number): BinnedData {
  const columnBytes = Math.ceil(rowCount / 64) * 64;
  const columnsAt = arena.take(groups.length * columnBytes);
  const tiles: Tile[] = [];
  for (let firstColumn = 0; firstColumn < groups.length; firstColumn += TILE_COLUMNS) {
    const width = Math.min(TILE_COLUMNS, groups.length - firstColumn);
    const rowBytes = width <= 8 ? 8 : width <= 16 ? 16 : 32;
    tiles.push({ firstColumn, width, rowBytes, codesAt: arena.take(rowCount * rowBytes) });
  }
  return { rowCount, groups, columnsAt, columnBytes, tiles };
}

/** Fills in the codes. `scratchAt` needs 2 KB and `rowCount` doubles. */
export async function fillBinnedData(
  crew: Crew,
  breather: Breather,
  binned: BinnedData,
  data: TrainingData,
  bins: FeatureBins[],
  scratchAt: number,
): Promise<void> {
  const { rowCount, columnBytes } = binned;
  const { buffer } = crew.memory;
  const bounds = new Float64Array(buffer, scratchAt, 256);
  const raw = new Float64Array(buffer, scratchAt + 2048, rowCount);
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
      crew.run('mapBins', rowCount, scratchAt + 2048, scratchAt, missingBin, multiplier, columnAt);
    }
  }
  for (const { firstColumn, width, rowBytes, codesAt } of binned.tiles) {
    await breather.breathe();
    const columnAt = binned.columnsAt + firstColumn * columnBytes;
    crew.run('columnsToRows', rowCount, columnAt, columnBytes, width, codesAt, rowBytes);
  }
}
