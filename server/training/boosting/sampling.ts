import type { Crew } from '../wasm/crew';

/**
 * A number below 2^32 that is a function of the numbers given: what is drawn by it needs no state, so it is the same in a
 * training that was resumed.
 */
export function hash(...numbers: number[]): number {
  let state = 0x9e3779b9;
  for (const number of numbers) {
    // MurmurHash3's finaliser (Austin Appleby).
    state = Math.imul(state ^ number, 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    state ^= state >>> 16;
  }
  return state >>> 0;
}

/** Draws a share of the items, at least one, by a seed; they keep their order. */
export function drawItems(items: readonly number[], share: number, seed: number): readonly number[] {
  if (share === 1) return items;
  const count = Math.max(1, Math.round(share * items.length));
  const places = new Map(items.map((item) => [item, hash(seed, item)]));
  const ranked = [...items].sort((a, b) => places.get(a)! - places.get(b)! || a - b);
  const drawn = new Set(ranked.slice(0, count));
  return items.filter((item) => drawn.has(item));
}

/** Where the rows of a table are listed, with room to divide them. */
export interface RowIndex {
  index: number;
  rights: number;
  leftCounts: number;
}

/** Lists all rows, those drawn by the seed first. Returns how many were drawn. */
export function drawRows(
  crew: Crew,
  isShared: boolean,
  rowCount: number,
  share: number,
  seed: number,
  { index, rights, leftCounts }: RowIndex,
): number {
  if (share === 1) {
    crew.runShared(isShared, 'countRows', index, rowCount);
    return rowCount;
  }
  const limit = Math.round(share * 2 ** 32);
  const parts = crew.runShared(isShared, 'drawRows', rowCount, seed, limit, index, rights, leftCounts);
  return crew.joinPartitions(parts, 0, rowCount, index, rights, leftCounts);
}
