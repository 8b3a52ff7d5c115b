import { cardHeight, cardWidth, routeWire } from '@/app/_ui/canvas';
import type { Category } from '@/app/_ui/vocabulary';
import { catalogue } from '@/nodes/catalogue.gen';
import type { Sketch } from '@/server/db/pipeline-list';
import styles from './pipeline-sketch.module.css';

const categoryOf = (type: string): Category => catalogue[type]?.category ?? 'shape';

/** The place of each value among the different ones: 0, 1, 2 … */
function ranks(values: readonly number[]): Map<number, number> {
  const rounded = [...new Set(values.map((value) => Math.round(value / 48)))].sort((a, b) => a - b);
  return new Map(rounded.map((value, rank) => [value, rank]));
}

/** A drawing in 36 × 26: only which kinds of nodes stand where. */
export function TinySketch({ sketch: { nodes } }: { sketch: Sketch }) {
  const columns = ranks(nodes.map((node) => node.x));
  const lines = ranks(nodes.map((node) => node.y));
  // However many there are, they fit: a row of four has the size of the drawing's own cards.
  const pitchX = Math.min(9, 36 / Math.max(1, columns.size));
  const pitchY = Math.min(8, 26 / Math.max(1, lines.size));
  const [width, height] = [pitchX * 0.78, pitchY * 0.62];
  const left = (36 - (columns.size - 1) * pitchX - width) / 2;
  const top = (26 - (lines.size - 1) * pitchY - height) / 2;
  return (
    <svg className={styles.tiny} width="36" height="26" viewBox="0 0 36 26" aria-hidden>
      {nodes.length === 0 ? (
        <rect x="10" y="9" width="16" height="8" rx="1.5" className={styles.sketchEmpty} />
      ) : (
        nodes.map((node) => (
          <rect
            key={node.id}
            data-cat={categoryOf(node.type)}
            className={styles.sketchNode}
            x={left + (columns.get(Math.round(node.x / 48)) ?? 0) * pitchX}
            y={top + (lines.get(Math.round(node.y / 48)) ?? 0) * pitchY}
            width={width}
            height={height}
            rx="1.2"
          />
        ))
      )}
    </svg>
  );
}

/** A drawing as a picture: cards with their stripes, and the wires between them. */
export function LargeSketch({ sketch: { nodes, wires } }: { sketch: Sketch }) {
  const at = new Map(nodes.map((node) => [node.id, node]));
  const xs = nodes.map((node) => node.x);
  const ys = nodes.map((node) => node.y);
  const pad = 56;
  const [left, top] = [Math.min(...xs) - pad, Math.min(...ys) - pad];
  const width = Math.max(...xs) + cardWidth + pad - left;
  const height = Math.max(...ys) + cardHeight + pad - top;
  return (
    <svg className={styles.sketch} viewBox={`${left} ${top} ${width} ${height}`} aria-hidden>
      {wires.map(([from, to]) => {
        const [a, b] = [at.get(from), at.get(to)];
        if (!a || !b) return null;
        const { d } = routeWire({ x: a.x + cardWidth, y: a.y + cardHeight / 2 }, { x: b.x, y: b.y + cardHeight / 2 });
        return <path key={`${from} ${to}`} d={d} className={styles.sketchWire} />;
      })}
      {nodes.map((node) => (
        <g key={node.id} transform={`translate(${node.x} ${node.y})`} data-cat={categoryOf(node.type)}>
          <rect width={cardWidth} height={cardHeight} rx="12" className={styles.sketchCard} />
          <rect x="6" y="8" width="10" height={cardHeight - 16} rx="3" className={styles.sketchStripe} />
          <rect x="36" y="24" width="112" height="9" rx="3" className={styles.sketchLine} />
          <rect x="36" y="44" width="74" height="7" rx="3" className={styles.sketchFaint} />
        </g>
      ))}
    </svg>
  );
}
