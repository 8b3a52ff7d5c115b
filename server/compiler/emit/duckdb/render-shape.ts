import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { labelColumns } from '@/nodes/kernel/rel/rel-columns';
import { renderExpr } from './render-expr';
import type { SqlSources } from './sources';

type RelOf<Op extends Rel['op']> = Extract<Rel, { op: Op }>;

export function unionSql(rel: RelOf<'union'>, tables: readonly string[]): string {
  const columns = [...rel.columns, ...labelColumns(rel)].map(sqlName).join(', ');
  return tables.map((table) => `select ${columns} from ${table}`).join(' union all ');
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
