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
