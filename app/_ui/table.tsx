import Link from 'next/link';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './table.module.css';

export interface TableColumn<Row> {
  key: string;
  header: ReactNode;
  render: (row: Row) => ReactNode;
  width?: number | string;
  align?: 'start' | 'end';
  /** Left out on small screens. */
  optional?: boolean;
}

export interface TableProps<Row> {
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  label: string;
  /** Makes the whole row a link; the first column carries it. */
  rowHref?: (row: Row) => string;
  /** `tall` rows hold two lines (58), `normal` one (34), `dense` fit a panel (28). */
  density?: 'tall' | 'normal' | 'dense';
  /** Shown when there are no rows. */
  empty?: ReactNode;
}

export function Table<Row>({ columns, rows, rowKey, label, rowHref, density = 'normal', empty }: TableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <div className={styles.frame}>
      <table className={classNames(styles.table, styles[density])} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-align={column.align}
                data-optional={column.optional || undefined}
                style={column.width === undefined ? undefined : { width: column.width }}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={rowHref ? styles.linked : undefined}>
              {columns.map((column, index) => (
                <td key={column.key} data-align={column.align} data-optional={column.optional || undefined}>
                  {rowHref && index === 0 ? (
                    <Link href={rowHref(row)} className={styles.link}>
                      {column.render(row)}
                    </Link>
                  ) : (
                    column.render(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Two lines of a tall row: what it is, and a muted fact about it. */
export function TwoLines({ title, sub, lead }: { title: ReactNode; sub?: ReactNode; lead?: ReactNode }) {
  return (
    <span className={styles.two}>
      {lead}
      <span>
        <b>{title}</b>
        {sub ? <span>{sub}</span> : null}
      </span>
    </span>
  );
}
