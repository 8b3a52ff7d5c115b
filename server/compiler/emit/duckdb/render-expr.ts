import { type Expr, mapExpr, partOf } from '@/nodes/kernel/expr/expr';
import { FUNCTIONS } from '@/nodes/kernel/expr/functions';
import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import type { SqlSources } from './sources';
import { double, SQL_TYPE } from './sql-types';

/** The DuckDB SQL of an expression, learned values written in. */
export function renderExpr(expr: Expr, sources: Pick<SqlSources, 'learned'>): string {
  return renderBound(bindLearned(expr, sources));
}

function bindLearned(expr: Expr, sources: Pick<SqlSources, 'learned'>): Expr {
  return mapExpr(expr, (leaf) => {
    if (leaf.op !== 'learned') return leaf;
    const value = partOf(leaf, sources.learned(leaf.fit, leaf.name)) as string;
    const type = leaf.type === 'int-list' ? 'float-list' : leaf.type;
    if (type === 'text-float-map' || type === 'text-text-map') throw new Error(`${leaf.name} is read by lookup alone`);
    return { op: 'literal', type, value };
  });
}

function renderBound(expr: Expr): string {
  switch (expr.op) {
    case 'column':
      return sqlName(expr.name);
    case 'literal':
      return literalSql(expr);
    case 'learned':
      throw new Error(`learned value ${expr.name} was not bound`);
    case 'call':
      return FUNCTIONS[expr.fn].duckdb(expr.args.map(renderBound), expr);
  }
}

function literalSql({ type, value }: Extract<Expr, { op: 'literal' }>): string {
  if (value === null) return `null::${SQL_TYPE[type]}`;
  switch (type) {
    case 'text':
      return sqlText(String(value));
    case 'float':
      return double(Number(value));
    case 'int':
      // The smallest int can only be written with its sign inside.
      return String(value).startsWith('-') ? `(${value})::bigint` : `${value}::bigint`;
    case 'bool':
      return String(value);
    case 'date':
    case 'timestamp':
      return `${type} ${sqlText(String(value))}`;
    case 'text-list':
      return `[${(value as readonly string[]).map(sqlText).join(', ')}]::varchar[]`;
    case 'float-list':
      return `[${(value as readonly number[]).map(double).join(', ')}]::double[]`;
  }
}
