import { useMemo } from 'react';
import { Section } from '@/app/_ui/panel';
import type { PlotTrace } from '@/app/_ui/plot';
import type { DependencePlot, ExplanationReport } from '@/nodes/explain/explanation-report';
import { ChartFigure } from './chart-figure';
import styles from './explanation.module.css';
import { answerWords, valueWords } from './explanation-words';
import reports from './reports.module.css';

/** What the model answers when one column has another value and the rest of a row stays. */
export function ExplanationDependence({ report, output }: { report: ExplanationReport; output: number }) {
  if (report.dependence.length === 0) return null;
  const subject = report.outputs[output]?.class;
  return (
    <Section
      title="Dependence"
      note={subject === undefined ? report.target : `probability of ${report.target} = ${subject}`}
    >
      <p className={styles.words}>
        The thick line is the mean over rows (partial dependence), a thin one is a single row (ICE). Where thin lines
        cross, what the column does depends on other columns.
      </p>
      <div className={reports.columns}>
        {report.dependence.map((plot) => (
          <OneDependence key={plot.column} report={report} plot={plot} output={output} />
        ))}
      </div>
    </Section>
  );
}

function OneDependence({ report, plot, output }: { report: ExplanationReport; plot: DependencePlot; output: number }) {
  const { column, kind, grid } = plot;
  const { mean, curves } = plot.outputs[output]!;
  const traces = useMemo(() => tracesOf(plot, mean, curves), [plot, mean, curves]);
  const layout = useMemo(
    () => ({
      margin: { t: 6, r: 10, b: 34, l: 46 },
      showlegend: false,
      xaxis: kind === 'number' ? { title: { text: column } } : { title: { text: column }, type: 'category' },
      yaxis: report.task === 'classification' ? { tickformat: '.0%', rangemode: 'tozero' } : {},
    }),
    [column, kind, report.task],
  );
  const low = mean.indexOf(Math.min(...mean));
  const high = mean.indexOf(Math.max(...mean));
  const said = (at: number) => `${answerWords(report.task, mean[at]!)} at ${valueWords(kind, grid[at] ?? null)}`;
  return (
    <ChartFigure
      title={column}
      note={`${said(low)}, ${said(high)}`}
      label={`Mean answer by ${column}: least ${said(low)}, greatest ${said(high)}`}
      traces={traces}
      layout={layout}
    />
  );
}

function tracesOf(
  { kind, grid }: DependencePlot,
  mean: readonly number[],
  curves: readonly (readonly number[])[],
): PlotTrace[] {
  // On an axis of numbers a missing value has no place: a dot at the left of the least stands for it.
  const numbers = grid.filter((value) => typeof value === 'number');
  const [least, greatest] = [Math.min(...numbers), Math.max(...numbers)];
  const place = (at: number) => {
    const value = grid[at] ?? null;
    if (kind !== 'number') return valueWords(kind, value);
    return value === null ? least - ((greatest - least) * 0.06 || 1) : Number(value);
  };
  const ordered = grid.flatMap((value, at) => (value === null && kind === 'number' ? [] : [at]));
  const missing = grid.indexOf(null);
  const text = grid.map((value) => valueWords(kind, value));
  const x = curves.flatMap(() => [...ordered.map((at) => place(at)), null]);
  const y = curves.flatMap((curve) => [...ordered.map((at) => curve[at]!), null]);
  const isMissingApart = kind === 'number' && missing >= 0;
  return [
    { type: 'scatter', mode: 'lines', x, y, hoverinfo: 'skip', line: { color: 'var(--wire) / 0.35', width: 1 } },
    {
      type: 'scatter',
      mode: kind === 'number' ? 'lines' : 'lines+markers',
      x: ordered.map((at) => place(at)),
      y: ordered.map((at) => mean[at]!),
      text: ordered.map((at) => text[at]!),
      hovertemplate: '%{text}: %{y}<extra></extra>',
      line: { color: 'var(--accent)', width: 2.4, dash: kind === 'number' ? 'solid' : 'dot' },
      marker: { size: 7 },
    },
    ...(isMissingApart
      ? [
          {
            type: 'scatter',
            mode: 'markers+text',
            x: [place(missing)],
            y: [mean[missing]!],
            text: ['missing'],
            textposition: 'top right',
            hovertemplate: 'missing: %{y}<extra></extra>',
            marker: { size: 7, symbol: 'diamond', color: 'var(--st-unset)' },
          },
        ]
      : []),
  ];
}
