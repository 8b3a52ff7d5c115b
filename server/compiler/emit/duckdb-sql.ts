import type { FitAggregate } from '@/nodes/kernel/define-node';
import { type Expr, mapExpr } from '@/nodes/kernel/expr/expr';
import { FUNCTIONS } from '@/nodes/kernel/expr/functions';
import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import type { Aggregate, Rel } from '@/nodes/kernel/rel/rel';
import { relColumns } from '@/nodes/kernel/rel/rel-columns';
import { PARTITION_COLUMN } from '@/nodes/kernel/schema';

/** Where a relation's leaves are when its SQL is rendered: artifacts on disk, learned values at hand. */
export interface SqlSources {
  /** A table expression for an artifact key, such as `read_parquet('…')`. */
  scan(key: string): string;
  learned(fit: string, name: string): unknown;
}

/** The DuckDB SQL of a relation: one CTE per step, in reading order. */
export function renderSql(rel: Rel, sources: SqlSources): string {
  const steps: string[] = [];
  const last = renderStep(rel, sources, steps);
  const ctes = steps.map((sql, index) => `t${index} as (\n  ${sql}\n)`);
  return ctes.length === 0 ? `from ${last}` : `with ${ctes.join(', ')}\nfrom ${last}`;
}

/** A one-row query with a column per learned name. */
export function renderFit(rel: Rel, aggregates: Readonly<Record<string, FitAggregate>>, sources: SqlSources): string {
  const steps: string[] = [];
  const from = renderStep(rel, sources, steps);
  const columns = Object.entries(aggregates).map(
    ([name, aggregate]) => `${renderAggregate({ name, ...aggregate }, sources)} as ${sqlName(name)}`,
  );
  const ctes = steps.map((sql, index) => `t${index} as (\n  ${sql}\n)`);
  const head = ctes.length === 0 ? '' : `with ${ctes.join(', ')}\n`;
  return `${head}select ${columns.join(',\n  ')}\nfrom ${from}`;
}

function renderStep(rel: Rel, sources: SqlSources, steps: string[]): string {
  if (rel.op === 'scan') return sources.scan(rel.key);
  const from = renderStep(rel.input, sources, steps);
  steps.push(selectOf(rel, from, sources, steps));
  return `t${steps.length - 1}`;
}

function selectOf(rel: Exclude<Rel, { op: 'scan' }>, from: string, sources: SqlSources, steps: string[]): string {
  const labelled = relColumns(rel.input).includes(PARTITION_COLUMN);
  switch (rel.op) {
    case 'project': {
      const columns = rel.columns
        .filter((column) => column.name !== PARTITION_COLUMN)
        .map((column) => `${renderExpr(column.expr, sources)} as ${sqlName(column.name)}`);
      if (labelled) columns.push(sqlName(PARTITION_COLUMN));
      return `select ${columns.join(', ')} from ${from}`;
    }
    case 'filter':
      return `select * from ${from} where ${renderExpr(rel.where, sources)}`;
    case 'aggregate': {
      // Below a split the label is an implicit group key: no group mixes training and test rows.
      const label = labelled ? [sqlName(PARTITION_COLUMN)] : [];
      const by = [...rel.by.map(sqlName), ...label];
      const measures = rel.aggregates.map((part) => `${renderAggregate(part, sources)} as ${sqlName(part.name)}`);
      // Ordered, so that the written table does not depend on the threads that grouped it.
      const tail =
        by.length > 0
          ? ` group by ${by.join(', ')} order by ${by.map((name) => `${name} nulls first`).join(', ')}`
          : '';
      return `select ${[...rel.by.map(sqlName), ...measures, ...label].join(', ')} from ${from}${tail}`;
    }
    case 'count-same': {
      const keys = rel.by.map(sqlName);
      const over = [...keys, ...(labelled ? [sqlName(PARTITION_COLUMN)] : [])].join(', ');
      const missing = keys.map((key) => `${key} is null`).join(' or ');
      return `select *, case when ${missing} then 0 else count(*) over (partition by ${over}) end as ${sqlName(rel.name)} from ${from}`;
    }
    case 'label':
      steps.push(`select *, ${positionSql(rel)} as ${sqlName(POSITION)} from ${from}`);
      return labelSql(rel, `t${steps.length - 1}`, labelled);
    case 'part':
      return `select * from ${from} where ${sqlName(PARTITION_COLUMN)} in (${rel.parts.map(sqlText).join(', ')})`;
    case 'limit':
      return `select * from ${from} limit ${rel.rows}`;
  }
}

type LabelRel = Extract<Rel, { op: 'label' }>;

/** Where a row stands among all, from 0 to 1: a column that lives for one step only. */
const POSITION = '$position';

function labelSql({ shares: [train, validation] }: LabelRel, from: string, labelled: boolean): string {
  const dropped = [POSITION, ...(labelled ? [PARTITION_COLUMN] : [])].map(sqlName).join(', ');
  const position = sqlName(POSITION);
  const label = `case when ${position} < ${double(train)} then 'train' when ${position} < ${double(train + validation)} then 'validation' else 'test' end`;
  return `select * exclude (${dropped}), ${label} as ${sqlName(PARTITION_COLUMN)} from ${from}`;
}

/** A number from 0 to 1 per row; equal rows and equal times get equal numbers, so duplicates share a label. */
function positionSql({ method, identity, columns }: LabelRel): string {
  switch (method.kind) {
    case 'random':
      return `('0x' || substr(${identitySql(method.seed, identity, columns)}, 1, 13))::bigint / 4503599627370496.0::double`;
    case 'stratified': {
      const stratum = sqlName(method.by);
      const order = identitySql(method.seed, identity, columns);
      return `(rank() over (partition by ${stratum} order by ${order}) - 0.5) / count(*) over (partition by ${stratum})`;
    }
    case 'time':
      return `(rank() over (order by ${sqlName(method.by)} nulls first) - 0.5) / count(*) over ()`;
  }
}

/** Row identity: the declared key, or the whole content. Never the row number, never hash(), which changes by version. */
function identitySql(seed: number, identity: string | undefined, columns: readonly string[]): string {
  const parts = (identity === undefined ? columns : [identity]).map(
    (name) => `coalesce(${sqlName(name)}::varchar, chr(1))`,
  );
  return `md5(concat_ws(chr(31), '${seed}', ${parts.join(', ')}))`;
}

function renderAggregate(part: Aggregate, sources: SqlSources): string {
  const value = part.of ? renderExpr(part.of, sources) : '*';
  const where = part.where ? ` filter (where ${renderExpr(part.where, sources)})` : '';
  switch (part.fn) {
    case 'count':
      return `count(${value})${where}`;
    case 'sum':
      return `(sum((${value})::double)${where})`;
    case 'mean':
      return `avg((${value})::double)${where}`;
    case 'min':
    case 'max':
      return `${part.fn}(${value})${where}`;
    case 'median':
      return `quantile_cont((${value})::double, 0.5)${where}`;
    case 'stddev':
      return `stddev_samp((${value})::double)${where}`;
    case 'stddev_population':
      return `stddev_pop((${value})::double)${where}`;
    case 'distinct_count':
      return `count(distinct ${value})${where}`;
    case 'null_count':
      return `(count(*)${where} - count(${value})${where})`;
    case 'most_frequent':
      // Ties go to the smallest value: mode() would depend on row order.
      return `list_sort(list_transform(map_entries(histogram(${value})${where}), lambda e: {'n': -(e.value::bigint), 'v': e.key}))[1].v`;
    case 'distinct_values':
      return `list_sort(list(distinct ${value}) filter (where ${value} is not null${part.where ? ` and ${renderExpr(part.where, sources)}` : ''}))`;
  }
}

/** The DuckDB SQL of an expression, learned values written in. */
export function renderExpr(expr: Expr, sources: Pick<SqlSources, 'learned'>): string {
  return renderBound(bindLearned(expr, sources));
}

function bindLearned(expr: Expr, sources: Pick<SqlSources, 'learned'>): Expr {
  return mapExpr(expr, (leaf) => {
    if (leaf.op !== 'learned') return leaf;
    const value = sources.learned(leaf.fit, leaf.name) as string;
    const type = leaf.type === 'int-list' ? 'float-list' : leaf.type;
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
      return FUNCTIONS[expr.fn].duckdb(expr.args.map(renderBound), expr.args);
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
      return `${value}::bigint`;
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

/** A double literal: without the cast DuckDB would read a DECIMAL. */
const double = (value: number): string => `${value}::double`;

export const SQL_TYPE: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int: 'bigint',
  float: 'double',
  text: 'varchar',
  date: 'date',
  timestamp: 'timestamp',
  vector: 'double[]',
  'text-list': 'varchar[]',
  'float-list': 'double[]',
};
