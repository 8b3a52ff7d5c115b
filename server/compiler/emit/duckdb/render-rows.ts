import { sqlName } from '@/nodes/kernel/expr/sql-text';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { identitySql, unitSql } from './render-label';
import { orderBy } from './render-sort';
import type { SqlSources } from './sources';

type RelOf<Op extends Rel['op']> = Extract<Rel, { op: Op }>;
export type Push = (sql: string) => string;

/** A row's place among the rows that arrive: it lives for one step, and makes the order of what leaves it certain. */
export const ROW = sqlName('$row');
const CHANCE = sqlName('$chance');
const LABEL = sqlName(PARTITION_COLUMN);
const MANY_COLUMNS = 500;

/** The rows of a table with their places, as a step. DuckDB numbers them in the order they are read. */
export const numbered = (from: string, push: Push): string =>
  push(`select *, row_number() over () as ${ROW} from ${from}`);

/** The first rows; below a split the first of each part. */
export function limitSql({ rows, skip = 0 }: RelOf<'limit'>, from: string, labelled: boolean, push: Push): string {
  if (!labelled) return `select * from ${from} limit ${rows}${skip > 0 ? ` offset ${skip}` : ''}`;
  const place = `row_number() over (partition by ${LABEL} order by ${ROW})`;
  return inOrder(`select * from ${numbered(from, push)} qualify ${place} between ${skip + 1} and ${skip + rows}`);
}

/** Row identity decides who is in a sample. Salted, so that a split of the same seed does not deal by the same number. */
export function sampleSql(rel: RelOf<'sample'>, from: string, labelled: boolean, push: Push): string {
  const chance = identitySql(`sample ${rel.seed}`, rel.identity, rel.columns);
  if ('share' in rel.size) return `select * from ${from} where ${unitSql(chance)} < ${rel.size.share}::double`;
  const drawn = push(`select *, ${chance} as ${CHANCE} from ${numbered(from, push)}`);
  const { rows } = rel.size;
  const some = labelled
    ? `select * from ${drawn} qualify row_number() over (partition by ${LABEL} order by ${CHANCE}, ${ROW}) <= ${rows}`
    : firstByChance(drawn, rows, rel.columns.length);
  return inOrder(some, [CHANCE]);
}

/** Sorting whole rows keeps only the first in memory, but a buffer per column: of many columns the places are sorted alone. */
function firstByChance(drawn: string, rows: number, columns: number): string {
  if (columns <= MANY_COLUMNS) return `select * from ${drawn} order by ${CHANCE}, ${ROW} limit ${rows}`;
  const place = `{'chance': ${CHANCE}, 'row': ${ROW}}`;
  const last = `select max(p) from (select ${place} as p from ${drawn} order by ${CHANCE}, ${ROW} limit ${rows})`;
  return `select * from ${drawn} where ${place} <= (${last})`;
}

/** One row per combination; ties in the chosen order go by the row's content, so that no row order decides. */
export function distinctSql(
  rel: RelOf<'distinct'>,
  from: string,
  labelled: boolean,
  sources: SqlSources,
  push: Push,
): string {
  const by = [...rel.by, ...(labelled ? [PARTITION_COLUMN] : [])].map(sqlName).join(', ');
  const content = rel.columns.filter((name) => !rel.by.includes(name)).map(sqlName);
  const order = [...(rel.order.length > 0 ? [orderBy(rel.order, sources)] : []), ...content, ROW].join(', ');
  return inOrder(
    `select * from ${numbered(from, push)} qualify row_number() over (partition by ${by} order by ${order}) = 1`,
  );
}

/**
 * Rows of a numbered step in the order they had. Groups and windows hand rows out in an order of their own, which test
 * rows would have a say in, and a sum of floats depends on its order.
 */
export const inOrder = (rows: string, besides: readonly string[] = []): string =>
  `select * exclude (${[ROW, ...besides].join(', ')}) from (${rows}) order by ${ROW}`;

/** The order of joined rows: the rows of the side that keeps them, and of several partners the earlier first. */
export function joinOrder(kind: RelOf<'join'>['kind']): string {
  if (kind === 'semi' || kind === 'anti') return `l.${ROW}`;
  return kind === 'right' ? `r.${ROW}, l.${ROW}` : `l.${ROW} nulls last, r.${ROW}`;
}
