import type { ReactNode } from 'react';
import styles from './glyphs.module.css';
import {
  type ColumnType,
  type DiffKind,
  diffWords,
  type Partition,
  type PortType,
  partitionWords,
  type StateKind,
  stateWords,
} from './vocabulary';

const line = { fill: 'none', stroke: 'currentColor', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;
const ring = <circle cx="6" cy="6" r="4.75" {...line} strokeWidth="1.5" />;

const stateDrawings: Record<StateKind, ReactNode> = {
  unset: <circle cx="6" cy="6" r="4.75" {...line} strokeLinecap="butt" strokeWidth="1.5" strokeDasharray="2.2 1.53" />,
  ready: ring,
  queued: (
    <>
      {ring}
      <path d="M6 3.6V6l1.6 1.2" {...line} strokeWidth="1.3" />
    </>
  ),
  running: (
    <>
      <circle cx="6" cy="6" r="4.75" {...line} strokeOpacity=".28" strokeWidth="1.5" />
      <path d="M6 1.25A4.75 4.75 0 1 1 1.6 7.8" {...line} strokeWidth="1.8" />
    </>
  ),
  done: (
    <>
      <circle cx="6" cy="6" r="5.5" fill="currentColor" />
      <path d="M3.5 6.2 5.2 7.9 8.5 4.4" {...line} stroke="var(--raised)" strokeWidth="1.4" />
    </>
  ),
  reused: (
    <>
      <path d="M10.6 5A4.75 4.75 0 1 0 10.5 7.4" {...line} strokeWidth="1.5" />
      <path d="M11 2v3.2H7.8" {...line} strokeWidth="1.5" />
    </>
  ),
  failed: (
    <>
      <path d="M3.9.7h4.2l3.2 3.2v4.2l-3.2 3.2H3.9L.7 8.1V3.9z" fill="currentColor" />
      <path d="m4.3 4.3 3.4 3.4m0-3.4L4.3 7.7" {...line} stroke="var(--raised)" strokeWidth="1.4" />
    </>
  ),
  stale: (
    <>
      {ring}
      <path d="M6 2.6a3.4 3.4 0 0 0 0 6.8z" fill="currentColor" />
    </>
  ),
  skipped: (
    <>
      {ring}
      <path d="m2.8 9.2 6.4-6.4" {...line} strokeLinecap="butt" strokeWidth="1.5" />
    </>
  ),
};

/** The glyph of a state. Give `label` where no word stands beside it. */
export function StateGlyph({ kind, size = 12, label }: { kind: StateKind; size?: number; label?: string | boolean }) {
  const words = label === true ? stateWords[kind] : label || undefined;
  return (
    <svg
      className={styles.state}
      data-st={kind}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      role={words ? 'img' : undefined}
      aria-label={words}
      aria-hidden={words ? undefined : true}
    >
      {stateDrawings[kind]}
    </svg>
  );
}

/** Glyph and word of a state, always together. */
export function State({ kind, words, soft = false }: { kind: StateKind; words?: ReactNode; soft?: boolean }) {
  return (
    <span className={soft ? styles.softState : styles.stateLine} data-st={kind}>
      <StateGlyph kind={kind} />
      {words ?? stateWords[kind]}
    </span>
  );
}

/** A warning that is not a state: drift, a slow answer, a setting to look at. */
export function WarningGlyph({ size = 12 }: { size?: number }) {
  return (
    <svg className={styles.still} width={size} height={size} viewBox="0 0 12 12" aria-hidden>
      <path d="M6 1.2 11.2 10.6H.8z" {...line} strokeWidth="1.4" />
      <path d="M6 4.6v2.6M6 8.9v.05" {...line} strokeWidth="1.4" />
    </svg>
  );
}

const portDrawings: Record<PortType, string> = {
  table: 'M4 2.2 11.4 7 4 11.8z',
  model: 'M7 1.8 12.2 7 7 12.2 1.8 7z',
  report: 'M7 2.6a4.4 4.4 0 1 1 0 8.8 4.4 4.4 0 0 1 0-8.8z',
  endpoint: 'M7 2 11.4 4.5v5L7 12 2.6 9.5v-5z',
};

export interface PortGlyphProps {
  type: PortType;
  /** Hollow: may stay unconnected. */
  optional?: boolean;
  /** Dashed amber: required and not connected. */
  missing?: boolean;
  size?: number;
  /** On a card the glyph has a halo of canvas, so that it stands clear of the wire. */
  halo?: boolean;
}

/** ▶ table, ◆ model, ● report, ⬢ endpoint. */
export function PortGlyph({ type, optional, missing, size = 11, halo }: PortGlyphProps) {
  const d = portDrawings[type];
  return (
    <svg className={styles.port} data-port={type} width={size} height={size} viewBox="0 0 14 14" aria-hidden>
      {halo ? <path d={d} className={styles.halo} /> : null}
      {missing ? (
        <path d={d} className={styles.missing} />
      ) : optional ? (
        <path d={d} className={styles.hollow} />
      ) : (
        <path d={d} className={styles.solid} />
      )}
    </svg>
  );
}

const typeMarks: Record<ColumnType, string> = {
  bool: '0|1',
  int: '12',
  float: '1.0',
  text: 'Aa',
  date: 'd/m',
  timestamp: 'd:t',
  vector: '[ ]',
};

/** The type of a column, in three characters at most. */
export function TypeGlyph({ type, isKey }: { type: ColumnType; isKey?: boolean }) {
  return (
    <span className={styles.type} role="img" aria-label={isKey ? `${type}, key` : type}>
      {isKey ? 'id' : typeMarks[type]}
    </span>
  );
}

const diffDrawings: Record<DiffKind, ReactNode> = {
  added: <path d="M6 2v8M2 6h8" {...line} strokeWidth="1.8" />,
  removed: <path d="M2 6h8" {...line} strokeWidth="1.8" />,
  changed: <path d="M1.5 7.2C3 4 4.6 4 6 6s3 2 4.5-1.2" {...line} strokeWidth="1.7" />,
  rewired: <path d="M1.5 3.5h3c3 0 0 5 3 5h3M8.6 6.6l2 1.9-2 1.9" {...line} strokeWidth="1.5" />,
};

export function DiffGlyph({ kind, size = 12 }: { kind: DiffKind; size?: number }) {
  return (
    <svg className={styles.still} data-diff={kind} width={size} height={size} viewBox="0 0 12 12" aria-hidden>
      {diffDrawings[kind]}
    </svg>
  );
}

/** `solid` is the tag on the edge of a card, `soft` a badge in a panel, `line` a word in a row. */
export function DiffTag({
  kind,
  words,
  look = 'soft',
}: {
  kind: DiffKind;
  words?: ReactNode;
  look?: 'solid' | 'soft' | 'line';
}) {
  const shape = look === 'solid' ? styles.diffSolid : look === 'soft' ? styles.softState : styles.stateLine;
  return (
    <span className={shape} data-diff={kind}>
      <DiffGlyph kind={kind} size={look === 'solid' ? 10 : 12} />
      {words ?? diffWords[kind]}
    </span>
  );
}

/** Solid, dashed, dotted: the line of a partition. */
export function PartitionMark({ partition }: { partition: Partition }) {
  return (
    <i className={styles.partition} data-partition={partition} role="img" aria-label={partitionWords[partition]} />
  );
}

/** Learned from training rows only. */
export function ShieldGlyph({ size = 14 }: { size?: number }) {
  return (
    <svg
      className={styles.shield}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      role="img"
      aria-label="Learned from training rows only"
    >
      <path d="M7 1.2 12 3v3.6c0 3-2.1 5.2-5 6.3-2.9-1.1-5-3.3-5-6.3V3z" {...line} strokeWidth="1.25" />
      <path d="M4.6 7h4.8" stroke="var(--pt-train)" strokeWidth="2" />
    </svg>
  );
}

/** This node is published. */
export function PublishedGlyph({ size = 14 }: { size?: number }) {
  return (
    <svg className={styles.published} width={size} height={size} viewBox="0 0 14 14" role="img" aria-label="Published">
      <circle cx="7" cy="7" r="2.9" fill="currentColor" />
      <circle cx="7" cy="7" r="5.4" {...line} strokeWidth="1.2" strokeOpacity=".55" />
    </svg>
  );
}

/** Data behind this node has moved away from training. */
export function DriftGlyph({ size = 14 }: { size?: number }) {
  return (
    <svg className={styles.drift} width={size} height={size} viewBox="0 0 14 14" role="img" aria-label="Drifting">
      <path d="M1.2 11.4C3 11.4 3.2 4 5.2 4s2.2 7.4 4 7.4" {...line} strokeWidth="1.2" strokeOpacity=".5" />
      <path d="M4.8 11.4c1.8 0 2-8.8 4-8.8s2.2 8.8 4 8.8" {...line} strokeWidth="1.4" />
    </svg>
  );
}

/** The little sluice; its gate takes the colour of the state. */
export function GateGlyph({ kind, size = 14 }: { kind: StateKind; size?: number }) {
  return (
    <svg className={styles.still} data-st={kind} width={size} height={size} viewBox="0 0 14 14" aria-hidden>
      <path d="M3 1.5v11M11 1.5v11" stroke="var(--text-2)" strokeWidth="1.5" strokeLinecap="round" />
      <path d="M4.7 2h4.6v3.6H4.7z" fill="var(--c)" />
      <path d="M1 10.2h12" stroke="var(--c)" strokeWidth="1.5" />
    </svg>
  );
}

/** The mark of Sluice. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg className={styles.logo} width={size} height={size} viewBox="0 0 20 20" role="img" aria-label="Sluice">
      <path d="M4 2v16M16 2v16" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <rect x="6.5" y="2.5" width="7" height="6" rx="1" fill="currentColor" />
      <path d="M1 14.3h18" stroke="var(--accent)" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
