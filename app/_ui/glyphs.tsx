import type { ReactNode } from 'react';
import { diffDrawings, line, markDrawings, portDrawings, stateDrawings } from './glyph-drawings';
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

function Mark({ of, size, label }: { of: keyof typeof markDrawings; size: number; label: string }) {
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 14 14" role="img" aria-label={label}>
      {markDrawings[of]}
    </svg>
  );
}

/** Learned from training rows only. */
export function ShieldGlyph({ size = 14 }: { size?: number }) {
  return <Mark of="leakProof" size={size} label="Learned from training rows only" />;
}

/** This node is published. */
export function PublishedGlyph({ size = 14 }: { size?: number }) {
  return <Mark of="published" size={size} label="Published" />;
}

/** Data behind this node has moved away from training. */
export function DriftGlyph({ size = 14 }: { size?: number }) {
  return <Mark of="drifting" size={size} label="Drifting" />;
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
