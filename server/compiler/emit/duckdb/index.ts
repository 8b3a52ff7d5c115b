export { renderExpr } from './render-expr';
export { renderFit, renderSql } from './render-rel';
export type { SqlSources } from './sources';
export { SQL_TYPE } from './sql-types';
