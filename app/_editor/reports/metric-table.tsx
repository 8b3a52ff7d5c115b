'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { formatDecimal, formatFigure } from '@/app/_ui/figures';
import { Table, type TableColumn } from '@/app/_ui/table';
import { Tooltip } from '@/app/_ui/tooltip';
import { metricCatalogue } from '@/server/evaluation/metric-catalogue';
import type { EvaluationReport } from '@/server/evaluation/report';
import styles from './reports.module.css';

interface MetricRow {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly value: number | null;
  readonly reason?: string;
  readonly baseline: number | null;
  /** How much better than the baseline; negative is worse. */
  readonly gain: number | null;
}

const mainMetrics = 7;

function metricRows(report: EvaluationReport): MetricRow[] {
  const task = report.task === 'regression' ? 'regression' : report.positive === null ? 'multiclass' : 'binary';
  const baseline: EvaluationReport = { ...report, metrics: report.baseline.metrics } as EvaluationReport;
  return metricCatalogue
    .filter((metric) => metric.tasks.includes(task))
    .map((metric) => {
      const { value, reason } = metric.get(report);
      const known = metric.get(baseline).value;
      const gain = value === null || known === null ? null : (value - known) * (metric.direction === 'higher' ? 1 : -1);
      const { name, title, description } = metric;
      return { name, title, description, value, ...(reason ? { reason } : {}), baseline: known, gain };
    });
}

const figure = (value: number | null, bounded: boolean): string =>
  value === null ? 'undefined' : bounded && Math.abs(value) <= 1 ? formatDecimal(value, 3) : formatFigure(value);

function columns(bounded: boolean, baselineTitle: string): TableColumn<MetricRow>[] {
  return [
    {
      key: 'metric',
      header: 'Metric',
      render: (row) => (
        <Tooltip content={row.reason ? `${row.description} ${row.reason}.` : row.description}>
          <span>{row.title}</span>
        </Tooltip>
      ),
    },
    { key: 'value', header: 'Model', align: 'end', render: (row) => <b>{figure(row.value, bounded)}</b> },
    {
      key: 'baseline',
      header: <span title={baselineTitle}>Baseline</span>,
      align: 'end',
      render: (row) => <span className={styles.muted}>{figure(row.baseline, bounded)}</span>,
    },
    {
      key: 'gain',
      header: '',
      align: 'end',
      render: (row) =>
        row.gain === null ? null : Math.abs(row.gain) < 1e-12 ? (
          <span className={styles.muted}>same</span>
        ) : (
          <span style={{ color: row.gain > 0 ? 'var(--st-done)' : 'var(--st-failed)' }}>
            {row.gain > 0 ? 'better' : 'worse'}
          </span>
        ),
    },
  ];
}

/** Every metric of a report, and what a model that learned nothing would reach. */
export function MetricTable({ report }: { report: EvaluationReport }) {
  const [all, setAll] = useState(false);
  const rows = metricRows(report);
  const shown = all ? rows : rows.slice(0, mainMetrics);
  return (
    <>
      <Table
        label="Metrics"
        density="dense"
        columns={columns(report.task === 'classification', report.baseline.title)}
        rows={shown}
        rowKey={(row) => row.name}
      />
      {rows.length > mainMetrics ? (
        <div className={styles.more}>
          <Button size="s" variant="ghost" onClick={() => setAll(!all)}>
            {all ? 'Show the main ones' : `All ${rows.length} metrics`}
          </Button>
        </div>
      ) : null}
    </>
  );
}
