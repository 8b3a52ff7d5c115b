import { formatDecimal, formatInteger } from '@/app/_ui/figures';
import { Table, type TableColumn } from '@/app/_ui/table';
import type { Metric } from '@/server/evaluation/metric';
import type { ClassScore } from '@/server/evaluation/report';

const ratio = ({ value }: Metric) => (value === null ? '–' : formatDecimal(value, 3));

const columns: readonly TableColumn<ClassScore>[] = [
  { key: 'class', header: 'Class', render: (row) => row.class },
  { key: 'actual', header: 'Rows', align: 'end', render: (row) => formatInteger(row.actual) },
  { key: 'precision', header: 'Precision', align: 'end', render: (row) => ratio(row.precision) },
  { key: 'recall', header: 'Recall', align: 'end', render: (row) => ratio(row.recall) },
  { key: 'f1', header: 'F1', align: 'end', render: (row) => ratio(row.f1) },
  { key: 'auc', header: 'AUC', align: 'end', optional: true, render: (row) => ratio(row.auc) },
];

/** How well each class is found. */
export function PerClassTable({ classes }: { classes: readonly ClassScore[] }) {
  return (
    <Table label="Scores of each class" density="dense" columns={columns} rows={classes} rowKey={(row) => row.class} />
  );
}
