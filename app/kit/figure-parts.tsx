'use client';

import { Histogram, RunBars, Sparkline } from '../_ui/charts';
import { State } from '../_ui/glyphs';
import { KeyFigure, KeyFigures } from '../_ui/key-figure';
import { Panel } from '../_ui/panel';
import { Plot } from '../_ui/plot';
import { Table, TwoLines } from '../_ui/table';
import { type PlotSeries, XyPlot } from '../_ui/xy-plot';
import styles from './kit.module.css';
import { Line, Part } from './section';

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

const pipelines = [
  {
    id: 'telco-churn',
    about: 'Who is about to leave',
    state: 'done' as const,
    version: 'v13',
    p95: [7, 7.2, 7, 7.1, 7.3, 7.1],
  },
  {
    id: 'demand-weekly',
    about: 'Units per store and week',
    state: 'running' as const,
    version: 'v8',
    p95: [5, 5, 6, 5, 5, 7],
  },
  { id: 'fraud-cards', about: 'Card payments', state: 'failed' as const, version: 'v27', p95: [5, 4, 5, 5, 5, 6] },
];

const runs = [9, 7, 9, 6, 9, 5, 4, 4, 10, 10, 6, 6, 6, 7].map((size, index) => ({
  kind: index === 3 ? ('failed' as const) : ('done' as const),
  size: size / 10,
}));

/** Numbers, small charts and tables. */
export function FigureParts() {
  return (
    <>
      <Part title="Figures and charts">
        <Panel>
          <KeyFigures label="Endpoint">
            <KeyFigure label="Requests" value="12.4" unit="/s" sub="1.07 M in 24 h" />
            <KeyFigure label="Latency p95" value="7.1" unit="ms" sub="+0.3 since v14" />
            <KeyFigure label="Largest drift" value="0.24" unit="PSI" sub="tickets_90d, limit 0.20" tone="bad" />
            <KeyFigure label="Runs today" value="212" sub="3 failed, 1 running" inline />
            <KeyFigure label="Answer" value="0.68" sub="likely to leave" large inline />
          </KeyFigures>
        </Panel>
        <Line caption="Small charts">
          <span style={{ width: 92 }}>
            <Histogram bins={[14, 6, 5, 4, 4, 4, 3, 4, 5, 9]} label="tenure, 0 to 72" />
          </span>
          <span style={{ width: 92 }}>
            <Histogram bins={[30, 14, 8, 4, 2]} missing={4} highlight={[0]} label="tickets, 131 missing" />
          </span>
          <Sparkline values={[7, 7.2, 7, 7.1, 7.3, 7.1, 7.0, 7.4]} label="p95, 7.1 ms" />
          <Sparkline values={[12, 12.4, 12.2, 13, 14, 14.2]} limit={15} tone="warn" label="p95 near its limit" />
          <RunBars runs={runs} label="last 14 runs, 1 failed" />
        </Line>
        <div className={styles.columns}>
          <Panel title="Latency" note="ms, last 10 h">
            <Plot
              traces={plotTraces}
              layout={plotLayout}
              height={220}
              label="p95 stays near 7 ms with one peak of 11 ms"
            />
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
        </div>
      </Part>
      <Part title="Table">
        <Table
          label="Pipelines"
          rows={pipelines}
          rowKey={(row) => row.id}
          rowHref={(row) => `/kit#${row.id}`}
          density="tall"
          columns={[
            { key: 'name', header: 'Pipeline', render: (row) => <TwoLines title={row.id} sub={row.about} /> },
            { key: 'state', header: 'Health', width: 160, render: (row) => <State kind={row.state} /> },
            {
              key: 'runs',
              header: 'Last 14 runs',
              width: 170,
              optional: true,
              render: () => <RunBars runs={runs} label="last 14 runs, 1 failed" />,
            },
            { key: 'version', header: 'In production', width: 120, render: (row) => row.version },
            {
              key: 'p95',
              header: 'p95, 24 h',
              width: 140,
              align: 'end',
              render: (row) => <Sparkline values={row.p95} label={`p95 of ${row.id}`} />,
            },
          ]}
        />
      </Part>
    </>
  );
}
