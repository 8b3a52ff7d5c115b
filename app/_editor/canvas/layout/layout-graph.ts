import { cardHeight } from '@/app/_ui/canvas/ports';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { columnPitch } from '../free-spot';
import { bandGap, foldAt } from './fold';
import { componentsOf, type FlatGraph, neighboursOf } from './layered-graph';
import { layersOf, type Slot } from './layers';
import { orderLayers } from './order-layers';
import { placeLayers } from './place-layers';
import { rankNodes } from './rank-nodes';

export interface LayoutRequest extends FlatGraph {
  /** Where each node stands now. */
  readonly places: readonly Position[];
  /** Rows stay in the order in which a person put them. */
  readonly keepsRows: boolean;
}

/** A part of the drawing that stands on its own, from its upper left corner on. */
interface Block {
  readonly width: number;
  readonly height: number;
  readonly cards: readonly (readonly [node: number, x: number, y: number])[];
}

const blockGap = 64;

/**
 * Columns from left to right as wires run, few crossings, a straight trunk; long drawings are folded into bands, and
 * parts without a wire between them stand below each other. Gives the upper left corner of every card, from 0, 0 on.
 */
export function layoutGraph(request: LayoutRequest): Position[] {
  const { places, keepsRows, size } = request;
  const neighbours = neighboursOf(request);
  const rank = rankNodes(request, neighbours);
  const byHeight = (a: number, b: number) => places[a]!.y - places[b]!.y || places[a]!.x - places[b]!.x;
  const blocks = componentsOf(request, neighbours).map((nodes) => {
    const layers = layersOf(nodes.sort(byHeight), rank, neighbours);
    if (keepsRows) keepRows(layers, places);
    else orderLayers(layers);
    return blockOf(layers, placeLayers(layers));
  });
  const found: Position[] = new Array(size);
  for (const [block, left, top] of shelve(blocks))
    for (const [node, x, y] of block.cards) found[node] = { x: left + x, y: top + y };
  return found;
}

/** Wires that pass by take the height between their ends. */
function keepRows(layers: readonly Slot[][], places: readonly Position[]): void {
  const heightOf = (slot: Slot): number => {
    let end = slot;
    while (end.node === undefined) end = end.left[0]!.slot;
    return places[end.node]!.y;
  };
  for (const layer of layers) layer.sort((a, b) => heightOf(a) - heightOf(b));
}

function blockOf(layers: readonly Slot[][], heights: ReadonlyMap<Slot, number>): Block {
  const starts = foldAt(layers, heights);
  const cards: (readonly [number, number, number])[] = [];
  let [width, top] = [0, 0];
  starts.forEach((start, band) => {
    const columns = layers.slice(start, starts[band + 1]);
    const drawn = columns.flatMap((layer, column) =>
      layer.flatMap((slot) => (slot.node === undefined ? [] : [{ node: slot.node, column, y: heights.get(slot)! }])),
    );
    const highest = Math.min(...drawn.map(({ y }) => y));
    for (const { node, column, y } of drawn) cards.push([node, column * columnPitch, top + y - highest]);
    width = Math.max(width, columns.length * columnPitch);
    top += Math.max(...drawn.map(({ y }) => y)) - highest + cardHeight + bandGap;
  });
  return { width, height: top - bandGap, cards };
}

/** Blocks beside each other as long as there is room, then on a new shelf. */
function shelve(blocks: readonly Block[]): [Block, left: number, top: number][] {
  const area = blocks.reduce((sum, { width, height }) => sum + width * (height + blockGap), 0);
  const room = Math.max(Math.sqrt(area * 1.8), ...blocks.map(({ width }) => width));
  let [left, top, tallest] = [0, 0, 0];
  return blocks.map((block) => {
    if (left > 0 && left + block.width > room) [left, top, tallest] = [0, top + tallest + blockGap, 0];
    const place: [Block, number, number] = [block, left, top];
    left += block.width;
    tallest = Math.max(tallest, block.height);
    return place;
  });
}
