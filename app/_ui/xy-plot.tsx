'use client';

import { type PointerEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { extentOf, niceTicks, tickText } from './plot-scale';
import { useWidth } from './use-width';
import styles from './xy-plot.module.css';

export interface PlotAxis {
  readonly title: string;
  /** The ends; those of the data when left out. */
  readonly range?: readonly [number, number];
  readonly format?: (value: number) => string;
  readonly ticks?: readonly number[];
}

export interface PlotPoint {
  readonly x: number;
  readonly y: number;
  /** What the point says when the pointer is near; a line for each entry. */
  readonly words?: readonly string[];
  /** Dots: radius. */
  readonly size?: number;
  /** Dots: an interval of y. */
  readonly interval?: readonly [number, number] | null;
}

interface Series {
  readonly name: string;
  /** A token: `var(--accent)`. */
  readonly color: string;
  /** Not in the legend, and nothing to point at: what chance would draw. */
  readonly isReference?: boolean;
}

export type PlotSeries = Series &
  (
    | {
        readonly kind: 'line';
        readonly points: readonly PlotPoint[];
        readonly dash?: string;
        readonly withDots?: boolean;
      }
    | { readonly kind: 'dots'; readonly points: readonly PlotPoint[]; readonly opacity?: number }
    /** Bars from edge to edge; `base` is where each begins. */
    | {
        readonly kind: 'bars';
        readonly edges: readonly number[];
        readonly heights: readonly number[];
        readonly base?: readonly number[];
        readonly words?: readonly string[];
      }
  );

/** A line across the plot: a threshold, a mean. */
export interface PlotMark {
  readonly x: number;
  readonly label: string;
  readonly color?: string;
}

export interface XyPlotProps {
  readonly title: string;
  /** At the right of the title: the one number the plot stands for. */
  readonly note?: ReactNode;
  /** What it says, in one sentence: it is what a screen reader hears. */
  readonly label: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly series: readonly PlotSeries[];
  readonly marks?: readonly PlotMark[];
  readonly height?: number;
  /** Below the plot: the same in numbers, for who cannot see it or wants them. */
  readonly numbers?: ReactNode;
  /** Lets a person choose a value of x by a click. */
  readonly onPick?: (x: number) => void;
}

const margin = { top: 8, right: 20, bottom: 34, left: 56 };

interface Scale {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly writeX: (value: number) => string;
  readonly writeY: (value: number) => string;
  readonly fromX: (at: number) => number;
}

/** A plot over two axes, drawn as SVG: it is there before any script, in any theme, and in print. */
export function XyPlot({ title, note, label, x, y, series, marks = [], height = 236, numbers, onPick }: XyPlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 440);
  const clip = useId();
  const scale = useMemo(() => scaleOf({ x, y, series, width, height }), [x, y, series, width, height]);
  const [near, setNear] = useState<{ point: PlotPoint; color: string; name: string } | null>(null);
  const find = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setNear(nearestPoint(series, scale, event.clientX - box.left, event.clientY - box.top));
  };
  const named = series.filter((each) => !each.isReference);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <b>{title}</b>
        {note ? <span>{note}</span> : null}
      </figcaption>
      {named.length > 1 ? <Legend series={named} /> : null}
      <div ref={frame} className={styles.frame} style={{ height }}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: whoever offers onPick offers a field for the same value */}
        <svg
          role="img"
          aria-label={label}
          width={width}
          height={height}
          data-picks={onPick ? true : undefined}
          onPointerMove={find}
          onPointerLeave={() => setNear(null)}
          onClick={
            onPick
              ? (event) => onPick(scale.fromX(event.clientX - event.currentTarget.getBoundingClientRect().left))
              : undefined
          }
        >
          <defs>
            <clipPath id={clip}>
              <rect
                x={margin.left}
                y={margin.top - 4}
                width={Math.max(0, width - margin.left - margin.right + 6)}
                height={height - margin.top - margin.bottom + 8}
              />
            </clipPath>
          </defs>
          <Axes x={x} y={y} scale={scale} width={width} height={height} />
          <g clipPath={`url(#${clip})`}>
            {series.map((each) => (
              <SeriesShape key={each.name} series={each} scale={scale} />
            ))}
            {marks.map((mark, at) => (
              <g key={mark.label} className={styles.mark} style={{ color: mark.color ?? 'var(--text-2)' }}>
                <path d={`M${scale.x(mark.x)} ${margin.top}V${height - margin.bottom}`} />
                <text
                  x={scale.x(mark.x) + (scale.x(mark.x) > width * 0.7 ? -5 : 5)}
                  y={margin.top + 9 + 12 * at}
                  textAnchor={scale.x(mark.x) > width * 0.7 ? 'end' : 'start'}
                >
                  {mark.label}
                </text>
              </g>
            ))}
          </g>
          {near ? (
            <circle
              cx={scale.x(near.point.x)}
              cy={scale.y(near.point.y)}
              r="4"
              className={styles.near}
              fill={near.color}
            />
          ) : null}
        </svg>
        {near ? (
          <div
            className={styles.words}
            style={{
              left: Math.min(Math.max(scale.x(near.point.x), 80), Math.max(80, width - 80)),
              top: scale.y(near.point.y),
            }}
            data-below={scale.y(near.point.y) < 70 || undefined}
            aria-hidden="true"
          >
            {named.length > 1 ? <b>{near.name}</b> : null}
            {(near.point.words ?? [`${scale.writeX(near.point.x)}, ${scale.writeY(near.point.y)}`]).map((line) => (
              <span key={line}>{line}</span>
            ))}
          </div>
        ) : null}
      </div>
      {numbers ? (
        <details className={styles.numbers}>
          <summary>Numbers</summary>
          {numbers}
        </details>
      ) : null}
    </figure>
  );
}

function Legend({ series }: { series: readonly PlotSeries[] }) {
  return (
    <ul className={styles.legend} aria-hidden="true">
      {series.map((each) => (
        <li key={each.name}>
          <svg width="14" height="8" aria-hidden="true">
            {each.kind === 'line' ? (
              <path d="M0 4H14" stroke={each.color} strokeWidth="2" strokeDasharray={each.dash} />
            ) : (
              <circle cx="7" cy="4" r="3.5" fill={each.color} />
            )}
          </svg>
          {each.name}
        </li>
      ))}
    </ul>
  );
}

function Axes({
  x,
  y,
  scale,
  width,
  height,
}: {
  x: PlotAxis;
  y: PlotAxis;
  scale: Scale;
  width: number;
  height: number;
}) {
  return (
    <g className={styles.axes}>
      {scale.ys.map((tick) => (
        <g key={tick}>
          <path d={`M${margin.left} ${scale.y(tick)}H${width - margin.right}`} />
          <text x={margin.left - 6} y={scale.y(tick) + 3.5} textAnchor="end">
            {scale.writeY(tick)}
          </text>
        </g>
      ))}
      {scale.xs.map((tick) => (
        <text key={tick} x={scale.x(tick)} y={height - margin.bottom + 14} textAnchor="middle">
          {scale.writeX(tick)}
        </text>
      ))}
      <path className={styles.ground} d={`M${margin.left} ${height - margin.bottom}H${width - margin.right}`} />
      <text
        className={styles.axisTitle}
        x={(margin.left + width - margin.right) / 2}
        y={height - 4}
        textAnchor="middle"
      >
        {x.title}
      </text>
      <text
        className={styles.axisTitle}
        transform={`translate(10 ${(margin.top + height - margin.bottom) / 2}) rotate(-90)`}
        textAnchor="middle"
      >
        {y.title}
      </text>
    </g>
  );
}

function SeriesShape({ series, scale }: { series: PlotSeries; scale: Scale }) {
  if (series.kind === 'bars') {
    return (
      <g fill={series.color}>
        {series.heights.map((height, bar) => {
          const [from, to] = [scale.x(series.edges[bar]!), scale.x(series.edges[bar + 1]!)];
          const base = series.base?.[bar] ?? 0;
          return height === 0 ? null : (
            <rect
              key={series.edges[bar]}
              x={Math.min(from, to) + 0.5}
              width={Math.max(0.5, Math.abs(to - from) - 1)}
              y={scale.y(base + height)}
              height={Math.max(0.5, scale.y(base) - scale.y(base + height))}
            >
              {series.words?.[bar] ? <title>{series.words[bar]}</title> : null}
            </rect>
          );
        })}
      </g>
    );
  }
  if (series.kind === 'line') {
    const path = series.points
      .map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${scale.x(x).toFixed(1)} ${scale.y(y).toFixed(1)}`)
      .join('');
    return (
      <>
        <path
          data-kind={series.isReference ? 'reference' : 'line'}
          d={path}
          fill="none"
          stroke={series.color}
          strokeWidth={series.isReference ? 1 : 1.8}
          strokeDasharray={series.dash}
          strokeLinejoin="round"
        />
        {series.withDots ? <Dots series={{ ...series, kind: 'dots' }} scale={scale} /> : null}
      </>
    );
  }
  return <Dots series={series} scale={scale} />;
}

function Dots({ series, scale }: { series: Extract<PlotSeries, { kind: 'dots' }>; scale: Scale }) {
  return (
    <g fill={series.color} stroke={series.color} fillOpacity={series.opacity ?? 1}>
      {series.points.map(({ x, y, size = 3, interval }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place in the series
        <g key={at}>
          {interval ? (
            <path
              d={`M${scale.x(x)} ${scale.y(interval[0])}V${scale.y(interval[1])}`}
              strokeWidth="1.2"
              strokeOpacity=".55"
            />
          ) : null}
          <circle cx={scale.x(x)} cy={scale.y(y)} r={size} stroke="none" />
        </g>
      ))}
    </g>
  );
}

function scaleOf({
  x,
  y,
  series,
  width,
  height,
}: Pick<XyPlotProps, 'x' | 'y' | 'series'> & { width: number; height: number }): Scale {
  const [left, right] = x.range ?? extentOf(series.flatMap(xsOf));
  const [lowest, top] = y.range ?? extentOf(series.flatMap(ysOf));
  // Bars stand on the ground.
  const bottom = !y.range && series.some((each) => each.kind === 'bars') ? 0 : lowest;
  const inner = { width: Math.max(1, width - margin.left - margin.right), height: height - margin.top - margin.bottom };
  const xs = x.ticks ?? niceTicks(left, right, Math.max(2, Math.floor(inner.width / 74)));
  const ys = y.ticks ?? niceTicks(bottom, top, 4);
  return {
    x: (value) => margin.left + ((value - left) / (right - left || 1)) * inner.width,
    y: (value) => margin.top + inner.height - ((value - bottom) / (top - bottom || 1)) * inner.height,
    xs,
    ys,
    writeX: x.format ?? tickText(xs),
    writeY: y.format ?? tickText(ys),
    fromX: (at) => Math.min(right, Math.max(left, left + ((at - margin.left) / inner.width) * (right - left))),
  };
}

const xsOf = (series: PlotSeries): number[] =>
  series.kind === 'bars' ? [...series.edges] : series.points.map((point) => point.x);
const ysOf = (series: PlotSeries): number[] =>
  series.kind === 'bars'
    ? [0, ...series.heights.map((height, bar) => height + (series.base?.[bar] ?? 0))]
    : series.points.flatMap((point) => [point.y, ...(point.interval ?? [])]);

/** The point nearest to the pointer, if any is near. */
function nearestPoint(series: readonly PlotSeries[], scale: Scale, atX: number, atY: number) {
  let best: { point: PlotPoint; color: string; name: string } | null = null;
  let least = 40 ** 2;
  for (const each of series) {
    if (each.isReference || each.kind === 'bars') continue;
    for (const point of each.points) {
      const away = (scale.x(point.x) - atX) ** 2 + (scale.y(point.y) - atY) ** 2;
      if (away >= least) continue;
      least = away;
      best = { point, color: each.color, name: each.name };
    }
  }
  return best;
}
