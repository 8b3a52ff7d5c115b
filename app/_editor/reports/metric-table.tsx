'use client';

import { useState } from 'react';
import { metricRows } from '@/app/_reports/evaluation/metrics-section';
import { gainOver, intervalText, levelText, metricFigure, metricText } from '@/app/_reports/evaluation/report-words';
import { Button } from '@/app/_ui/button';
import { Table, type TableColumn } from '@/app/_ui/table';
import { Tooltip } from '@/app/_ui/tooltip';
import type { ModelReport } from '@/nodes/evaluate/evaluation-report';
import styles from './reports.module.css';

const mainMetrics = 7;
type Row = ReturnType<typeof metricRows>[number];

/** The metrics of a report in a narrow table, and what a model that learned nothing would reach. */
export function MetricTable({ report }: { report: ModelReport }) {
  const [all, setAll] = useState(false);
  const rows = metricRows(report);
  const columns: TableColumn<Row>[] = [
    {
      key: 'metric',
      header: 'Metric',
      render: ({ entry, metric }) => (
        <Tooltip content={metric.reason ? `${entry.description} ${metric.reason}.` : entry.description}>
          <span>{entry.title}</span>
        </Tooltip>
      ),
    },
    {
      key: 'value',
      header: 'Model',
      align: 'end',
      render: ({ metric }) => (
        <b title={intervalText(metric) ? `${levelText(report)} interval ${intervalText(metric)}` : undefined}>
          {metricText(metric)}
        </b>
      ),
    },
    {
      key: 'baseline',
      header: 'Baseline',
      align: 'end',
      render: ({ baseline }) => (
        <span className={styles.muted}>{baseline === null ? 'undefined' : metricFigure(baseline)}</span>
      ),
    },
    { key: 'gain', header: '', align: 'end', render: (row) => <Gain {...row} /> },
  ];
  return (
    <>
      <Table
        label="Metrics"
        density="dense"
        columns={columns}
        rows={all ? rows : rows.slice(0, mainMetrics)}
        rowKey={({ entry }) => entry.name}
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

function Gain({ entry, metric, baseline }: Row) {
  if (metric.value === null || baseline === null) return null;
  const gain = gainOver(entry, metric.value, baseline);
  if (Math.abs(gain) < 1e-12) return <span className={styles.muted}>same</span>;
  return (
    <span style={{ color: gain > 0 ? 'var(--st-done)' : 'var(--st-failed)' }}>{gain > 0 ? 'better' : 'worse'}</span>
  );
}
