'use client';

import { Histogram, RunBars, Sparkline } from '../_ui/charts';
import { KeyFigure, KeyFigures } from '../_ui/key-figure';
import { LossLines } from '../_ui/loss-lines';
import { Ago } from '../_ui/moment';
import { Panel } from '../_ui/panel';
import { ParallelCoordinates } from '../_ui/parallel-coordinates';
import { Plot } from '../_ui/plot';
import { type PlotSeries, XyPlot } from '../_ui/xy-plot';
import styles from './kit.module.css';
import { lastRuns } from './sample';
import { Line } from './section';

const plotTraces = [
  {
    type: 'scatter',
    mode: 'lines',
    name: 'p95',
    x: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    y: [6.8, 7.0, 6.9, 7.4, 7.2, 7.6, 7.1, 11.2, 7.3, 7.1],
    line: { color: 'var(--accent)', width: 1.8 },
  },
  {
    type: 'scatter',
    mode: 'lines',
    name: 'p50',
    x: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    y: [2.5, 2.6, 2.5, 2.7, 2.6, 2.6, 2.5, 2.9, 2.6, 2.6],
    line: { color: 'var(--wire-strong)', width: 1.4 },
  },
] as const;

const plotLayout = { yaxis: { title: { text: 'ms' }, rangemode: 'tozero' }, xaxis: { title: { text: 'hour' } } };

const barTraces = [
  { type: 'bar', name: 'training', x: [0, 1, 2, 3, 4, 5], y: [46, 27, 13, 7, 4, 2] },
  { type: 'bar', name: '7 days', x: [0, 1, 2, 3, 4, 5], y: [22, 24, 19, 13, 9, 6] },
] as const;

const learned: readonly PlotSeries[] = [
  {
    kind: 'line',
    name: 'chance',
    color: 'var(--wire)',
    dash: '2 3',
    isReference: true,
    points: [
      { x: 0, y: 0.5 },
      { x: 5000, y: 0.5 },
    ],
  },
  {
    kind: 'line',
    name: 'on test rows',
    color: 'var(--pt-test)',
    withDots: true,
    points: [
      { x: 500, y: 0.79, interval: [0.76, 0.82] },
      { x: 1250, y: 0.815, interval: [0.79, 0.84] },
      { x: 2500, y: 0.828, interval: [0.8, 0.85] },
      { x: 5000, y: 0.832, interval: [0.81, 0.86] },
    ],
  },
];

const trials = [0.79, 0.832, 0.811, 0.846, 0.828];

/** Numbers, and the small drawings that stand beside them. */
export function FigureParts() {
  return (
    <>
      <Panel>
        <KeyFigures label="Endpoint">
          <KeyFigure label="Requests" value="12.4" unit="/s" sub="1.07 M in 24 h" />
          <KeyFigure label="Latency p95" value="7.1" unit="ms" sub="+0.3 since v14" tone="warn" />
          <KeyFigure label="Largest drift" value="0.24" unit="PSI" sub="tickets_90d, limit 0.20" tone="bad" />
          <KeyFigure label="Area" value="0.846" sub="+0.015 since v13" tone="good" />
          <KeyFigure label="Runs today" value="212" sub="3 failed, 1 running" inline />
          <KeyFigure label="Answer" value="0.68" sub="likely to leave" large inline />
        </KeyFigures>
      </Panel>
      <Line caption="Small charts">
        <span className={styles.narrow}>
          <Histogram bins={[14, 6, 5, 4, 4, 4, 3, 4, 5, 9]} label="tenure, 0 to 72" />
        </span>
        <span className={styles.narrow}>
          <Histogram bins={[30, 14, 8, 4, 2]} missing={4} highlight={[0]} label="tickets, 131 missing" />
        </span>
        <Sparkline values={[7, 7.2, 7, 7.1, 7.3, 7.1, 7.0, 7.4]} label="p95, 7.1 ms" />
        <Sparkline values={[12, 12.4, 12.2, 13, 14, 14.2]} limit={15} tone="warn" label="p95 near its limit" />
        <RunBars runs={lastRuns} label="last 14 runs, 1 failed" />
        <LossLines train={[0.58, 0.48, 0.43, 0.41, 0.4]} validation={[0.59, 0.5, 0.45, 0.43, 0.44]} />
      </Line>
      <Line caption="Moments">
        <Ago at="2024-11-12T08:30:00Z" />
        <Ago at="2024-11-12T08:30:00Z" suffix />
      </Line>
    </>
  );
}

/** Charts with axes. */
export function ChartParts() {
  return (
    <div className={styles.columns}>
      <Panel title="Latency" note="ms, last 10 h">
        <Plot traces={plotTraces} layout={plotLayout} height={220} label="p95 stays near 7 ms with one peak of 11 ms" />
      </Panel>
      <Panel>
        <XyPlot
          title="Area by training rows"
          note="drawn without a library, in print and in files too"
          label="The area rises from 0.79 to 0.83 and flattens out"
          x={{ title: 'Training rows' }}
          y={{ title: 'ROC AUC', range: [0.45, 0.9] }}
          series={learned}
          marks={[{ x: 2500, label: 'half' }]}
        />
      </Panel>
      <Panel title="Drift" note="tickets_90d, % of rows">
        <Plot traces={barTraces} height={220} label="Tickets have moved to the right in 7 days" />
      </Panel>
      <Panel title="Trials" note="five settings and what came of them">
        <ParallelCoordinates
          label="Five trials"
          selected="3"
          axes={[
            { key: 'rate', label: 'rate', values: [0.01, 0.05, 0.1, 0.05, 0.3], isLog: true },
            { key: 'leaves', label: 'leaves', values: [7, 15, 31, 31, 63] },
            { key: 'loss', label: 'loss', values: ['log', 'log', 'focal', 'log', 'focal'] },
            { key: 'area', label: 'area', values: trials },
          ]}
          lines={trials.map((area, index) => ({ key: String(index), label: `Trial ${index + 1}`, strength: area }))}
        />
      </Panel>
    </div>
  );
}
