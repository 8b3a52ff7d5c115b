import { formatInteger, formatShare } from '@/app/_ui/figures';
import { Table, type TableColumn } from '@/app/_ui/table';
import type { Estimate, SliceReport, SlicesReport } from '@/server/fairness/report';
import type { SliceMetricName } from '@/server/fairness/slice-metrics';
import { worstFirst } from './fairness-groups';
import styles from './fairness-heat.module.css';
import { metricFigure, metricRange, metricTitle, titleOf } from './fairness-words';

interface Line {
  readonly name: string;
  readonly rows: number;
  readonly share: number;
  readonly small: boolean;
  readonly metrics: Partial<Record<SliceMetricName, Estimate>>;
}

export interface SliceTableProps {
  readonly slice: SliceReport;
  readonly metrics: readonly SliceMetricName[];
  readonly overall: SlicesReport['overall'];
  readonly sortedBy: SliceMetricName;
}

/** Every metric of every group with its interval, all rows in the last line. */
export function SliceTable({ slice, metrics, overall, sortedBy }: SliceTableProps) {
  const groups: Line[] = worstFirst(slice.groups, sortedBy).map((group) => ({
    ...group,
    name: group.values.join(' · '),
  }));
  const rows = slice.groups.reduce((sum, group) => sum + group.rows, 0);
  const all: Line = { name: 'All rows', rows, share: 1, small: false, metrics: overall };
  const columns: TableColumn<Line>[] = [
    {
      key: 'group',
      header: titleOf(slice),
      render: ({ name, small }) => (small ? <span className={styles.faint}>{name} (too few rows)</span> : name),
    },
    { key: 'rows', header: 'Rows', align: 'end', render: (line) => formatInteger(line.rows) },
    { key: 'share', header: 'Share', align: 'end', render: (line) => formatShare(line.share, 1) },
    ...metrics.map(
      (metric): TableColumn<Line> => ({
        key: metric,
        header: metricTitle(metric),
        align: 'end',
        render: ({ metrics: own, small }) => <Cell metric={metric} estimate={own[metric]} isFaint={small} />,
      }),
    ),
  ];
  return (
    <Table
      label={`All metrics by ${titleOf(slice)}`}
      density="normal"
      columns={columns}
      rows={[...groups, all]}
      rowKey={({ name, rows: count }) => `${name}${count}`}
    />
  );
}

function Cell({
  metric,
  estimate,
  isFaint,
}: {
  readonly metric: SliceMetricName;
  readonly estimate: Estimate | undefined;
  readonly isFaint: boolean;
}) {
  if (!estimate || estimate.value === null) return <span className={styles.faint}>undefined</span>;
  return (
    <span className={isFaint ? styles.faint : undefined}>
      {metricFigure(metric, estimate.value)}
      <small className={styles.range}>{metricRange(metric, estimate.interval)}</small>
    </span>
  );
}
