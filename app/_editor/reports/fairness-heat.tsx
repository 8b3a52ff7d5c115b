import type { CSSProperties } from 'react';
import { classNames } from '@/app/_ui/class-names';
import type { Estimate, GroupReport, SliceReport } from '@/server/fairness/report';
import type { SliceMetricName } from '@/server/fairness/slice-metrics';
import styles from './fairness-heat.module.css';
import { metricFigure, metricRange, metricTitle, rowsWords } from './fairness-words';

export interface SliceHeatProps {
  readonly slice: SliceReport;
  readonly metric: SliceMetricName;
  readonly overall: Estimate | undefined;
}

/** A pair of columns as a table: one down, one across, the shade saying how far a cell lies from all rows. */
export function SliceHeat({ slice, metric, overall }: SliceHeatProps) {
  const [down = '', across = ''] = slice.columns;
  const lines = distinct(slice.groups, 0);
  const columns = distinct(slice.groups, 1);
  const cells = new Map(slice.groups.map((group) => [group.values.join('\u0000'), group]));
  const all = overall?.value ?? null;
  const farthest = Math.max(
    1e-12,
    ...slice.groups.map(({ small, metrics }) => {
      const value = metrics[metric]?.value ?? null;
      return small || value === null || all === null ? 0 : Math.abs(value - all);
    }),
  );
  return (
    <figure className={styles.heat}>
      <figcaption className={styles.caption}>
        Shade: how far from all rows{all === null ? '' : `, ${metricFigure(metric, all)}`}. Marked + or − where that is
        more than chance may do.
      </figcaption>
      <div className={styles.scroll}>
        <table aria-label={`${metricTitle(metric)} by ${down} and ${across}`}>
          <thead>
            <tr>
              <th scope="col">
                {down} \ {across}
              </th>
              {columns.map((name) => (
                <th key={name} scope="col" title={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line}>
                <th scope="row" title={line}>
                  {line}
                </th>
                {columns.map((column) => (
                  <Cell
                    key={column}
                    group={cells.get(`${line}\u0000${column}`)}
                    metric={metric}
                    all={all}
                    farthest={farthest}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

interface CellProps {
  readonly group: GroupReport | undefined;
  readonly metric: SliceMetricName;
  readonly all: number | null;
  readonly farthest: number;
}

function Cell({ group, metric, all, farthest }: CellProps) {
  if (!group) return <td className={styles.little}>no rows</td>;
  const estimate = group.metrics[metric];
  const value = estimate?.value ?? null;
  const apart = value === null || all === null || group.small ? 0 : (value - all) / farthest;
  const sign = group.differences[metric]?.significant ? (apart > 0 ? ' +' : ' −') : '';
  return (
    <td
      className={classNames(styles.cell, group.small && styles.little)}
      style={
        { '--hue': apart > 0 ? 'var(--cat-source)' : 'var(--cat-watch)', '--share': Math.abs(apart) } as CSSProperties
      }
      title={`${group.name}: ${metricFigure(metric, value)} (${metricRange(metric, estimate?.interval)})`}
    >
      <b>
        {value === null ? '–' : metricFigure(metric, value)}
        {sign}
      </b>
      <span>{group.small ? `only ${rowsWords(group.rows)}` : rowsWords(group.rows)}</span>
    </td>
  );
}

const distinct = (groups: readonly GroupReport[], column: number): string[] => [
  ...new Set(groups.map(({ values }) => values[column] ?? '')),
];
