export { DataGrid } from './data-grid';
export { type GridLayout, plainLayout, withHidden } from './grid-layout';
export type {
  ColumnProfile,
  CopyFormat,
  DataGridProps,
  GridColumn,
  GridPlace,
  GridRow,
  GridSort,
  GridValue,
} from './grid-types';
export { createScrollGroup, type ScrollGroup } from './scroll-group';
