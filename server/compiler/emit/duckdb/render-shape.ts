import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { labelColumns } from '@/nodes/kernel/rel/rel-columns';
import { renderExpr } from './render-expr';
import { numbered, ROW } from './render-rows';
import type { SqlSources } from './sources';

const SIDE = sqlName('$side');

type RelOf<Op extends Rel['op']> = Extract<Rel, { op: Op }>;

/** One table after the other, each in its order: DuckDB takes the branches of a union as they come. */
export function unionSql(rel: RelOf<'union'>, tables: readonly string[], push: (sql: string) => string): string {
  const columns = [...rel.columns, ...labelColumns(rel)].map(sqlName).join(', ');
  const branches = tables.map(
    (table, side) => `select ${columns}, ${side} as ${SIDE}, ${ROW} from ${numbered(table, push)}`,
  );
  return `select ${columns} from (${branches.join(' union all ')}) order by ${SIDE}, ${ROW}`;
}

/** Row by row, the entries in their order; a table is read once, however many entries there are. */
export function unpivotSql(rel: RelOf<'unpivot'>, from: string, sources: SqlSources): string {
  const keep = [...rel.keep, ...labelColumns(rel)].map((name) => `${sqlName(name)}, `).join('');
  const labels = rel.entries.map(({ label }) => sqlText(label)).join(', ');
  const values = rel.entries.map(({ of }) => renderExpr(of, sources)).join(', ');
  const value = sqlName(rel.value);
  const rows = `select ${keep}unnest([${labels}]) as ${sqlName(rel.name)}, unnest([${values}]) as ${value} from ${from}`;
  return rel.dropMissing ? `select * from (${rows}) where ${value} is not null` : rows;
}
