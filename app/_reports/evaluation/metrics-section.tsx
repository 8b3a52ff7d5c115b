'use client';

import { Table, type TableColumn } from '@/app/_ui/table';
import type { ModelReport } from '@/nodes/evaluate/evaluation-report';
import type { Metric } from '@/server/evaluation/metric';
import { type MetricEntry, metricCatalogue } from '@/server/evaluation/metric-catalogue';
import type { EvaluationReport } from '@/server/evaluation/report';
import styles from './evaluation.module.css';
import { gainOver, intervalText, levelText, methodWords, metricFigure, metricText, taskOf } from './report-words';

interface MetricRow {
  readonly entry: MetricEntry;
  readonly metric: Metric;
  readonly baseline: number | null;
}

export function metricRows(report: ModelReport): MetricRow[] {
  const task = taskOf(report);
  const baseline = { ...report, metrics: report.baseline.metrics } as EvaluationReport;
  return metricCatalogue
    .filter(({ tasks }) => tasks.includes(task))
    .map((entry) => ({ entry, metric: entry.get(report), baseline: entry.get(baseline).value }));
}

/** Every metric: what it is, how sure it is, and what a model that learned nothing would reach. */
export function MetricsSection({ report }: { report: ModelReport }) {
  const columns: TableColumn<MetricRow>[] = [
    {
      key: 'metric',
      header: 'Metric',
      render: ({ entry, metric }) => (
        <span className={styles.metric}>
          <b>{entry.title}</b>
          <span>{metric.reason ? capital(`${metric.reason}.`) : entry.description}</span>
        </span>
      ),
    },
    { key: 'value', header: 'Model', align: 'end', render: ({ metric }) => <b>{metricText(metric)}</b> },
    {
      key: 'interval',
      header: `${levelText(report)} interval`,
      align: 'end',
      render: ({ metric }) => <IntervalCell metric={metric} />,
    },
    {
      key: 'baseline',
      header: 'Baseline',
      align: 'end',
      render: ({ baseline }) => (
        <span className={styles.muted}>{baseline === null ? 'undefined' : metricFigure(baseline)}</span>
      ),
    },
    ...(report.otherBaselines ?? []).map(
      (other, at): TableColumn<MetricRow> => ({
        key: `other ${at}`,
        header: <span title={other.title}>Latest value</span>,
        align: 'end',
        render: ({ entry }) => (
          <span className={styles.muted}>
            {metricText(entry.get({ ...report, metrics: other.metrics } as EvaluationReport))}
          </span>
        ),
      }),
    ),
    { key: 'verdict', header: '', align: 'end', render: (row) => <Verdict {...row} /> },
  ];
  return (
    <>
      <div className={styles.metrics}>
        <Table
          label="Metrics"
          columns={columns}
          rows={metricRows(report)}
          rowKey={({ entry }) => entry.name}
          density="normal"
        />
      </div>
      <p className={styles.text}>
        {baselineWords(report)}
        {report.intervals && report.intervals.resamples > 0
          ? ` Intervals marked “bootstrap” come of ${report.intervals.resamples.toLocaleString('en')} resamples of the judged rows, seed ${report.intervals.seed}.`
          : ''}
      </p>
    </>
  );
}

/** What every column beside the model's says of each row. */
function baselineWords({ baseline, otherBaselines = [] }: ModelReport): string {
  const others = otherBaselines.map(({ title }) => ` Latest value: ${title}.`).join('');
  return `Baseline: ${baseline.title}.${others} All on the same rows.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function IntervalCell({ metric }: { metric: Metric }) {
  const { interval } = metric;
  if (interval === undefined) return <span className={styles.muted}>–</span>;
  if (interval.lower === null) {
    return (
      <span className={styles.muted} title={interval.reason}>
        none: too few rows
      </span>
    );
  }
  return (
    <span className={styles.interval}>
      {intervalText(metric)}
      <span>{methodWords[interval.method]}</span>
    </span>
  );
}

/** Whether the model is better than the baseline, and by more than chance may explain. */
function Verdict({ entry, metric, baseline }: MetricRow) {
  if (metric.value === null || baseline === null) return null;
  const gain = gainOver(entry, metric.value, baseline);
  if (Math.abs(gain) < 1e-12) return <span className={styles.muted}>same</span>;
  const { interval } = metric;
  const isClear = !interval || interval.lower === null || baseline < interval.lower || baseline > interval.upper;
  if (!isClear) return <span className={styles.muted}>may be chance</span>;
  return <span data-tone={gain > 0 ? 'good' : 'bad'}>{gain > 0 ? '▲ better' : '▼ worse'}</span>;
}
