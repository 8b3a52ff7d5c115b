import { renderExpr, renderSql } from '@/server/compiler/emit/duckdb';
import {
  columnNames,
  findColumn,
  isNumeric,
  literalOf,
  PARTITION_COLUMN,
  type Rel,
  type StageDatabase,
  type TableHandle,
} from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import type { Config } from './definition';
import { isOneOf, rowCheck, withCounts } from './row-rules';
import { columnsOfRule, type Rule } from './rules';

/** What one scan of the table found of each rule, by the names each kind asks for. */
export type Measures = Readonly<Record<string, number | null>>;

const NOTHING_LEARNED = {
  learned: () => {
    throw new Error('validate reads no learned values');
  },
};

const sql = (expr: Parameters<typeof renderExpr>[0]): string => renderExpr(expr, NOTHING_LEARNED);

/** Measures every rule in one scan; a rule without measures could not be checked on these columns. */
export async function measureRules(
  { rules, unchecked }: Config,
  table: TableHandle,
  database: StageDatabase,
): Promise<(Measures | undefined)[]> {
  const asked = rules.map((rule) => measuresOf(rule, table, unchecked.missing));
  const columns = asked.flatMap((measures, rule) =>
    Object.entries(measures ?? {}).map(([name, expr]) => `(${expr})::double as "${rule} ${name}"`),
  );
  if (columns.length === 0) return asked.map((measures) => measures && {});
  const [row] = await database.rows<Record<string, number | null>>(
    `select ${columns.join(', ')} from read_parquet(${sqlText(table.path)})`,
  );
  return asked.map(
    (measures, rule) =>
      measures && Object.fromEntries(Object.keys(measures).map((name) => [name, row![`${rule} ${name}`] ?? null])),
  );
}

/** Aggregates by name, in SQL, or undefined where the rule does not apply. */
function measuresOf(
  rule: Rule,
  table: TableHandle,
  missing: Config['unchecked']['missing'],
): Record<string, string> | undefined {
  const { schema } = table;
  if (!columnsOfRule(rule).every((name) => findColumn(schema, name))) return undefined;
  const column = findColumn(schema, rule.column);
  const value = sqlName(rule.column);
  switch (rule.kind) {
    case 'exists':
    case 'drift':
      return {};
    case 'unique':
    case 'unique-together':
      return uniqueMeasures(columnsOfRule(rule), schema.partitioned === true);
    case 'statistic':
      return statisticSql(rule, column?.type ?? 'text');
    case 'distinct-values': {
      const allowed = isOneOf(rule.values, column!);
      return (
        allowed && {
          checked: `count(distinct ${value})`,
          broken: `count(distinct ${value}) filter (where not ${sql(allowed)})`,
        }
      );
    }
    case 'shares':
      return shareMeasures(rule, table);
    default: {
      const check = rowCheck(rule, schema, missing);
      return (
        check && {
          checked: `count(${sql(check.holds)})`,
          broken: `count(*) filter (where ${sql(check.broken)})`,
        }
      );
    }
  }
}

/** Distinct values against present ones: how many rows break it is asked only when some do. */
function uniqueMeasures(columns: readonly string[], partitioned: boolean): Record<string, string> {
  const keys = columns.map(sqlName);
  const distinct = partitioned ? [...keys, sqlName(PARTITION_COLUMN)] : keys;
  const present = keys.map((key) => `${key} is not null`).join(' and ');
  const of =
    distinct.length === 1
      ? distinct[0]!
      : `struct_pack(${distinct.map((key, index) => `k${index} := ${key}`).join(', ')})`;
  return {
    checked: `count(*) filter (where ${present})`,
    distinct: `count(distinct ${of}) filter (where ${present})`,
  };
}

function statisticSql(rule: Rule, type: string): Record<string, string> | undefined {
  const value = sqlName(rule.column);
  const checked = `count(${value})`;
  const number = `${value}::double`;
  if (rule.statistic === 'distinct-count') return { checked, found: `count(distinct ${value})` };
  if (rule.statistic === 'missing-share')
    return { checked: 'count(*)', found: `(count(*) - count(${value})) / nullif(count(*), 0)` };
  if (!isNumeric(type as 'int')) return undefined;
  switch (rule.statistic) {
    case 'mean':
      return { checked, found: `favg(${number})` };
    case 'min':
      return { checked, found: `min(${value})` };
    case 'max':
      return { checked, found: `max(${value})` };
    case 'median':
      return { checked, found: `quantile_cont(${number}, 0.5)` };
    case 'quantile':
      return { checked, found: `quantile_cont(${number}, ${rule.at})` };
    case 'stdev':
      return { checked, found: `stddev_samp(${number})` };
    case 'sum':
      return { checked, found: `fsum(${number})` };
  }
}

function shareMeasures(rule: Rule, { schema }: TableHandle): Record<string, string> | undefined {
  const column = findColumn(schema, rule.column)!;
  const value = sqlName(rule.column);
  const where = (condition: string) => `count(*) filter (where ${condition})`;
  if (rule.values.length > 0) {
    const literals = rule.values.map((typed) => literalOf(column.type, typed));
    if (!literals.every((literal) => literal !== undefined)) return undefined;
    const bins = literals.map((literal, index) => [`bin ${index}`, where(`${value} = ${sql(literal)}`)]);
    return { checked: `count(${value})`, ...Object.fromEntries(bins) };
  }
  const edges = rule.edges.map(Number);
  if (!isNumeric(column.type) || edges.length < 2 || edges.some((edge) => !Number.isFinite(edge))) return undefined;
  const bins = edges.slice(1).map((upper, index) => {
    const end = index === edges.length - 2 ? '<=' : '<';
    return [`bin ${index}`, where(`${value} >= ${edges[index]}::double and ${value} ${end} ${upper}::double`)];
  });
  return { checked: `count(${value})`, ...Object.fromEntries(bins) };
}

const SAMPLES = 5;
type Samples = readonly { readonly column: string; readonly value: string | null; readonly rows: number }[];

/** Rows that break a rule about rows, as a subquery and a condition; undefined for other kinds. */
function brokenRows(
  rule: Rule,
  table: TableHandle,
  missing: Config['unchecked']['missing'],
): { from: string; where: string } | undefined {
  if (rule.kind === 'distinct-values') {
    const allowed = isOneOf(rule.values, findColumn(table.schema, rule.column)!);
    return allowed && { from: `read_parquet(${sqlText(table.path)})`, where: `not ${sql(allowed)}` };
  }
  const check = rowCheck(rule, table.schema, missing);
  if (!check) return undefined;
  const names = columnNames(table.schema);
  const columns = table.schema.partitioned ? [...names, PARTITION_COLUMN] : names;
  const scan: Rel = { op: 'scan', key: 'table', columns };
  const rel = withCounts(scan, [rule], table.schema);
  const from = `(${renderSql(rel, { scan: () => `read_parquet(${sqlText(table.path)})`, ...NOTHING_LEARNED })})`;
  return { from, where: sql(check.broken) };
}

export async function countBroken(
  rule: Rule,
  table: TableHandle,
  missing: Config['unchecked']['missing'],
  database: StageDatabase,
): Promise<number> {
  const broken = brokenRows(rule, table, missing);
  if (!broken) return 0;
  const [row] = await database.rows<{ n: number }>(
    `select count(*)::double as n from ${broken.from} where ${broken.where}`,
  );
  return row!.n;
}

/** The most frequent offending values; for missing values and rules over several columns the rows' keys, when there are any. */
export async function samplesOf(
  rule: Rule,
  table: TableHandle,
  missing: Config['unchecked']['missing'],
  database: StageDatabase,
): Promise<Samples> {
  if (rule.kind === 'type') return [];
  const broken = brokenRows(rule, table, missing);
  const byKey = rule.kind === 'not-null' || rule.kind === 'expression';
  const shown = byKey ? table.schema.key : rule.kind === 'unique-together' ? rule.columns.join(', ') : rule.column;
  if (shown === undefined || !broken) return [];
  const value =
    rule.kind === 'unique-together'
      ? `concat_ws(', ', ${rule.columns.map((name) => `${sqlName(name)}::varchar`).join(', ')})`
      : `${sqlName(shown)}::varchar`;
  const rows = await database.rows<{ value: string | null; rows: number }>(
    `select ${value} as "value", count(*)::double as "rows" from ${broken.from} where ${broken.where} group by 1 order by 2 desc, 1 limit ${SAMPLES}`,
  );
  return rows.map((row) => ({ column: shown, ...row }));
}
