import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { labelColumns } from '@/nodes/kernel/rel/rel-columns';
import { PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { renderExpr } from './render-expr';
import { orderBy } from './render-sort';
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

/** A person's query, its inputs under the names they gave them; columns are picked and cast by name. */
export function userSql(rel: RelOf<'sql'>, tables: readonly string[]): string {
  const inputs = rel.names.map((name, index) => `${sqlName(name)} as (from ${tables[index]})`).join(', ');
  const columns = rel.columns.map(({ name }) => sqlName(name)).join(', ');
  return `select ${columns} from (with ${inputs} select * from (\n${rel.query}\n))`;
}
