import { Table, type TableColumn } from '@/app/_ui/table';
import type { Metric } from '@/server/evaluation/metric';
import type { ClassScore } from '@/server/evaluation/report';
import styles from './evaluation.module.css';
import { countText, intervalText, metricText } from './report-words';

function Ratio({ metric }: { metric: Metric }) {
  return (
    <span className={styles.interval} title={metric.reason}>
      {metricText(metric)}
      <span>{intervalText(metric)}</span>
    </span>
  );
}

const columns: readonly TableColumn<ClassScore>[] = [
  { key: 'class', header: 'Class', render: (row) => <b>{row.class}</b> },
  { key: 'actual', header: 'Rows', align: 'end', render: (row) => countText(row.actual) },
  { key: 'predicted', header: 'Predicted', align: 'end', optional: true, render: (row) => countText(row.predicted) },
  { key: 'precision', header: 'Precision', align: 'end', render: (row) => <Ratio metric={row.precision} /> },
  { key: 'recall', header: 'Recall', align: 'end', render: (row) => <Ratio metric={row.recall} /> },
  { key: 'f1', header: 'F1', align: 'end', render: (row) => <Ratio metric={row.f1} /> },
  { key: 'auc', header: 'AUC', align: 'end', optional: true, render: (row) => <Ratio metric={row.auc} /> },
];

/** How well each class is found, with the interval of each figure. */
export function PerClassTable({ classes }: { classes: readonly ClassScore[] }) {
  return (
    <div className={styles.metrics}>
      <Table label="Scores of each class" columns={columns} rows={classes} rowKey={(row) => row.class} />
    </div>
  );
}
