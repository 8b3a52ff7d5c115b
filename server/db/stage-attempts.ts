import type { Sql, TransactionSql } from 'postgres';
import type { Database } from './client';

type AnySql = Sql | TransactionSql;

/** How many earlier stages an estimate looks at, the latest: machines and data change. */
const mostSamples = 30;
/** Of those with the very same settings fewer will do: they differ by little. */
const mostAlike = 8;

export interface AttemptSample {
  readonly work: string;
  readonly settings: string;
  readonly rows: number | null;
  readonly ms: number;
}

/** The latest stages that ran, for each kind of work; and for each kind with these settings. */
export async function readSamples(
  sql: AnySql,
  works: readonly { readonly kind: string; readonly settings: string }[],
): Promise<AttemptSample[]> {
  const wanted = [...new Map(works.map((work) => [`${work.kind} ${work.settings}`, work])).values()];
  if (wanted.length === 0) return [];
  const kinds = [...new Set(wanted.map(({ kind }) => kind))];
  return sql<AttemptSample[]>`
    with found as (
      select a.* from unnest(${kinds}::text[]) as w(kind) cross join lateral (
        select * from stage_attempts s where s.work = w.kind and s.outcome = 'ran'
        order by s.ended_at desc limit ${mostSamples}
      ) a
      union
      select a.* from unnest(${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ settings }) => settings)}::text[])
        as w(kind, settings) cross join lateral (
        select * from stage_attempts s where s.work = w.kind and s.settings = w.settings and s.outcome = 'ran'
        order by s.ended_at desc limit ${mostAlike}
      ) a
    )
    select work, settings, rows::float8 as rows, extract(epoch from ended_at - started_at)::float8 * 1000 as ms
    from found`;
}

/** Rows of tables in the catalogue, by key; what is no table, or not there, is left out. */
export async function readRowCounts(sql: AnySql, keys: readonly string[]): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await sql<{ key: string; rows: number }[]>`
    select key, (meta ->> 'rowCount')::float8 as rows from catalogue
    where key = any(${[...new Set(keys)]}) and meta ? 'rowCount'`;
  return new Map(rows.map(({ key, rows: count }) => [key, count]));
}

/** One try of a stage's work, for its line in the timeline. */
export interface StageTry {
  readonly stageId: string;
  readonly attempt: number;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly outcome: string;
}

/** The tries of a run's stages that ended while the run was under way, in order. */
export async function readTries({ sql }: Pick<Database, 'sql'>, runId: string): Promise<StageTry[]> {
  return sql<StageTry[]>`
    select s.stage_id as "stageId", a.attempt, a.started_at as "startedAt", a.ended_at as "endedAt", a.outcome
    from run_stages s join runs r on r.id = s.run_id join stage_attempts a on a.computation_id = s.computation_id
    where s.run_id = ${runId} and s.state not in ('reused', 'skipped')
      and a.started_at >= coalesce(least(s.started_at, r.created_at), r.created_at)
      and a.ended_at <= coalesce(s.ended_at, 'infinity'::timestamptz) + interval '10 milliseconds'
    order by a.started_at`;
}

/** How long the work took whose results a run reused, by stage. */
export async function readSavedMs({ sql }: Pick<Database, 'sql'>, runId: string): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; ms: number }[]>`
    select s.stage_id as id, a.ms
    from run_stages s join runs r on r.id = s.run_id cross join lateral (
      select extract(epoch from t.ended_at - t.started_at)::float8 * 1000 as ms from stage_attempts t
      where t.key = split_part(s.computation_id, '~', 1) and t.outcome = 'ran' and t.ended_at <= r.created_at
      order by t.ended_at desc limit 1
    ) a
    where s.run_id = ${runId} and s.state = 'reused'`;
  return new Map(rows.map(({ id, ms }) => [id, ms]));
}
