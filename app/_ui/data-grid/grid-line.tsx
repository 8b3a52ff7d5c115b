import type { VirtualItem } from '@tanstack/react-virtual';
import { type MouseEvent, memo } from 'react';
import { Skeleton } from '../feedback';
import { formatInteger } from '../figures';
import { partitionWords } from '../vocabulary';
import { cellText, isMissing } from './cell-text';
import styles from './data-grid.module.css';
import type { GridColumn, GridRow } from './grid-types';

/** A column on screen: where it stands, and which of the columns given it is. */
export interface ShownColumn {
  readonly place: number;
  readonly index: number;
  readonly column: GridColumn;
  readonly width: number;
  readonly decimals: number;
  /** Undefined for pinned columns, which stand one behind the other. */
  readonly left: number | undefined;
}

export interface GridLineProps {
  gridId: string;
  index: number;
  number: number;
  top: VirtualItem['start'];
  row: GridRow | undefined;
  pinned: readonly ShownColumn[];
  shown: readonly ShownColumn[];
  indexWidth: number;
  /** Place of the active cell, −1 where it is in another row. */
  active: number;
  /** Selected places; −1 where none is. */
  from: number;
  to: number;
  onCell: (row: number, place: number, event: MouseEvent) => void;
}

/** One row: its number, and the cells in view. */
export const GridLine = memo(function GridLine(props: GridLineProps) {
  const { index, number, top, row, pinned, shown, indexWidth, onCell } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <table> cannot be virtual in both directions
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid
    <div role="row" aria-rowindex={index + 2} className={styles.row} style={{ top }}>
      <div className={styles.stay} role="presentation">
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: Shift and Space on the grid do the same */}
        <div
          role="rowheader"
          aria-colindex={1}
          className={styles.index}
          data-pinned={row?.pinned || undefined}
          style={{ width: indexWidth }}
          onClick={(event) => onCell(index, -1, event)}
          onContextMenu={(event) => onCell(index, -1, event)}
        >
          {row?.partition ? <i data-partition={row.partition} title={partitionWords[row.partition]} /> : null}
          {formatInteger(number)}
        </div>
        {pinned.map((each) => (
          <GridCell key={each.column.name} {...props} at={each} />
        ))}
      </div>
      {shown.map((each) => (
        <GridCell key={each.column.name} {...props} at={each} />
      ))}
    </div>
  );
});

function GridCell({ gridId, index, row, active, from, to, at, onCell }: GridLineProps & { at: ShownColumn }) {
  const { column, place, width, left } = at;
  const value = row?.cells[at.index];
  const isGone = row !== undefined && isMissing(value);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid
    <div
      id={`${gridId}-${index}-${place}`}
      role="gridcell"
      aria-colindex={place + 2}
      aria-selected={(place >= from && place <= to) || undefined}
      className={styles.cell}
      data-number={column.type === 'int' || column.type === 'float' || undefined}
      data-key={column.isKey || undefined}
      data-missing={isGone || undefined}
      data-waiting={row === undefined || undefined}
      data-changed={row?.changed?.includes(at.index) || undefined}
      data-active={active === place || undefined}
      data-pinned={left === undefined || undefined}
      style={{ left, width }}
      onMouseDown={(event) => onCell(index, place, event)}
      onMouseEnter={(event) => onCell(index, place, event)}
      onContextMenu={(event) => onCell(index, place, event)}
    >
      {row === undefined ? (
        <Skeleton width="70%" height={8} />
      ) : isGone ? (
        'missing'
      ) : column.render ? (
        column.render(value)
      ) : (
        cellText(value, column.type, at.decimals)
      )}
    </div>
  );
}
