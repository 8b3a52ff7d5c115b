'use client';

import { type CSSProperties, useState } from 'react';
import { formatFigure } from './figures';
import styles from './parallel-coordinates.module.css';

export interface CoordinateAxis {
  key: string;
  label: string;
  /** One per line, in their order; texts become places of their own, null is left out. */
  values: readonly (number | string | null)[];
  /** Places numbers by their logarithm. */
  isLog?: boolean;
}

export interface CoordinateLine {
  key: string;
  label: string;
  /** Colours the line from faint (0) to strong (1): how good it is. Without it lines are alike. */
  strength?: number;
}

export interface ParallelCoordinatesProps {
  axes: readonly CoordinateAxis[];
  lines: readonly CoordinateLine[];
  label: string;
  height?: number;
  /** The line that stands out; pointing at one does so too. */
  selected?: string;
  onSelect?: (key: string) => void;
}

/** Each axis a setting or a figure, each line a run or a trial. A table beside it says the same in words. */
export function ParallelCoordinates({
  axes,
  lines,
  label,
  height = 180,
  selected,
  onSelect,
}: ParallelCoordinatesProps) {
  const [pointed, setPointed] = useState<string>();
  const scales = axes.map(scaleOf);
  const x = (axis: number) => (axes.length === 1 ? 50 : (axis / (axes.length - 1)) * 100);
  const active = pointed ?? selected;
  return (
    <figure className={styles.figure} aria-label={label}>
      <ol className={styles.heads}>
        {axes.map(({ key, label: name }, index) => (
          <li key={key}>
            <b title={name}>{name}</b>
            <span>{scales[index]!.most}</span>
          </li>
        ))}
      </ol>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" style={{ height }} aria-hidden>
        {axes.map(({ key }, index) => (
          <line key={key} className={styles.axis} x1={x(index)} x2={x(index)} y1={0} y2={100} />
        ))}
        {lines.map((line, row) => {
          const points = axes.flatMap(({ values }, index) => {
            const at = scales[index]!.place(values[row] ?? null);
            return at === null ? [] : [`${x(index)},${100 - 96 * at - 2}`];
          });
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the table beside the picture offers the same by keyboard
            <polyline
              key={line.key}
              points={points.join(' ')}
              className={styles.line}
              data-active={active === line.key || undefined}
              data-faded={(active !== undefined && active !== line.key) || undefined}
              style={line.strength === undefined ? undefined : strengthStyle(line.strength)}
              onPointerEnter={() => setPointed(line.key)}
              onPointerLeave={() => setPointed(undefined)}
              onClick={() => onSelect?.(line.key)}
            />
          );
        })}
      </svg>
      <ol className={styles.feet}>
        {axes.map(({ key }, index) => (
          <li key={key}>{scales[index]!.least}</li>
        ))}
      </ol>
      <figcaption>{lines.find(({ key }) => key === active)?.label ?? '\u00a0'}</figcaption>
    </figure>
  );
}

const strengthStyle = (strength: number): CSSProperties => ({ ['--strength' as string]: 0.15 + 0.75 * strength });

interface Scale {
  readonly least: string;
  readonly most: string;
  /** From 0 to 1; null where there is no value. */
  place(value: number | string | null): number | null;
}

function scaleOf({ values, isLog }: CoordinateAxis): Scale {
  const numbers = values.filter((value) => typeof value === 'number' && Number.isFinite(value)) as number[];
  if (values.some((value) => typeof value === 'string')) {
    const words = [...new Set(values.filter((value) => value !== null).map(String))].sort();
    const place = (value: number | string | null) =>
      value === null ? null : words.length === 1 ? 0.5 : words.indexOf(String(value)) / (words.length - 1);
    return { least: words[0] ?? '', most: words.length > 1 ? words.at(-1)! : '', place };
  }
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const by = isLog && low > 0 ? Math.log : (value: number) => value;
  return {
    least: numbers.length === 0 ? '' : formatFigure(low, 3),
    most: numbers.length === 0 ? '' : formatFigure(high, 3),
    place: (value) =>
      typeof value !== 'number' ? null : high === low ? 0.5 : (by(value) - by(low)) / (by(high) - by(low)),
  };
}
