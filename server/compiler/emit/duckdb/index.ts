export { renderExpr } from './render-expr';
export { columnsReadBy, renderFit } from './render-fit';
export { renderSql } from './render-rel';
export type { SqlSources } from './sources';
export { SQL_TYPE } from './sql-types';
