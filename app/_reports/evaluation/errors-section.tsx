'use client';

import { ArrowDown, ArrowUp, ChevronRight } from 'lucide-react';
import { Fragment, useMemo, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/feedback';
import { formatDecimal, formatFigure, formatInteger } from '@/app/_ui/figures';
import { Icon } from '@/app/_ui/icon';
import { Input } from '@/app/_ui/input';
import { Segmented } from '@/app/_ui/toggles';
import type { ModelReport, WorstRows } from '@/nodes/evaluate/evaluation-report';
import styles from './evaluation.module.css';

type Row = WorstRows['rows'][number];
/** What a table may be sorted by: one of its own figures, or the index of a column. */
type SortKey = 'row' | 'actual' | 'predicted' | 'loss' | number;

const PAGE = 25;

/** The rows the model is furthest off on: find, sort, and open them. */
export function ErrorsSection({ report, worst }: { report: ModelReport; worst: WorstRows }) {
  const [search, setSearch] = useState('');
  const [only, setOnly] = useState<'wrong' | 'all'>(report.task === 'classification' ? 'wrong' : 'all');
  const [sort, setSort] = useState<{ by: SortKey; isDown: boolean }>({ by: 'loss', isDown: true });
  const [shown, setShown] = useState(PAGE);
  const rows = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return worst.rows
      .filter((row) => only === 'all' || row.isWrong)
      .filter((row) => wanted === '' || textOf(row).includes(wanted))
      .sort((a, b) => compare(shownAt(a, sort.by), shownAt(b, sort.by)) * (sort.isDown ? -1 : 1) || a.row - b.row);
  }, [worst, only, search, sort]);
  const by = (next: SortKey) => setSort({ by: next, isDown: sort.by === next ? !sort.isDown : next === 'loss' });
  return (
    <>
      <div className={styles.tools}>
        <Input
          size="s"
          className={styles.search}
          icon="search"
          placeholder="Find in these rows"
          aria-label="Find in these rows"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {report.task === 'classification' ? (
          <Segmented
            label="Which rows"
            value={only}
            onChange={setOnly}
            options={[
              { value: 'wrong', label: 'Decided wrongly' },
              { value: 'all', label: 'All listed' },
            ]}
          />
        ) : null}
        <span className={styles.muted} aria-live="polite">
          {formatInteger(rows.length)} of the {formatInteger(worst.rows.length)} rows it is furthest off on
        </span>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={search ? 'No row has that' : 'No row is decided wrongly'}>
          {search ? 'Look for something else, or show all listed rows.' : 'All listed rows are decided rightly.'}
        </EmptyState>
      ) : (
        <RowsTable rows={rows.slice(0, shown)} worst={worst} report={report} sort={sort} onSort={by} />
      )}
      {rows.length > shown ? (
        <Button size="s" variant="ghost" onClick={() => setShown(shown + PAGE)}>
          {Math.min(PAGE, rows.length - shown)} more
        </Button>
      ) : null}
    </>
  );
}

const textOf = (row: Row): string => [row.row, row.actual, row.predicted, ...row.cells].join('\u0000').toLowerCase();
const shownAt = (row: Row, key: SortKey) => (typeof key === 'number' ? (row.cells[key] ?? null) : row[key]);

/** Numbers by size, text by letters, missing values last. */
function compare(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : a === b ? 0 : 1;
}

interface RowsTableProps {
  rows: readonly Row[];
  worst: WorstRows;
  report: ModelReport;
  sort: { by: SortKey; isDown: boolean };
  onSort: (by: SortKey) => void;
}

function RowsTable({ rows, worst, report, sort, onSort }: RowsTableProps) {
  const [open, setOpen] = useState<number | null>(null);
  const isClass = report.task === 'classification';
  const heads: readonly { key: SortKey; title: string; isNumber: boolean }[] = [
    { key: 'row', title: 'Row', isNumber: true },
    { key: 'actual', title: 'Actual', isNumber: !isClass },
    { key: 'predicted', title: 'Predicted', isNumber: !isClass },
    { key: 'loss', title: isClass ? 'Probability of actual' : 'Off by', isNumber: true },
    ...worst.columns.flatMap(({ name, type }, key) =>
      name === report.target ? [] : [{ key, title: name, isNumber: type === 'int' || type === 'float' }],
    ),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, by keys too
    <section className={styles.rows} aria-label="Rows it is furthest off on" tabIndex={0}>
      <table aria-label="Rows it is furthest off on">
        <thead>
          <tr>
            <th scope="col">
              <span className={styles.hidden}>Open</span>
            </th>
            {heads.map(({ key, title, isNumber }) => {
              // The greatest loss is the least probability, which is what stands there.
              const isFalling = sort.isDown !== (key === 'loss' && isClass);
              return (
                <th
                  key={key}
                  scope="col"
                  data-align={isNumber ? 'end' : undefined}
                  aria-sort={sort.by === key ? (isFalling ? 'descending' : 'ascending') : undefined}
                >
                  <button type="button" onClick={() => onSort(key)}>
                    {title}
                    {sort.by === key ? <Icon icon={isFalling ? ArrowDown : ArrowUp} size="xs" /> : null}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.row}>
              <tr>
                <td>
                  <button
                    type="button"
                    className={styles.opener}
                    aria-expanded={open === row.row}
                    aria-label={`Row ${row.row}`}
                    onClick={() => setOpen(open === row.row ? null : row.row)}
                  >
                    <Icon icon={ChevronRight} size="xs" />
                  </button>
                </td>
                {heads.map(({ key, isNumber }) => (
                  <td key={key} data-align={isNumber ? 'end' : undefined}>
                    <Cell row={row} at={key} />
                  </td>
                ))}
              </tr>
              {open === row.row ? (
                <tr>
                  <td colSpan={heads.length + 1} className={styles.opened}>
                    <dl>
                      {worst.columns.map(({ name }, at) => (
                        <div key={name}>
                          <dt>{name}</dt>
                          <dd>{written(row.cells[at] ?? null)}</dd>
                        </div>
                      ))}
                    </dl>
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ row, at }: { row: Row; at: SortKey }) {
  if (at === 'row') return <>{formatInteger(row.row)}</>;
  if (at === 'loss') {
    return <b>{row.probability === undefined ? formatFigure(row.loss) : formatDecimal(row.probability, 3)}</b>;
  }
  if (at === 'predicted' && typeof row.predicted === 'string')
    return <span data-tone={row.isWrong ? 'bad' : undefined}>{row.predicted}</span>;
  return <>{written(typeof at === 'number' ? (row.cells[at] ?? null) : row[at])}</>;
}

function written(value: string | number | null) {
  if (value === null) return <span className={styles.muted}>missing</span>;
  if (value === '') return <span className={styles.muted}>none</span>;
  return typeof value === 'number' ? formatFigure(value) : value;
}
