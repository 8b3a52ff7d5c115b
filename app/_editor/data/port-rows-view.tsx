'use client';

import { ArrowDownWideNarrow, ArrowUpNarrowWide, Filter, FilterX, Play, X } from 'lucide-react';
import { memo, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { DataGrid, type GridPlace, type GridRow, type ScrollGroup } from '@/app/_ui/data-grid';
import { EmptyState, Skeleton } from '@/app/_ui/feedback';
import type { MenuEntry } from '@/app/_ui/menu';
import { toast } from '@/app/_ui/toast';
import { copiedText } from './copied-text';
import styles from './data-panel.module.css';
import type { RowsView } from './fetch-rows';
import type { gridColumns } from './grid-columns';
import type { OpenPort } from './panel-ports';
import { MOST_COPIED, readRange } from './read-range';
import { RefusedNote } from './refused-note';
import { conditionOf, sortedBy, withCondition } from './rows-view';
import type { useGridLayout } from './use-grid-layout';
import type { PortRows } from './use-port-rows';

export interface PortRowsViewProps {
  side: 'Input' | 'Output';
  port: OpenPort;
  rows: PortRows;
  /** A row as it is shown: with its changed cells marked. */
  getRow: (index: number) => GridRow | undefined;
  columns: ReturnType<typeof gridColumns>;
  view: RowsView;
  onView: (view: RowsView) => void;
  layout: ReturnType<typeof useGridLayout>;
  goTo: GridPlace | undefined;
  scrollGroup: ScrollGroup | undefined;
  onType: (text: string) => void;
  onFilterBy: (column: string) => void;
  /** More that can be done with a row. */
  rowMenu: (row: GridRow | undefined) => readonly MenuEntry[];
  /** The node that has to run first, by its title. */
  waitsFor: string | undefined;
  onRunToHere?: (() => void) | undefined;
}

type GridProps = Parameters<typeof DataGrid>[0];

/** An edit tells this panel of a dozen things, few of which concern a row: the grid is drawn anew for those. */
const Grid = memo(DataGrid);

/** The rows of a port as a grid; or why there are none. */
export function PortRowsView(props: PortRowsViewProps) {
  const { side, port, rows, getRow, columns, view, onView, onFilterBy, rowMenu, waitsFor, onRunToHere } = props;
  const copying = useRef<AbortController>(undefined);
  const [layout, setLayout] = props.layout;
  const [isCopying, setCopying] = useState(false);
  const isNarrowed = (view.where?.length ?? 0) > 0;
  const noRows = rows.rowCount === 0 && rows.isCounted;
  // A grid is named for its columns too: another arrangement begins at its first cell.
  const sort = useMemo(() => view.sort ?? [], [view.sort]);
  const columnMenu = useCallback(
    ({ name }: { name: string }): MenuEntry[] => {
      const sorted = view.sort?.find(({ column }) => column === name);
      return [
        { label: 'Sort ascending', icon: ArrowUpNarrowWide, onSelect: () => onView(sortedBy(view, name, 'ascending')) },
        {
          label: 'Sort descending',
          icon: ArrowDownWideNarrow,
          onSelect: () => onView(sortedBy(view, name, 'descending')),
        },
        ...(sorted ? [{ label: 'Do not sort', icon: X, onSelect: () => onView(sortedBy(view, name, undefined)) }] : []),
        { label: 'Filter…', icon: Filter, onSelect: () => onFilterBy(name) },
      ];
    },
    [view, onView, onFilterBy],
  );
  const cellMenu = ({ row, column }: GridPlace): MenuEntry[] => {
    const at = rows.columns?.findIndex(({ name }) => name === column) ?? -1;
    const value = getRow(row)?.cells[at];
    const keep = conditionOf(column, value, true);
    const leave = conditionOf(column, value, false);
    return [
      ...(keep
        ? [{ label: 'Keep rows with this value', icon: Filter, onSelect: () => onView(withCondition(view, keep)) }]
        : []),
      ...(leave
        ? [
            {
              label: 'Leave rows with this value out',
              icon: FilterX,
              onSelect: () => onView(withCondition(view, leave)),
            },
          ]
        : []),
      ...rowMenu(getRow(row)),
    ];
  };
  const onCopy: NonNullable<GridProps['onCopy']> = ({ rows: [from, to], columns: names }, as) => {
    const last = Math.min(to, from + MOST_COPIED - 1);
    copying.current?.abort();
    copying.current = new AbortController();
    setCopying(true);
    readRange(rows, [from, last], names, copying.current.signal)
      .then((copied) => navigator.clipboard.writeText(copiedText(copied, as)))
      .then(() => {
        if (last < to)
          toast({
            tone: 'plain',
            title: `The first ${MOST_COPIED.toLocaleString('en')} rows were copied`,
            description: 'Filter them, or export the table for all of them.',
          });
      })
      .catch(() =>
        toast({
          tone: 'bad',
          title: 'Nothing was copied',
          description: 'The rows did not arrive, or the browser keeps its clipboard closed.',
        }),
      )
      .finally(() => setCopying(false));
  };
  const hands = useSameHands({ cellMenu, onCopy });

  if (rows.isMissing) {
    return (
      <EmptyState
        icon={Play}
        title="Run to see its rows"
        actions={
          onRunToHere ? (
            <Button icon={Play} onClick={onRunToHere}>
              Run to here
            </Button>
          ) : undefined
        }
      >
        {waitsFor
          ? `They come out of ${waitsFor}, which only a run can do.`
          : side === 'Input'
            ? 'What comes in was not made yet.'
            : 'This table was not made yet with these settings.'}{' '}
        What did not change is reused.
      </EmptyState>
    );
  }
  if (rows.error) return <RefusedNote error={rows.error} onRetry={rows.retry} onRunToHere={onRunToHere} />;
  if (!rows.columns) return <Waiting />;
  if (noRows) {
    return isNarrowed ? (
      <EmptyState
        icon={FilterX}
        title="No row is like that"
        actions={<Button onClick={() => onView({ ...view, where: [] })}>Show all rows</Button>}
      >
        The filter above leaves none of the rows.
      </EmptyState>
    ) : (
      <EmptyState title="No rows">{emptyWords(port)}</EmptyState>
    );
  }
  return (
    <div
      className={styles.gridBox}
      data-updating={rows.isUpdating || isCopying || undefined}
      aria-busy={rows.isUpdating}
    >
      <Grid
        key={port.id}
        className={styles.grid}
        label={`Rows of ${port.title}`}
        columns={columns}
        rowCount={rows.rowCount}
        getRow={getRow}
        onRange={rows.onRange}
        layout={layout}
        onLayout={setLayout}
        sort={sort}
        columnMenu={columnMenu}
        {...hands}
        onType={props.onType}
        goTo={props.goTo}
        scrollGroup={props.scrollGroup}
      />
    </div>
  );
}

type Hands = Required<Pick<GridProps, 'cellMenu' | 'onCopy'>>;

/** The same functions for the grid at each render; what they do is that of the last one. */
function useSameHands(hands: Hands): Hands {
  const last = useRef(hands);
  useLayoutEffect(() => {
    last.current = hands;
  });
  const [same] = useState<Hands>(() => ({
    cellMenu: (place) => last.current.cellMenu(place),
    onCopy: (copied, as) => last.current.onCopy(copied, as),
  }));
  return same;
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
