/** How a wire runs: level at its ports, turning only in gutters, with round corners. Coordinates are those of the canvas. */

export interface Point {
  x: number;
  y: number;
}

/** `above`: over a straight wire. `beside`: right of its fall. `on`: a tag in the line of a long return. */
export interface WireLabelPlace {
  x: number;
  y: number;
  place: 'above' | 'beside' | 'on';
}

export interface WireRoute {
  d: string;
  label: WireLabelPlace;
}

const margin = 16;

/** Corners rounded by `radius`, less where a leg is too short for it. */
export function roundedPath(points: readonly Point[], radius = 10): string {
  const first = points[0];
  if (!first) return '';
  let d = `M${first.x} ${first.y}`;
  for (let index = 1; index < points.length - 1; index += 1) {
    const before = points[index - 1];
    const corner = points[index];
    const after = points[index + 1];
    if (!before || !corner || !after) break;
    const into = Math.hypot(corner.x - before.x, corner.y - before.y);
    const out = Math.hypot(after.x - corner.x, after.y - corner.y);
    const r = Math.min(radius, into / 2, out / 2);
    if (r < 0.5) {
      d += `L${corner.x} ${corner.y}`;
      continue;
    }
    const from = { x: corner.x - ((corner.x - before.x) / into) * r, y: corner.y - ((corner.y - before.y) / into) * r };
    const to = { x: corner.x + ((after.x - corner.x) / out) * r, y: corner.y + ((after.y - corner.y) / out) * r };
    d += `L${from.x} ${from.y}Q${corner.x} ${corner.y} ${to.x} ${to.y}`;
  }
  const last = points.at(-1);
  return last ? `${d}L${last.x} ${last.y}` : d;
}

/** Where a wire turns: `gutter` is where a forward wire falls, `lane` the height of one that runs back or round cards. */
export interface WireTurns {
  gutter?: number;
  lane?: number;
}

/** The corners of a wire from an output (right edge of a card) to an input (left edge), both ends included. */
export function wirePoints(source: Point, target: Point, chosen: WireTurns = {}): Point[] {
  const forward = target.x - source.x;
  if (forward >= 2 * margin && chosen.lane === undefined) {
    if (Math.abs(target.y - source.y) < 1) return [source, target];
    const x = chosen.gutter ?? Math.min(source.x + forward / 2, target.x - margin);
    return [source, { x, y: source.y }, { x, y: target.y }, target];
  }
  const aside = forward >= 4 * margin ? 1.5 * margin : margin;
  const out = source.x + aside;
  const back = target.x - aside;
  const apart = target.y - source.y;
  const lane =
    chosen.lane ?? (Math.abs(apart) >= 112 ? target.y - Math.sign(apart) * 60 : Math.max(source.y, target.y) + 60);
  return [source, { x: out, y: source.y }, { x: out, y: lane }, { x: back, y: lane }, { x: back, y: target.y }, target];
}

/** How a wire is drawn, and where its label stands. Turns are chosen when left out. */
export function routeWire(source: Point, target: Point, chosen: WireTurns = {}): WireRoute {
  const points = wirePoints(source, target, chosen);
  const [, turn, corner] = points;
  if (!turn || !corner) {
    return {
      d: `M${source.x} ${source.y}L${target.x} ${target.y}`,
      label: { x: (source.x + target.x) / 2, y: source.y - 7, place: 'above' },
    };
  }
  const label: WireLabelPlace =
    points.length === 4
      ? { x: turn.x + 8, y: (source.y + target.y) / 2 + 4, place: 'beside' }
      : { x: (turn.x + (points[3]?.x ?? turn.x)) / 2, y: corner.y, place: 'on' };
  return { d: roundedPath(points), label };
}

/** 1.5 to 3 px by the logarithm of the rows, in quarters. */
export function wireWidth(rows: number | undefined): number {
  if (rows === undefined || rows <= 0) return 1.5;
  const share = Math.min(1, Math.max(0, (Math.log10(rows) - 2) / 3.3));
  return Math.round((1.5 + share * 1.5) * 4) / 4;
}
