import { portDrawings } from '../glyph-drawings';
import styles from './node-card.module.css';
import { type CardPort, cardHeight, cardWidth, portOffset } from './ports';

/** All ports of a card in one drawing. Words, tooltips and handles belong to the canvas. */
export function CardPorts({ inputs, outputs }: { inputs: readonly CardPort[]; outputs: readonly CardPort[] }) {
  if (inputs.length + outputs.length === 0) return null;
  return (
    <svg className={styles.ports} width={cardWidth} height={cardHeight} aria-hidden>
      {drawn(inputs, 0)}
      {drawn(outputs, cardWidth)}
    </svg>
  );
}

const drawn = (ports: readonly CardPort[], x: number) =>
  ports.map((port, index) => (
    <path
      key={port.id}
      d={portDrawings[port.type]}
      data-port={port.type}
      data-look={port.missing ? 'missing' : port.optional ? 'optional' : undefined}
      transform={`translate(${x - 7} ${portOffset(index, ports.length) - 7})`}
    />
  ));
