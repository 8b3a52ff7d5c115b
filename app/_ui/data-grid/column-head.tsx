import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react';
import { memo, type PointerEvent } from 'react';
import { Histogram } from '../charts';
import { formatInteger, formatShare } from '../figures';
import { TypeGlyph } from '../glyphs';
import { Icon } from '../icon';
import styles from './data-grid.module.css';
import type { GridColumn } from './grid-types';

export interface ColumnHeadProps {
  id: string;
  column: GridColumn;
  /** On screen, from 0. */
  place: number;
  left: number | undefined;
  width: number;
  sorted: 'ascending' | 'descending' | undefined;
  isActive: boolean;
  isSelected: boolean;
  isClickable: boolean;
  onPick: (place: number, extend: boolean) => void;
  onMenu: (place: number, at: { x: number; y: number }) => void;
  /** Undefined: as wide as what it holds. */
  onWidth: (name: string, width: number | undefined) => void;
}

/** Name, shape and figures of a column; its edge is pulled to widen it. */
export const ColumnHead = memo(function ColumnHead(props: ColumnHeadProps) {
  const { id, column, place, left, width, sorted, isActive, isSelected, isClickable, onPick, onMenu, onWidth } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <table> cannot be virtual in both directions
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the grid does the same
    <div
      id={id}
      role="columnheader"
      aria-colindex={place + 2}
      aria-sort={sorted ?? 'none'}
      className={styles.columnHead}
      data-changed={column.changed || undefined}
      data-selected={isSelected || undefined}
      data-active={isActive || undefined}
      data-clickable={isClickable || undefined}
      data-pinned={left === undefined || undefined}
      style={{ left, width }}
      onClick={(event) => onPick(place, event.shiftKey)}
      onContextMenu={(event) => {
        event.preventDefault();
        onPick(place, false);
        onMenu(place, { x: event.clientX, y: event.clientY });
      }}
    >
      <span className={styles.name}>
        <TypeGlyph type={column.type} isKey={column.isKey} />
        <span>{column.name}</span>
        {sorted ? <Icon icon={sorted === 'ascending' ? ArrowUp : ArrowDown} size="xs" /> : null}
      </span>
      <Figures column={column} />
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Menu of ${column.name}`}
        className={styles.more}
        onClick={(event) => {
          event.stopPropagation();
          const box = event.currentTarget.getBoundingClientRect();
          onPick(place, false);
          onMenu(place, { x: box.left, y: box.bottom });
        }}
      >
        <Icon icon={ChevronDown} size="xs" />
      </button>
      <span
        aria-hidden
        className={styles.edge}
        onClick={(event) => event.stopPropagation()}
        onDoubleClick={() => onWidth(column.name, undefined)}
        onPointerDown={(event) => pull(event, width, (wider) => onWidth(column.name, wider))}
      />
    </div>
  );
});

function pull(event: PointerEvent<HTMLElement>, width: number, onWidth: (width: number) => void): void {
  if (event.button !== 0) return;
  event.preventDefault();
  event.stopPropagation();
  const edge = event.currentTarget;
  const start = event.clientX;
  edge.setPointerCapture(event.pointerId);
  const onMove = (moved: globalThis.PointerEvent) => onWidth(width + moved.clientX - start);
  edge.addEventListener('pointermove', onMove);
  const stop = () => edge.removeEventListener('pointermove', onMove);
  edge.addEventListener('pointerup', stop, { once: true });
  edge.addEventListener('pointercancel', stop, { once: true });
}

function Figures({ column }: { column: GridColumn }) {
  const { profile } = column;
  if (!profile) return null;
  return (
    <>
      <span className={styles.shape}>
        {profile.bins && profile.bins.length > 0 ? (
          <Histogram bins={profile.bins} missing={profile.missing} highlight={profile.highlight} />
        ) : null}
      </span>
      <span className={styles.sub}>
        {profile.warning ? (
          <span className={styles.warning} data-bad={profile.warning.isBad || undefined} title={profile.warning.title}>
            {profile.warning.words}
          </span>
        ) : (
          <Words column={column} />
        )}
      </span>
    </>
  );
}

function Words({ column }: { column: GridColumn }) {
  const { missing = 0, distinct, low, high, topShare } = column.profile ?? {};
  if (missing > 0) return <span className={styles.missingCount}>{formatInteger(missing)} missing</span>;
  if (column.changed) return <span>none missing</span>;
  const isText = column.type === 'text' || column.type === 'bool';
  if (isText || column.isKey || low === undefined) {
    const words = column.isKey ? 'distinct' : 'values';
    return (
      <>
        <span>{distinct === undefined ? 'none missing' : `${formatInteger(distinct)} ${words}`}</span>
        {topShare === undefined ? null : <span>{formatShare(topShare)}</span>}
      </>
    );
  }
  return (
    <>
      <span>{low}</span>
      <span>{high}</span>
    </>
  );
}
