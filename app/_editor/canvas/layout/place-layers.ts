import { cardHeight } from '@/app/_ui/canvas/ports';
import { rowPitch } from '../free-spot';
import type { Link, Slot } from './layers';

const passes = 10;
const passingPitch = 24;

/** Room between the centre lines of two places of a column that follow each other. */
function apart(upper: Slot, lower: Slot): number {
  if (upper.node !== undefined && lower.node !== undefined) return rowPitch;
  if (upper.node === undefined && lower.node === undefined) return passingPitch;
  return cardHeight / 2 + passingPitch;
}

/**
 * The height of every place: as near as can be to what its main wires ask for, without changing the order of its column.
 * The last pass goes with the wires, so that the trunk is straight.
 */
export function placeLayers(layers: readonly Slot[][]): Map<Slot, number> {
  const heights = new Map<Slot, number>();
  for (const layer of layers) {
    let at = 0;
    layer.forEach((slot, index) => {
      at += index === 0 ? 0 : apart(layer[index - 1]!, slot);
      heights.set(slot, at);
    });
    for (const slot of layer) heights.set(slot, heights.get(slot)! - at / 2);
  }
  for (let pass = 0; pass < passes; pass += 1) {
    const toRight = pass % 2 === 1;
    for (let step = 0; step < layers.length; step += 1) {
      const layer = layers[toRight ? step : layers.length - 1 - step]!;
      settle(layer, heights, (slot) => (toRight ? slot.left : slot.right));
    }
  }
  return heights;
}

/** Isotonic regression: neighbours that would come too near become a block that moves as one. */
function settle(layer: readonly Slot[], heights: Map<Slot, number>, linksOf: (slot: Slot) => readonly Link[]): void {
  const blocks: { sum: number; weight: number; count: number }[] = [];
  let offset = 0;
  const offsets = layer.map((slot, index) => {
    offset += index === 0 ? 0 : apart(layer[index - 1]!, slot);
    return offset;
  });
  layer.forEach((slot, index) => {
    const links = linksOf(slot);
    // What has no wire on this side stays, but gives way.
    const weight = links.length === 0 ? 0.05 : links.reduce((most, link) => Math.max(most, link.weight), 0);
    const wanted = (links.length === 0 ? heights.get(slot)! : medianOf(links, heights)) - offsets[index]!;
    blocks.push({ sum: wanted * weight, weight, count: 1 });
    for (let last = blocks.at(-1)!, before = blocks.at(-2); before; last = blocks.at(-1)!, before = blocks.at(-2)) {
      if (before.sum / before.weight <= last.sum / last.weight) break;
      blocks.pop();
      before.sum += last.sum;
      before.weight += last.weight;
      before.count += last.count;
    }
  });
  let index = 0;
  for (const { sum, weight, count } of blocks)
    for (let member = 0; member < count; member += 1, index += 1)
      heights.set(layer[index]!, sum / weight + offsets[index]!);
}

/** The height that as much weight asks to be above as below. */
function medianOf(links: readonly Link[], heights: ReadonlyMap<Slot, number>): number {
  const asked = links
    .map(({ slot, drop, weight }) => ({ at: heights.get(slot)! + drop, weight }))
    .sort((a, b) => a.at - b.at);
  const half = asked.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const { at, weight } of asked) {
    sum += weight;
    if (sum >= half) return at;
  }
  return asked.at(-1)!.at;
}
