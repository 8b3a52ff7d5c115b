import { type CSSProperties, memo, type ReactNode } from 'react';
import { classNames } from '../class-names';
import { GateGlyph, PartitionMark } from '../glyphs';
import { type DiffKind, type Partition, type PortType, partitions, type StateKind } from '../vocabulary';
import styles from './wire.module.css';
import type { WireLabelPlace } from './wire-route';
import type { ZoomLevel } from './zoom';

/** Rows of each partition, or shares: only their relation counts. */
export type PartitionShares = Partial<Record<Partition, number>>;

export interface WirePathProps {
  /** From `routeWire(...).d`. */
  d: string;
  type: PortType;
  /** From `wireWidth(rows)`. */
  width?: number;
  partitions?: PartitionShares;
  /** `pending`: no result yet; `failed`: rows did not arrive. */
  state?: 'rest' | 'pending' | 'failed';
  selected?: boolean;
  /** Part of a path that is pointed at. */
  hot?: boolean;
  diff?: DiffKind;
  level?: ZoomLevel;
  /** Drawn with the wire when its place is `above` or `beside`; for `on` use `WireTag` in a layer of HTML. */
  label?: { text: string; at: WireLabelPlace; old?: boolean };
}

const period = 40;
const gap = 2;

/** A length that keeps its size on screen while the canvas is zoomed out. */
function held(pixels: number, level: ZoomLevel): string {
  return level === 'full' ? `${pixels}px` : `calc(${pixels}px / var(--zoom, 1))`;
}

interface Dash {
  partition: Partition;
  array?: readonly number[];
  offset?: number;
}

/** The dash lengths are the shares: a person can read 70 / 15 / 15 off the wire. */
export function partitionDashes(shares: PartitionShares): Dash[] {
  const present = partitions.filter((partition) => (shares[partition] ?? 0) > 0);
  const only = present[0];
  if (!only) return [];
  if (present.length === 1) {
    return [{ partition: only, array: only === 'train' ? undefined : only === 'validation' ? [4, 2] : [2.5, 2.5] }];
  }
  const total = present.reduce((sum, partition) => sum + (shares[partition] ?? 0), 0);
  let start = 0;
  return present.map((partition) => {
    const length = ((shares[partition] ?? 0) / total) * period;
    const dash = Math.max(1, length - gap);
    const drawn = { partition, array: [dash, period - dash], offset: -start };
    start += length;
    return drawn;
  });
}

/** One wire, for inside an <svg>. From below: halo of canvas, bed or line, partition line, label. */
export const WirePath = memo(function WirePath({
  d,
  type,
  width = 2.25,
  partitions: shares,
  state = 'rest',
  selected,
  hot,
  diff,
  level = 'full',
  label,
}: WirePathProps) {
  if (level === 'map') {
    return (
      <path
        className={styles.wire}
        d={d}
        style={{ stroke: selected ? 'var(--accent)' : 'var(--wire)', strokeWidth: held(1.5, level) }}
      />
    );
  }
  const dashes = shares && state === 'rest' && !diff ? partitionDashes(shares) : [];
  const size = (pixels: number): CSSProperties => ({ strokeWidth: held(pixels, level) });
  const dashed = (array: readonly number[] | undefined, offset = 0): CSSProperties =>
    array
      ? {
          strokeDasharray: array.map((part) => held(part, level)).join(' '),
          strokeDashoffset: held(offset, level),
        }
      : {};
  const lineDash = state === 'failed' ? [4, 3] : state === 'pending' ? [3, 4] : diff === 'removed' ? [4, 3] : undefined;

  return (
    <g
      data-port={type}
      data-diff={diff}
      className={classNames(styles.group, hot && styles.pointed, selected && styles.selected)}
    >
      {/* Far away crossings are too close to each other to be parted, and each stroke costs. */}
      {level === 'full' || selected ? (
        <path className={classNames(styles.wire, styles.halo)} d={d} style={size(8)} />
      ) : null}
      {dashes.length > 0 ? (
        <>
          <path className={classNames(styles.wire, styles.bed)} d={d} style={size(6)} />
          {dashes.map((dash) => (
            <path
              key={dash.partition}
              className={styles.wire}
              data-partition={dash.partition}
              d={d}
              style={{ ...size(2), ...dashed(dash.array, dash.offset) }}
            />
          ))}
        </>
      ) : (
        <path
          className={classNames(
            styles.wire,
            styles.line,
            type === 'table' && styles.table,
            hot && styles.hot,
            state === 'failed' && styles.failed,
            diff && styles.compared,
          )}
          d={d}
          style={{ ...size(level === 'compact' ? 2 : width), ...dashed(lineDash) }}
        />
      )}
      {label && level === 'full' && label.at.place !== 'on' ? (
        <text
          className={classNames(styles.label, label.old && styles.old)}
          x={label.at.x}
          y={label.at.y}
          textAnchor={label.at.place === 'above' ? 'middle' : 'start'}
        >
          {label.text}
        </text>
      ) : null}
    </g>
  );
});

export interface WireTagProps {
  /** Centre of the tag on the canvas; leave out to place it yourself. */
  at?: { x: number; y: number };
  /** Rows × columns. */
  text?: string;
  /** With a word each: { partition: 'train', text: '70 %' }. */
  parts?: readonly { partition: Partition; text: string }[];
  children?: ReactNode;
}

/** The label in the line of a long wire: HTML, for the label layer of the canvas. */
export function WireTag({ at, text, parts, children }: WireTagProps) {
  return (
    <div
      className={styles.tag}
      style={at ? { left: at.x, top: at.y, position: 'absolute' } : undefined}
      data-placed={at ? true : undefined}
    >
      {text ? <span>{text}</span> : null}
      {parts?.map((part) => (
        <span key={part.partition}>
          <PartitionMark partition={part.partition} />
          {part.text}
        </span>
      ))}
      {children}
    </div>
  );
}

export interface GatePillProps {
  at?: { x: number; y: number };
  /** Colour of the little gate. */
  state: StateKind;
  /** Condition and measured value: "AUC 0.846 ≥ 0.820". */
  condition: string;
  /** Further conditions, muted. */
  further?: string;
  /** What holds it: "closed until Evaluate". */
  note?: string;
  selected?: boolean;
}

/** A gate on a wire. */
export function GatePill({ at, state, condition, further, note, selected }: GatePillProps) {
  return (
    <div
      className={classNames(styles.tag, styles.gate)}
      style={at ? { left: at.x, top: at.y, position: 'absolute' } : undefined}
      data-placed={at ? true : undefined}
      data-st={state}
      data-selected={selected || undefined}
    >
      <GateGlyph kind={state} />
      <span>{condition}</span>
      {further ? <span className={styles.further}>{further}</span> : null}
      {note ? <span className={styles.note}>{note}</span> : null}
    </div>
  );
}
