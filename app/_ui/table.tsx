'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useRef } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';
import styles from './table.module.css';
import { useScrolls } from './use-scrolls';

export interface TableColumn<Row> {
  key: string;
  header: ReactNode;
  render: (row: Row) => ReactNode;
  width?: number | string;
  align?: 'start' | 'end';
  /** Left out on small screens. */
  optional?: boolean;
  /** Its header is a button that sorts by it. */
  sortable?: boolean;
}

export interface TableSort {
  /** A column's key. */
  by: string;
  direction: 'up' | 'down';
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
  /** The rows come sorted; pressing a header asks for them in another order. */
  sort?: TableSort;
  onSort?: (sort: TableSort) => void;
}

export function Table<Row>({
  columns,
  rows,
  rowKey,
  label,
  rowHref,
  density = 'normal',
  empty,
  sort,
  onSort,
}: TableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <TableFrame label={label}>
      <table className={classNames(styles.table, styles[density])} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-align={column.align}
                data-optional={column.optional || undefined}
                aria-sort={sort?.by === column.key ? (sort.direction === 'up' ? 'ascending' : 'descending') : undefined}
                style={column.width === undefined ? undefined : { width: column.width }}
              >
                {column.sortable && onSort ? (
                  <SortHeader
                    header={column.header}
                    direction={sort?.by === column.key ? sort.direction : undefined}
                    onSort={(direction) => onSort({ by: column.key, direction })}
                  />
                ) : (
                  column.header
                )}
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
    </TableFrame>
  );
}

/** Scrolls sideways when there is no room; keys reach it then. */
function TableFrame({ label, children }: { label: string; children: ReactNode }) {
  const frame = useRef<HTMLElement>(null);
  const scrolls = useScrolls(frame);
  return (
    <section ref={frame} className={styles.frame} {...(scrolls ? { tabIndex: 0, 'aria-label': label } : {})}>
      {children}
    </section>
  );
}

interface SortHeaderProps {
  header: ReactNode;
  /** Undefined: the rows are not sorted by it. */
  direction: 'up' | 'down' | undefined;
  onSort: (direction: 'up' | 'down') => void;
}

/** The largest first; pressed again, the smallest. */
function SortHeader({ header, direction, onSort }: SortHeaderProps) {
  return (
    <button type="button" className={styles.sort} onClick={() => onSort(direction === 'down' ? 'up' : 'down')}>
      {header}
      {direction ? <Icon icon={direction === 'up' ? ArrowUp : ArrowDown} size="xs" /> : null}
    </button>
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
