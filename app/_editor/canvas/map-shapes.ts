import { cardHeight, cardWidth, type MapLook, mapSizes, wirePoints } from '@/app/_ui/canvas';
import type { Category, StateKind } from '@/app/_ui/vocabulary';
import { type GraphDoc, type Position, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { indexOf } from './canvas-index';
import { selectedBy } from './drawn-ids';
import { collapsedPlaces, unfolded } from './groups/fold';
import { definitionOf } from './ports';
import { endsOf } from './wire-course';

/** A drawing from afar: one path for each colour, in canvas coordinates, so that a frame is a few strokes and fills. */
export interface MapShapes {
  readonly blocks: ReadonlyMap<Category | 'bypassed', Path2D>;
  readonly edges: ReadonlyMap<StateKind, Path2D>;
  readonly rings: Path2D;
  readonly wires: Path2D;
  readonly failedWires: Path2D;
  readonly litWires: Path2D;
}

export interface MapSources {
  readonly doc: GraphDoc;
  readonly stateOf: (id: string) => StateKind;
  readonly selection: ReadonlySet<string>;
  /** By wire id: selected, or carrying a traced column. */
  readonly lit: ReadonlySet<string>;
}

export function mapShapes({ doc, stateOf, selection, lit }: MapSources): MapShapes {
  const blocks = new Map<Category | 'bypassed', Path2D>();
  const edges = new Map<StateKind, Path2D>();
  const [rings, wires, failedWires, litWires] = [new Path2D(), new Path2D(), new Path2D(), new Path2D()];
  const { radius, edge, edgeGap, selection: ring } = mapSizes;
  for (const id of indexOf(doc).ids) {
    const { x, y } = doc.layout[id] ?? { x: 0, y: 0 };
    const node = doc.nodes[id];
    const category = node?.bypassed ? 'bypassed' : (definitionOf(node)?.category ?? 'shape');
    pathOf(blocks, category).roundRect(x, y, cardWidth, cardHeight - edge - edgeGap, [radius, radius, 0, 0]);
    pathOf(edges, stateOf(id)).roundRect(x, y + cardHeight - edge, cardWidth, edge, [0, 0, radius, radius]);
    if (selection.has(id))
      rings.roundRect(x - ring, y - ring, cardWidth + 2 * ring, cardHeight + 2 * ring, radius + ring);
  }
  for (const [id, { x, y }] of Object.entries(collapsedPlaces(doc))) {
    pathOf(blocks, 'bypassed').roundRect(x, y, cardWidth, cardHeight, radius);
    if (selectedBy(doc, id).some((node) => selection.has(node)))
      rings.roundRect(x - ring, y - ring, cardWidth + 2 * ring, cardHeight + 2 * ring, radius + ring);
  }
  for (const wire of unfolded(doc).wires) {
    const ends = endsOf(doc, wire);
    if (!ends) continue;
    const path = lit.has(wireId(wire)) ? litWires : stateOf(wire.from.node) === 'failed' ? failedWires : wires;
    draw(path, wirePoints(...ends));
  }
  return { blocks, edges, rings, wires, failedWires, litWires };
}

function pathOf<K>(paths: Map<K, Path2D>, key: K): Path2D {
  const known = paths.get(key);
  if (known) return known;
  const path = new Path2D();
  paths.set(key, path);
  return path;
}

function draw(path: Path2D, [first, ...rest]: readonly Position[]): void {
  if (!first) return;
  path.moveTo(first.x, first.y);
  for (const { x, y } of rest) path.lineTo(x, y);
}

/** Paints the shapes; the context's transform takes canvas coordinates to its pixels. `zoom` is that of the screen. */
export function paintMap(context: CanvasRenderingContext2D, shapes: MapShapes, look: MapLook, zoom: number): void {
  context.lineWidth = mapSizes.wireOnScreen / zoom;
  const stroke = (path: Path2D, color: string) => {
    context.strokeStyle = color;
    context.stroke(path);
  };
  const fill = (path: Path2D, color: string) => {
    context.fillStyle = color;
    context.fill(path);
  };
  stroke(shapes.wires, look.wire);
  stroke(shapes.failedWires, look.failedWire);
  stroke(shapes.litWires, look.selected);
  fill(shapes.rings, look.selected);
  for (const [category, path] of shapes.blocks)
    fill(path, category === 'bypassed' ? look.bypassed : look.block[category]);
  for (const [state, path] of shapes.edges) fill(path, look.edge[state]);
}
