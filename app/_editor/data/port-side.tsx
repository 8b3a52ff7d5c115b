'use client';

import { Download, Play } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { saveText } from '@/app/_frame/save-text';
import { Button } from '@/app/_ui/button';
import { DataGrid, type GridRow } from '@/app/_ui/data-grid';
import { EmptyState, Skeleton } from '@/app/_ui/feedback';
import { formatInteger } from '@/app/_ui/figures';
import { DiffGlyph, PortGlyph } from '@/app/_ui/glyphs';
import { IconButton } from '@/app/_ui/icon-button';
import { Select } from '@/app/_ui/select';
import { ProblemNote } from '../timeline/problem-note';
import { csvText } from './csv-text';
import styles from './data-panel.module.css';
import { gridColumns } from './grid-columns';
import type { OpenPort } from './panel-ports';
import type { PortRows } from './use-port-rows';

export interface PortSideProps {
  side: 'Input' | 'Output';
  ports: readonly OpenPort[];
  port: OpenPort;
  onPort: (name: string) => void;
  rows: PortRows;
  /** A row as it is shown: with its changed cells marked. */
  getRow: (index: number) => GridRow | undefined;
  changed: ReadonlySet<string>;
  /** "3 columns changed, 3 added" */
  changedWords?: string;
  extra?: ReactNode;
  onRunToHere?: () => void;
}

/** One table: which port, how many rows, and the rows themselves. */
export function PortSide(props: PortSideProps) {
  const { side, ports, port, onPort, rows, changedWords, extra } = props;
  const { columns, rowCount } = rows;
  return (
    <section className={styles.side} aria-label={`${side} ${port.title}`}>
      <header className={styles.head}>
        <PortGlyph type="table" />
        <b>{side}</b>
        {ports.length > 1 ? (
          <Select
            size="s"
            className={styles.port}
            label={`Which ${side.toLowerCase()}`}
            value={port.name}
            onChange={onPort}
            options={ports.map((each) => ({ value: each.name, label: each.title }))}
          />
        ) : (
          <span className={styles.muted}>{port.title}</span>
        )}
        <span className={styles.right}>
          {extra}
          {changedWords ? (
            <span className={styles.changed}>
              <DiffGlyph kind="changed" />
              {changedWords}
            </span>
          ) : null}
          {columns ? (
            <span className={styles.shape} title="Rows × columns">
              {rows.isCounted ? formatInteger(rowCount) : '…'} × {columns.length}
            </span>
          ) : null}
          {columns && rowCount > 0 ? (
            <IconButton
              label="Download the rows in view as CSV"
              icon={Download}
              size="s"
              onClick={() => saveText(`${port.id}.csv`, csvText(columns, rows.getRow, rowCount), 'text/csv')}
            />
          ) : null}
        </span>
      </header>
      <Rows {...props} />
    </section>
  );
}

function Rows({ side, port, rows, getRow, changed, onRunToHere }: PortSideProps) {
  const { columns, profile } = rows;
  const shown = useMemo(
    () => (columns ? gridColumns(columns, profile, port.schema, changed) : []),
    [columns, profile, port.schema, changed],
  );
  if (rows.isMissing) {
    return (
      <EmptyState
        icon={Play}
        title="Run to here to see this"
        actions={
          onRunToHere ? (
            <Button icon={Play} onClick={onRunToHere}>
              Run to here
            </Button>
          ) : undefined
        }
      >
        {side === 'Input' ? 'What comes in was not made yet.' : 'This table was not made yet with these settings.'} What
        did not change is reused.
      </EmptyState>
    );
  }
  if (rows.error) return <ProblemNote error={rows.error} what="These rows" onRetry={rows.retry} />;
  if (!columns) return <Waiting />;
  if (rows.rowCount === 0 && profile) {
    return <EmptyState title="No rows">{emptyWords(port)}</EmptyState>;
  }
  return (
    <DataGrid
      key={port.id}
      className={styles.grid}
      label={`Rows of ${port.title}`}
      columns={shown}
      rowCount={rows.rowCount}
      getRow={getRow}
      onRange={rows.onRange}
    />
  );
}

const emptyWords = (port: OpenPort): string =>
  port.name === 'rejected'
    ? 'Every row kept the rules.'
    : port.name === 'unparsed'
      ? 'Everything in the file could be read.'
      : 'This table has columns, but no row is in it.';

function Waiting() {
  return (
    <div className={styles.waiting} aria-busy="true">
      {[0, 1, 2, 3].map((line) => (
        <div key={line}>
          <Skeleton width="18%" height={10} />
          <Skeleton width="12%" height={10} />
          <Skeleton width="22%" height={10} />
          <Skeleton width="14%" height={10} />
        </div>
      ))}
    </div>
  );
}
