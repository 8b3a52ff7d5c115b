import { type Expr, mapExpr, partOf } from '@/nodes/kernel/expr/expr';
import { FUNCTIONS } from '@/nodes/kernel/expr/functions';
import { LONG_SQL } from '@/nodes/kernel/expr/functions/sql-guards';
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
      return renderCall(expr);
  }
}

/** A long argument that its function writes several times is bound once: nested calls would double it at every level. */
function renderCall(call: Extract<Expr, { op: 'call' }>): string {
  const args = call.args.map(renderBound);
  const names = args.map((sql, index) =>
    sql.length > LONG_SQL && call.args[index]!.op !== 'literal' ? nameFor(index, args) : sql,
  );
  let sql = FUNCTIONS[call.fn].duckdb(names, call);
  for (const [index, name] of names.entries()) {
    const arg = args[index]!;
    if (name === arg) continue;
    const uses = sql.split(name).length - 1;
    sql = uses < 2 ? sql.replace(name, () => arg) : `list_transform([${arg}], lambda ${name}: ${sql})[1]`;
  }
  return sql;
}

/** A parameter's name that stands nowhere in the arguments, not even in a text. */
function nameFor(index: number, args: readonly string[]): string {
  for (let attempt = 0; ; attempt++) {
    const name = `"$${index}.${attempt}"`;
    if (!args.some((arg) => arg.includes(name))) return name;
  }
}

function literalSql({ type, value }: Extract<Expr, { op: 'literal' }>): string {
  if (value === null) return `null::${SQL_TYPE[type]}`;
  switch (type) {
    case 'text':
      return sqlText(String(value));
    case 'float':
      return Number.isFinite(Number(value)) ? double(Number(value)) : 'null::double';
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
