import { applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import {
  type GraphDoc,
  type Position,
  sameEnd,
  type Wire,
  type WireEnd,
  wireId,
} from '@/nodes/kernel/graph-doc/graph-doc';
import type { NodeAnalysis } from '@/server/compiler/analysis';
import { columnPitch, freeSpot } from '../canvas/free-spot';
import { insertOnWire, placeAtWire } from '../canvas/place-node';

const perRow = 4;
/** Between two rows there is room for the wires that come back, with their words. */
const rowPitch = 192;

/** Edits of several nodes that build on each other, to be dispatched as one. */
export class Building {
  readonly edits: Edit[] = [];
  readonly added: string[] = [];

  constructor(public doc: GraphDoc) {}

  apply(...edits: Edit[]): void {
    this.edits.push(...edits);
    this.doc = applyEdits(this.doc, edits);
  }

  /** A new node behind an output; four stand in a row. */
  behind(from: WireEnd, type: string, config: Record<string, unknown> = {}): string {
    const at = this.placeAfter(from.node);
    return this.take(placeAtWire(this.doc, { type, at, config }, { ...from, side: 'out' }));
  }

  /** A new node that all readers of an output read from then on. */
  between(from: WireEnd, type: string, config: Record<string, unknown> = {}): string {
    const wires = this.doc.wires.filter((wire) => sameEnd(wire.from, from));
    const inserted =
      wires[0] && insertOnWire(this.doc, { type, at: this.placeAfter(from.node), config }, wireId(wires[0]));
    if (!inserted) return this.behind(from, type, config);
    const id = this.take(inserted);
    const output = this.doc.wires.find((wire) => wire.from.node === id)?.from;
    if (output) for (const wire of wires.slice(1)) this.connect({ from: output, to: wire.to });
    return id;
  }

  connect(wire: Wire): void {
    this.apply({ kind: 'connect', wire });
  }

  private take({ id, edits }: { id: string; edits: Edit[] }): string {
    this.apply(...edits);
    this.added.push(id);
    return id;
  }

  private placeAfter(node: string): Position {
    const at = this.doc.layout[node] ?? { x: 0, y: 0 };
    const left = Math.min(...Object.values(this.doc.layout).map(({ x }) => x));
    const isRowFull = at.x - left >= (perRow - 1) * columnPitch;
    return freeSpot(this.doc.layout, isRowFull ? { x: left, y: at.y + rowPitch } : { x: at.x + columnPitch, y: at.y });
  }
}

/** The end of the way that a table takes from an output, as long as its rows are (not yet) labelled by a split. */
export function tableEnd(
  doc: GraphDoc,
  nodes: Readonly<Record<string, NodeAnalysis>>,
  start: WireEnd,
  partitioned: boolean,
): WireEnd {
  let end = start;
  for (let more: WireEnd | undefined = start; more !== undefined; ) {
    end = more;
    more = doc.wires
      .filter((wire) => sameEnd(wire.from, end))
      .flatMap(({ to }) => {
        const outputs = nodes[to.node]?.outputs ?? {};
        const port = Object.keys(outputs).find(
          (name) =>
            outputs[name]!.schema !== undefined && (outputs[name]!.schema!.partitioned === true) === partitioned,
        );
        return port === undefined ? [] : [{ node: to.node, port }];
      })[0];
  }
  return end;
}
