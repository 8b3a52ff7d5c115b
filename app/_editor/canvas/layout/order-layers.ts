import type { Link, Slot } from './layers';

/** More would hardly help, and fewer show. */
const sweeps = 8;

/** Brings each column into an order in which few wires cross: by the middle of what they lead to, to and fro. */
export function orderLayers(layers: Slot[][]): void {
  const place = new Map<Slot, number>();
  const number = (layer: readonly Slot[]) => {
    for (const [index, slot] of layer.entries()) place.set(slot, index);
  };
  for (const layer of layers) number(layer);
  let best = layers.map((layer) => [...layer]);
  let least = crossings(layers, place);
  for (let sweep = 0; sweep < sweeps && least > 0; sweep += 1) {
    const toRight = sweep % 2 === 0;
    for (let step = 1; step < layers.length; step += 1) {
      const layer = layers[toRight ? step : layers.length - 1 - step]!;
      const middle = new Map(
        layer.map((slot) => [slot, middleOf(toRight ? slot.left : slot.right, place) ?? place.get(slot)!]),
      );
      layer.sort((a, b) => middle.get(a)! - middle.get(b)! || place.get(a)! - place.get(b)!);
      number(layer);
    }
    const found = crossings(layers, place);
    if (found >= least) continue;
    least = found;
    best = layers.map((layer) => [...layer]);
  }
  layers.splice(0, layers.length, ...best);
}

function middleOf(links: readonly Link[], place: ReadonlyMap<Slot, number>): number | undefined {
  if (links.length === 0) return undefined;
  // A port further down leads to what stands further down.
  return links.reduce((sum, { slot, drop }) => sum + place.get(slot)! + drop / 1000, 0) / links.length;
}

/** How many pairs of wires cross between neighbouring columns; counted by a Fenwick tree over the right column. */
function crossings(layers: readonly Slot[][], place: ReadonlyMap<Slot, number>): number {
  let count = 0;
  for (const [index, layer] of layers.entries()) {
    const width = layers[index + 1]?.length ?? 0;
    const tree = new Int32Array(width + 1);
    let seen = 0;
    for (const slot of layer) {
      const ends = slot.right.map((link) => place.get(link.slot)!);
      for (const end of ends) {
        let before = 0;
        for (let at = end + 1; at > 0; at -= at & -at) before += tree[at]!;
        count += seen - before;
      }
      for (const end of ends) {
        for (let at = end + 1; at <= width; at += at & -at) tree[at]! += 1;
        seen += 1;
      }
    }
  }
  return count;
}
