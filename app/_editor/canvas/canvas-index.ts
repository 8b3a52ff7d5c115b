import { cardHeight, cardWidth, wireReach } from '@/app/_ui/canvas';
import { type GraphDoc, type Position, type Wire, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { type Drawable, unfolded } from './groups/fold';

/** In canvas coordinates. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface IndexedWire {
  readonly id: string;
  readonly wire: Wire;
}

/** Where everything of a drawing stands: answers what is inside of a box and what is at a point. */
export interface CanvasIndex {
  /** In the order of the Tab key: left to right, then top to bottom. */
  readonly ids: readonly string[];
  readonly wires: readonly IndexedWire[];
  /** Undefined when nothing is drawn. */
  readonly bounds: Box | undefined;
  /** Cards that a box touches, in the order of the Tab key. */
  cardsIn(box: Box): string[];
  /** Wires whose course may touch a box. */
  wiresIn(box: Box): IndexedWire[];
  /** The card at a point; where two lie on each other, the one drawn last. */
  cardAt(point: Position): string | undefined;
  placeOf(id: string): number | undefined;
}

/** A wire leaves its cards sideways by as much as it takes to turn. */
const reach = 64;
const nowhere: Position = { x: 0, y: 0 };

/**
 * Boxes in flat arrays, scanned from end to end: 10,000 of them take some 20 µs, which is less than a tree costs to
 * keep, and nothing has to be kept while people edit.
 */
export function canvasIndex({ nodes, layout, wires }: Pick<GraphDoc, 'nodes' | 'layout' | 'wires'>): CanvasIndex {
  const at = (id: string) => layout[id] ?? nowhere;
  // Each place is looked up once: sorting by ids would look up thousands.
  const placed = Object.keys(nodes).map((id) => ({ id, at: at(id) }));
  placed.sort((a, b) => a.at.x - b.at.x || a.at.y - b.at.y);
  const ids = placed.map(({ id }) => id);
  const order = new Map(ids.map((id, index) => [id, index]));
  const xs = Float64Array.from(placed, (card) => card.at.x);
  const ys = Float64Array.from(placed, (card) => card.at.y);

  const drawn = wires.flatMap((wire): IndexedWire[] =>
    nodes[wire.from.node] && nodes[wire.to.node] ? [{ id: wireId(wire), wire }] : [],
  );
  const spans = new Float64Array(drawn.length * 4);
  drawn.forEach(({ wire }, index) => {
    const from = at(wire.from.node);
    const to = at(wire.to.node);
    const start = from.x + cardWidth;
    spans[index * 4] = Math.min(start, to.x) - reach;
    spans[index * 4 + 1] = Math.min(from.y, to.y) - wireReach;
    spans[index * 4 + 2] = Math.max(start, to.x) + reach;
    spans[index * 4 + 3] = Math.max(from.y, to.y) + cardHeight + wireReach;
  });

  return {
    ids,
    wires: drawn,
    bounds: boundsOf(xs, ys),
    placeOf: (id) => order.get(id),
    cardsIn({ left, top, right, bottom }) {
      const found: string[] = [];
      for (let index = 0; index < ids.length; index += 1) {
        const x = xs[index]!;
        const y = ys[index]!;
        if (x < right && x + cardWidth > left && y < bottom && y + cardHeight > top) found.push(ids[index]!);
      }
      return found;
    },
    wiresIn({ left, top, right, bottom }) {
      return drawn.filter((_, index) => {
        const span = index * 4;
        return spans[span]! < right && spans[span + 2]! > left && spans[span + 1]! < bottom && spans[span + 3]! > top;
      });
    },
    cardAt({ x, y }) {
      for (let index = ids.length - 1; index >= 0; index -= 1) {
        const dx = x - xs[index]!;
        const dy = y - ys[index]!;
        if (dx >= 0 && dx <= cardWidth && dy >= 0 && dy <= cardHeight) return ids[index];
      }
      return undefined;
    },
  };
}

function boundsOf(xs: Float64Array, ys: Float64Array): Box | undefined {
  if (xs.length === 0) return undefined;
  const box = {
    left: Number.POSITIVE_INFINITY,
    top: Number.POSITIVE_INFINITY,
    right: Number.NEGATIVE_INFINITY,
    bottom: Number.NEGATIVE_INFINITY,
  };
  for (let index = 0; index < xs.length; index += 1) {
    box.left = Math.min(box.left, xs[index]!);
    box.top = Math.min(box.top, ys[index]!);
    box.right = Math.max(box.right, xs[index]! + cardWidth);
    box.bottom = Math.max(box.bottom, ys[index]! + cardHeight);
  }
  return box;
}

const indexes = new WeakMap<
  GraphDoc['layout'],
  { nodes: GraphDoc['nodes']; wires: GraphDoc['wires']; index: CanvasIndex }
>();

/** The index of a document, without what collapsed groups hide; edits of settings keep it. */
export function indexOf(doc: Drawable): CanvasIndex {
  const { nodes, layout, wires } = unfolded(doc);
  const known = indexes.get(layout);
  if (known && known.wires === wires && (known.nodes === nodes || sameKeys(known.nodes, nodes))) {
    known.nodes = nodes;
    return known.index;
  }
  const index = canvasIndex({ nodes, layout, wires });
  indexes.set(layout, { nodes, wires, index });
  return index;
}

function sameKeys(a: object, b: object): boolean {
  const keys = Object.keys(b);
  return keys.length === Object.keys(a).length && keys.every((key) => key in a);
}
