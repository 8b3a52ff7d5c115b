import type { RunState, StageState } from '@/drizzle/schema/execution';
import type { DriftResult } from '@/server/monitoring/check-endpoint';
import type { Database } from './client';

/** A run as a bar: its state, and how long it took. */
export interface RunBar {
  readonly id: string;
  readonly number: number;
  readonly state: RunState;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

/** The newest run of a pipeline, as its health is judged by. */
export interface LastRun extends RunBar {
  readonly stageCount: number;
  readonly remaining: number;
  /** What the first failed stage said. */
  readonly error: string | null;
  /** The draft says something else by now. */
  readonly isOutdated: boolean;
}

export interface PipelineRuns {
  /** Newest first, at most fourteen. */
  readonly bars: readonly RunBar[];
  readonly last: LastRun;
}

/** The last runs of every pipeline that has any. One index scan a pipeline: the number of all runs does not matter. */
export async function readPipelineRuns({ sql }: Database): Promise<Map<string, PipelineRuns>> {
  const rows = await sql<(PipelineRuns & { pipelineId: string })[]>`
    select p.id as "pipelineId", b.bars, l.last
    from pipelines p
    cross join lateral (
      select json_agg(json_build_object('id', r.id, 'number', r.number, 'state', r.state, 'createdAt', r.created_at,
          'endedAt', r.ended_at) order by r.number desc) as bars
      from (select * from runs where pipeline_id = p.id order by number desc limit 14) r
    ) b
    cross join lateral (
      select json_build_object('id', r.id, 'number', r.number, 'state', r.state, 'createdAt', r.created_at,
        'endedAt', r.ended_at, 'remaining', r.remaining,
        'stageCount', (select count(*) from run_stages s where s.run_id = r.id),
        'error', (select s.error ->> 'message' from run_stages s
          where s.run_id = r.id and s.state = 'failed' order by s.ended_at limit 1),
        'isOutdated', r.document::jsonb -> 'nodes' <> p.draft::jsonb -> 'nodes'
          or r.document::jsonb -> 'wires' <> p.draft::jsonb -> 'wires') as last
      from runs r where r.pipeline_id = p.id order by r.number desc limit 1
    ) l`;
  return new Map(rows.map(({ pipelineId, bars, last }) => [pipelineId, { bars, last }]));
}

/** The last 24 hours over all pipelines. */
export interface DayFigures {
  readonly runs: number;
  readonly failed: number;
  readonly running: number;
  readonly stagesRun: number;
  readonly stagesReused: number;
}

export async function readDay({ sql }: Database): Promise<DayFigures> {
  const states = await sql<{ state: RunState; n: number }[]>`
    select state, count(*)::int as n from runs
    where created_at > now() - interval '24 hours' and pipeline_id is not null group by state`;
  const stages = await sql<{ state: StageState; n: number }[]>`
    select s.state, count(*)::int as n from run_stages s join runs r on r.id = s.run_id
    where r.created_at > now() - interval '24 hours' and r.pipeline_id is not null group by s.state`;
  const runsOf = (state: RunState) => states.find((row) => row.state === state)?.n ?? 0;
  const stagesOf = (state: StageState) => stages.find((row) => row.state === state)?.n ?? 0;
  return {
    runs: states.reduce((sum, { n }) => sum + n, 0),
    failed: runsOf('failed'),
    running: runsOf('running'),
    stagesRun: stagesOf('done'),
    stagesReused: stagesOf('reused'),
  };
}

/** How an endpoint answered in the last 24 hours. */
export interface EndpointDay {
  readonly requests: number;
  readonly p95Ms: number | null;
  /** By hour, oldest first; null where nobody asked. */
  readonly p95ByHour: readonly (number | null)[];
  /** Of the 24 hours before, with the number of their requests. */
  readonly before: { readonly requests: number; readonly p95Ms: number | null };
}

const hours = 24;

export async function readEndpointDays({ sql }: Database): Promise<Map<string, EndpointDay>> {
  // The rows of a request share its latency: its first row stands for it.
  const asked = sql`
    select endpoint_id, latency_ms, floor(extract(epoch from now() - created_at) / 3600)::int as age
    from request_log where row_index = 0 and created_at > now() - interval '48 hours'`;
  const p95 = sql`percentile_cont(0.95) within group (order by latency_ms)`;
  const [byHour, byDay] = await Promise.all([
    sql<{ endpointId: string; age: number; p95: number }[]>`
      select endpoint_id as "endpointId", age, ${p95} as p95 from (${asked}) a where age < ${hours} group by 1, 2`,
    sql<{ endpointId: string; isNow: boolean; requests: number; p95: number }[]>`
      select endpoint_id as "endpointId", age < ${hours} as "isNow", count(*)::int as requests, ${p95} as p95
      from (${asked}) a group by 1, 2`,
  ]);
  const ids = new Set(byDay.map((row) => row.endpointId));
  const day = (id: string, isNow: boolean) => byDay.find((row) => row.endpointId === id && row.isNow === isNow);
  return new Map(
    [...ids].map((id): [string, EndpointDay] => {
      const own = new Map(byHour.filter((row) => row.endpointId === id).map(({ age, p95: value }) => [age, value]));
      const [now, before] = [day(id, true), day(id, false)];
      return [
        id,
        {
          requests: now?.requests ?? 0,
          p95Ms: now?.p95 ?? null,
          p95ByHour: Array.from({ length: hours }, (_, index) => own.get(hours - 1 - index) ?? null),
          before: { requests: before?.requests ?? 0, p95Ms: before?.p95 ?? null },
        },
      ];
    }),
  );
}

/** The latest check of each endpoint that found drift: what moved most. */
export async function readDrifts({ sql }: Database): Promise<Map<string, DriftResult>> {
  const rows = await sql<{ endpointId: string; results: readonly DriftResult[] }[]>`
    select distinct on (endpoint_id) endpoint_id as "endpointId", results from drift_checks
    order by endpoint_id, id desc`;
  return new Map(
    rows.flatMap(({ endpointId, results }) => {
      const [worst] = [...results].sort((a, b) => (b.psi ?? 0) - (a.psi ?? 0));
      return worst ? [[endpointId, worst] as const] : [];
    }),
  );
}

/** Files by name, the newest first. */
export async function readFilesByName(
  { sql }: Database,
  names: readonly string[],
): Promise<{ name: string; hash: string; createdAt: Date }[]> {
  if (names.length === 0) return [];
  return sql`
    select name, hash, created_at as "createdAt" from files where name = any(${names as string[]})
    order by created_at desc`;
}
