import type { StageDatabase } from '@/nodes/kernel/define-run';
import { sqlName } from '@/nodes/kernel/expr/sql-text';
import { type Rel, visitRel } from '@/nodes/kernel/rel/rel';
import { relColumns } from '@/nodes/kernel/rel/rel-columns';
import { renderSql, type SqlSources } from '@/server/compiler/emit/duckdb';

/** They hand a row on when it arrives: what comes of a table keeps its order. */
const STREAMED: ReadonlySet<Rel['op']> = new Set(['scan', 'project', 'filter', 'part', 'round', 'out-of-fold']);

const isStreamed = (rel: Rel): boolean => {
  let streamed = true;
  visitRel(rel, (part) => {
    const isHashed = part.op === 'label' && (part.method.kind === 'random' || part.method.kind === 'group');
    streamed &&= STREAMED.has(part.op) || isHashed;
  });
  return streamed;
};

const KEY = '$rows to learn from';

/**
 * Rows that are added up must come in one certain order: sums of floats depend on it. Below an aggregate DuckDB drops the
 * order of joins, unions and windows, and how many test rows there are then has a say in the last digit; so they are
 * written down first.
 */
export async function rowsInOrder(
  rel: Rel,
  columns: readonly string[],
  sources: SqlSources,
  database: StageDatabase,
): Promise<{ readonly rel: Rel; readonly sources: SqlSources }> {
  if (isStreamed(rel)) return { rel, sources };
  const picked = columns.length > 0 ? columns.map(sqlName).join(', ') : '1 as "one"';
  await database.execute(
    `create or replace temp table ${sqlName(KEY)} as select ${picked} from (${renderSql(rel, sources)})`,
  );
  return {
    rel: { op: 'scan', key: KEY, columns: relColumns(rel).filter((name) => columns.includes(name)) },
    sources: {
      scan: (key) => (key === KEY ? sqlName(KEY) : sources.scan(key)),
      learned: (fit, name) => sources.learned(fit, name),
    },
  };
}
