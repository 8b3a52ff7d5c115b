import { cardHeight } from '@/app/_ui/canvas/ports';
import { columnPitch } from '../free-spot';
import type { Slot } from './layers';

/** Wires that run back to the left take their way between two bands. */
export const bandGap = 64;
/** A screen is wider than high. */
const wantedAspect = 1.8;
const leastColumns = 3.5;

/** Where a long drawing begins a new band, as in text: the numbers of the first columns. */
export function foldAt(layers: readonly Slot[][], heights: ReadonlyMap<Slot, number>): number[] {
  const spans = layers.map((layer) => spanOf(layer, heights));
  const wires = layers.map((layer) => layer.reduce((count, slot) => count + slot.right.length, 0));
  let best = [0];
  let least = Number.POSITIVE_INFINITY;
  for (let bands = 1; bands === 1 || layers.length / bands >= leastColumns; bands += 1) {
    const starts = startsOf(layers.length, bands, wires);
    const widest = Math.max(...starts.map((start, band) => (starts[band + 1] ?? layers.length) - start));
    let height = 0;
    starts.forEach((start, band) => {
      height += rangeOf(spans.slice(start, starts[band + 1])) + cardHeight + bandGap;
    });
    const cut = starts.slice(1).reduce((sum, start) => sum + Math.max(0, wires[start - 1]! - 1), 0);
    const cost = Math.abs(Math.log((widest * columnPitch) / height / wantedAspect)) + 0.25 * cut + 0.1 * bands;
    if (cost < least) [best, least] = [starts, cost];
  }
  return best;
}

/** Bands of about one length, begun where few wires are cut. */
function startsOf(columns: number, bands: number, wires: readonly number[]): number[] {
  const starts = [0];
  for (let band = 1; band < bands; band += 1) {
    const wished = Math.round((band * columns) / bands);
    const near = [wished, wished - 1, wished + 1].filter((at) => at > starts.at(-1)! + 1 && at < columns);
    starts.push(near.reduce((found, at) => (wires[at - 1]! < wires[found - 1]! ? at : found), near[0] ?? wished));
  }
  return starts;
}

type Span = readonly [top: number, bottom: number];

function spanOf(layer: readonly Slot[], heights: ReadonlyMap<Slot, number>): Span {
  const found = layer.filter(({ node }) => node !== undefined).map((slot) => heights.get(slot)!);
  return [Math.min(...found), Math.max(...found)];
}

const rangeOf = (spans: readonly Span[]): number =>
  Math.max(...spans.map(([, bottom]) => bottom)) - Math.min(...spans.map(([top]) => top));
