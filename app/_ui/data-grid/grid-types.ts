import type { ReactNode } from 'react';
import type { MenuEntry } from '../menu';
import type { ColumnType, Partition } from '../vocabulary';
import type { GridLayout } from './grid-layout';
import type { ScrollGroup } from './scroll-group';
import type { CellRange } from './selection';

export type GridValue = string | number | bigint | boolean | readonly number[] | null | undefined;

export interface ColumnProfile {
  missing: number;
  distinct?: number;
  /** Heights of the histogram; for text the counts of the commonest values. */
  bins?: readonly number[];
  /** Bins that were filled or changed. */
  highlight?: readonly number[];
  /** Ends of the histogram, as written. */
  low?: string;
  high?: string;
  /** Share of the commonest value, 0 to 1. */
  topShare?: number;
  /** What differs from before, when it matters: "drifted, PSI 0.31". */
  warning?: { readonly words: string; readonly title: string; readonly isBad: boolean };
}

export interface GridColumn {
  name: string;
  type: ColumnType;
  isKey?: boolean;
  profile?: ColumnProfile;
  /** Changed by this node: a line above, a tint and a word. */
  changed?: boolean;
  width?: number;
  /** Digits behind the point; taken from the first rows when left out. */
  decimals?: number;
  /** Draws a cell that has a value; its plain text otherwise. */
  render?: (value: GridValue) => ReactNode;
}

export interface GridRow {
  /** In the order of the columns as they were given, hidden or moved ones too. */
  cells: readonly GridValue[];
  partition?: Partition;
  /** Indexes of cells this node filled or changed. */
  changed?: readonly number[];
  /** A person follows this row. */
  pinned?: boolean;
}

export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}

/** A cell by its row and the name of its column. */
export interface GridPlace {
  readonly row: number;
  readonly column: string;
}

export interface DataGridProps {
  columns: readonly GridColumn[];
  rowCount: number;
  /** `undefined` while the row is being fetched. */
  getRow: (index: number) => GridRow | undefined;
  /** Called with the rows in view, to fetch them. */
  onRange?: (first: number, last: number) => void;
  label: string;
  /** Number of the first row; rows of a sample can start elsewhere. */
  firstNumber?: number;
  onColumnSelect?: (column: GridColumn) => void;
  selectedColumn?: string;
  className?: string;
  /** Widths, hidden and pinned columns; the grid keeps its own when left out. */
  layout?: GridLayout;
  onLayout?: (layout: GridLayout) => void;
  sort?: readonly GridSort[];
  /** Entries above those every column has. */
  columnMenu?: (column: GridColumn) => readonly MenuEntry[];
  /** Entries for a cell, below copying. */
  cellMenu?: (place: GridPlace) => readonly MenuEntry[];
  /** Copies what is selected; columns by name, in the order shown. */
  onCopy?: (copied: { rows: readonly [number, number]; columns: readonly string[] }, as: CopyFormat) => void;
  /** A letter was typed on the grid: the search takes it. */
  onType?: (text: string) => void;
  /** Brings a cell into view and makes it the active one; another object asks anew. */
  goTo?: GridPlace | undefined;
  /** Grids that scroll together. */
  scrollGroup?: ScrollGroup | undefined;
}

export type CopyFormat = 'tsv' | 'csv' | 'json';
export type { CellRange, GridLayout };
