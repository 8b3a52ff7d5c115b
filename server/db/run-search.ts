import type { RunState } from '@/drizzle/schema/execution';
import type { Database } from './client';
import { listRunsById, type RunListEntry } from './run-views';

export const FIGURE_OPERATORS = ['>=', '<=', '>', '<'] as const;

/** A figure as `node.figure`: `evaluate.auc`. A run without it does not match. */
export interface FigureCondition {
  readonly figure: string;
  readonly op: (typeof FIGURE_OPERATORS)[number];
  readonly value: number;
}

/** `started`, `took` and `pipeline`, or a figure. */
export type RunOrder = 'started' | 'took' | 'pipeline' | { readonly figure: string };

export interface RunSearch {
  readonly pipelineId?: string;
  readonly states?: readonly RunState[];
  /** Part of a pipeline's name, or a run's number. */
  readonly find?: string;
  readonly where?: readonly FigureCondition[];
  readonly by?: RunOrder;
  readonly direction?: 'up' | 'down';
  readonly offset?: number;
  readonly limit?: number;
}

export interface RunPage {
  /** Runs without the figure that they are sorted by come last. */
  readonly runs: readonly RunListEntry[];
  readonly total: number;
}

/** One page of the runs that match, and how many there are. */
export async function searchRuns(database: Database, search: RunSearch): Promise<RunPage> {
  const { sql } = database;
  const { by = 'started', direction = 'down', offset = 0, limit = 50 } = search;
  const matching = matchingRuns(database, search);
  const order = direction === 'up' ? sql`asc` : sql`desc`;
  const [ids, [count]] = await Promise.all([
    sql<{ id: string }[]>`
      select r.id ${matching}
      order by ${orderValue(database, by)} ${order} nulls last, r.number desc limit ${limit} offset ${offset}`,
    sql<{ total: number }[]>`select count(*)::int as total ${matching}`,
  ]);
  const runs = await listRunsById(
    database,
    ids.map(({ id }) => id),
  );
  return { runs, total: count!.total };
}

/** Figures that recent runs have, the most frequent first: what a list can be filtered and sorted by. */
export async function listFigures({ sql }: Database, pipelineId?: string): Promise<string[]> {
  const rows = await sql<{ figure: string }[]>`
    select f.figure from (
      select r.results from runs r where ${pipelineId === undefined ? sql`true` : sql`r.pipeline_id = ${pipelineId}`}
      order by r.number desc limit 300
    ) recent cross join jsonb_object_keys(recent.results) as f(figure)
    group by f.figure order by count(*) desc, f.figure limit 300`;
  return rows.map(({ figure }) => figure);
}

function matchingRuns({ sql }: Database, { pipelineId, states, find = '', where = [] }: RunSearch) {
  const text = find.trim();
  const isNumber = /^\d{1,9}$/.test(text);
  const like = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const conditions = [
    sql`true`,
    ...(pipelineId === undefined ? [] : [sql`r.pipeline_id = ${pipelineId}`]),
    ...(states === undefined || states.length === 0 ? [] : [sql`r.state = any(${states as RunState[]})`]),
    ...(text === '' ? [] : [sql`(p.name ilike ${like} ${isNumber ? sql`or r.number = ${Number(text)}` : sql``})`]),
    ...where.map(({ figure, op, value }) => sql`(r.results ->> ${figure})::float8 ${OPERATORS(sql)[op]} ${value}`),
  ];
  const all = conditions.reduce((before, condition) => sql`${before} and ${condition}`);
  return sql`from runs r left join pipelines p on p.id = r.pipeline_id where ${all}`;
}

const OPERATORS = (sql: Database['sql']) => ({ '>=': sql`>=`, '<=': sql`<=`, '>': sql`>`, '<': sql`<` });

function orderValue({ sql }: Database, by: RunOrder) {
  if (typeof by === 'object') return sql`(r.results ->> ${by.figure})::float8`;
  switch (by) {
    case 'started':
      return sql`r.number`;
    case 'took':
      return sql`r.ended_at - r.created_at`;
    case 'pipeline':
      return sql`lower(p.name)`;
  }
}
