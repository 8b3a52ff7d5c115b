'use client';

import { Download, Search } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { saveText } from '@/app/_frame/save-text';
import type { GridPlace, GridRow, ScrollGroup } from '@/app/_ui/data-grid';
import { formatInteger } from '@/app/_ui/figures';
import { DiffGlyph, PortGlyph } from '@/app/_ui/glyphs';
import { IconButton } from '@/app/_ui/icon-button';
import { Select } from '@/app/_ui/select';
import { usePinnedPlaces, useRowMenu } from '../probes/use-row-menu';
import { BasisNote } from './basis-note';
import type { BasisWords } from './basis-words';
import { ColumnsButton } from './columns-button';
import { copiedText } from './copied-text';
import styles from './data-panel.module.css';
import type { RowsView } from './fetch-rows';
import { FilterButton } from './filter-button';
import { FindBar } from './find-bar';
import { gridColumns } from './grid-columns';
import type { OpenPort } from './panel-ports';
import { PortRowsView } from './port-rows-view';
import { MOST_COPIED, readRange } from './read-range';
import tools from './rows-tools.module.css';
import { withCondition } from './rows-view';
import { useGridLayout } from './use-grid-layout';
import type { PortRows } from './use-port-rows';
import { ViewChips } from './view-chips';

export interface PortSideProps {
  side: 'Input' | 'Output';
  ports: readonly OpenPort[];
  port: OpenPort;
  onPort: (name: string) => void;
  rows: PortRows;
  view: RowsView;
  onView: (view: RowsView) => void;
  basis: BasisWords | undefined;
  /** A row as it is shown: with its changed cells marked. */
  getRow: (index: number) => GridRow | undefined;
  changed: ReadonlySet<string>;
  /** "3 columns changed, 3 added" */
  changedWords?: string | undefined;
  extra?: ReactNode;
  scrollGroup?: ScrollGroup | undefined;
  waitsFor: string | undefined;
  onRunToHere?: (() => void) | undefined;
}

/** One table: which port, how many rows, what to do with them, and the rows themselves. */
export function PortSide(props: PortSideProps) {
  const { side, ports, port, onPort, rows, view, onView, basis, changed, changedWords, extra, onRunToHere } = props;
  const { columns, rowCount, profile, drift } = rows;
  const layout = useGridLayout(port.id);
  const [search, setSearch] = useState<string>();
  const [goTo, setGoTo] = useState<GridPlace>();
  const [filterBy, setFilterBy] = useState<{ readonly column: string }>();
  const shown = useMemo(
    () => (columns ? gridColumns(columns, { profile, drift, schema: port.schema, changed }) : []),
    [columns, profile, drift, port.schema, changed],
  );
  const isNarrowed = (view.where?.length ?? 0) > 0;
  const rowMenu = useRowMenu(port.id, port.schema?.key, columns);
  const pinned = usePinnedPlaces(port.id);
  const isInOrder = !isNarrowed && (view.sort?.length ?? 0) === 0 && view.part === undefined;
  const { getRow: plainRow } = props;
  const getRow = useCallback(
    (index: number) => {
      const row = plainRow(index);
      return row && isInOrder && pinned.has(index) ? { ...row, pinned: true } : row;
    },
    [plainRow, isInOrder, pinned],
  );
  const onFilterBy = useCallback((column: string) => setFilterBy({ column }), []);
  const download = () => {
    const names = shown.map(({ name }) => name);
    const end = Math.min(rowCount, MOST_COPIED) - 1;
    readRange(rows, [0, end], names, new AbortController().signal)
      .then((copied) => saveText(`${port.id}.csv`, copiedText(copied, 'csv'), 'text/csv'))
      .catch(() => undefined);
  };
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
          {changedWords ? (
            <span className={styles.changed} title={changedWords}>
              <DiffGlyph kind="changed" />
              {changedWords}
            </span>
          ) : null}
          {columns ? (
            <span className={styles.shape} title="Rows × columns">
              {rows.isCounted ? formatInteger(rowCount) : '…'} × {columns.length}
            </span>
          ) : null}
          {columns ? (
            <span className={styles.tools}>
              <IconButton
                label="Find in the rows"
                icon={Search}
                size="s"
                pressed={search !== undefined}
                onClick={() => setSearch((before) => (before === undefined ? '' : undefined))}
              />
              <FilterButton
                columns={shown}
                isOn={isNarrowed}
                asked={filterBy}
                onAdd={(condition) => onView(withCondition(view, condition))}
              />
              <ColumnsButton
                columns={shown}
                layout={layout[0]}
                onLayout={layout[1]}
                onGo={(column) => setGoTo({ row: -1, column })}
              />
              {rowCount > 0 ? (
                <IconButton label="Download these rows as CSV" icon={Download} size="s" onClick={download} />
              ) : null}
            </span>
          ) : null}
        </span>
      </header>
      {extra || (basis && columns) ? (
        <div className={tools.bar}>
          {extra}
          {basis && columns ? <BasisNote basis={basis} isUpdating={rows.isUpdating} onRunToHere={onRunToHere} /> : null}
        </div>
      ) : null}
      {search !== undefined && columns ? (
        <FindBar rows={rows} typed={search} onFound={setGoTo} onClose={() => setSearch(undefined)} />
      ) : null}
      <ViewChips view={view} onView={onView} />
      <PortRowsView
        side={side}
        port={port}
        rows={rows}
        getRow={getRow}
        columns={shown}
        view={view}
        onView={onView}
        layout={layout}
        goTo={goTo}
        scrollGroup={props.scrollGroup}
        onType={setSearch}
        onFilterBy={onFilterBy}
        rowMenu={rowMenu}
        waitsFor={props.waitsFor}
        onRunToHere={onRunToHere}
      />
    </section>
  );
}
