import type { ReactNode } from 'react';
import { Plot, type PlotLayout, type PlotTrace } from '@/app/_ui/plot';
import styles from './reports.module.css';

export interface ChartFigureProps {
  title: string;
  /** At the right of the title: the one number the chart stands for. */
  note?: ReactNode;
  /** What it says, in one sentence. */
  label: string;
  traces: readonly PlotTrace[];
  layout?: PlotLayout;
  height?: number;
}

/** A chart with its title. */
export function ChartFigure({ title, note, label, traces, layout, height = 220 }: ChartFigureProps) {
  return (
    <figure className={styles.figure}>
      <figcaption>
        {title}
        {note ? <span>{note}</span> : null}
      </figcaption>
      <Plot traces={traces} layout={layout} height={height} label={label} />
    </figure>
  );
}

/** A share from 0 to 1 on an axis. */
export const shareAxis = (title: string) => ({
  title: { text: title },
  range: [-0.01, 1.01],
  tickvals: [0, 0.25, 0.5, 0.75, 1],
  ticktext: ['0', '.25', '.5', '.75', '1'],
  zeroline: false,
});

/** What a model without knowledge would draw. */
export const chanceLine = (x: readonly number[], y: readonly number[], name: string): PlotTrace => ({
  type: 'scatter',
  mode: 'lines',
  name,
  x,
  y,
  hoverinfo: 'skip',
  line: { color: 'var(--wire)', width: 1, dash: 'dot' },
});

/** A line of measured points; `hover` is plotly's template for one of them. */
export const measuredLine = (
  x: readonly number[],
  y: readonly number[],
  name: string,
  hover: string,
  text?: readonly string[],
): PlotTrace => ({
  type: 'scatter',
  mode: 'lines',
  name,
  x,
  y,
  text,
  hovertemplate: `${hover}<extra></extra>`,
  line: { color: 'var(--accent)', width: 1.8 },
});
