import type { DriftResult } from '@/server/monitoring/check-endpoint';
import { AppError } from '../errors';
import type { Database } from './client';

/** An endpoint as the list shows it. */
export interface EndpointSummary {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly pipelineId: string | null;
  readonly pipelineName: string | null;
  readonly createdAt: string;
  /** The deployment that answers. */
  readonly current: DeploymentView | null;
  readonly deploymentCount: number;
  /** Over the last 24 hours. */
  readonly requestCount: number;
  readonly errorCount: number;
  readonly lastRequestAt: string | null;
  /** The latest drift check; null: never checked, or no monitor. */
  readonly drift: { readonly status: string; readonly checkedAt: string } | null;
  readonly isMonitored: boolean;
}

export interface DeploymentView {
  readonly id: string;
  /** The model version callers see. */
  readonly number: number;
  readonly artifactKey: string;
  readonly artifactHash: string;
  readonly runId: string | null;
  readonly runNumber: number | null;
  readonly versionId: string | null;
  readonly versionNumber: number | null;
  readonly metrics: Readonly<Record<string, number | null>> | null;
  readonly createdAt: string;
}

/** One row of one request. */
export interface LogEntry {
  readonly id: number;
  readonly requestId: string;
  readonly rowIndex: number;
  readonly rowKey: string | null;
  readonly features: Readonly<Record<string, unknown>>;
  readonly score: number | null;
  readonly prediction: string | null;
  readonly rejected: string | null;
  readonly latencyMs: number;
  readonly truth: string | null;
  readonly deploymentNumber: number | null;
  readonly createdAt: string;
}

export interface TrafficBucket {
  /** Start of the bucket. */
  readonly at: string;
  readonly requests: number;
  readonly rows: number;
  readonly rejectedRows: number;
  readonly errors: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

export interface Traffic {
  readonly bucketMinutes: number;
  /** Oldest first, without gaps. */
  readonly buckets: readonly TrafficBucket[];
  readonly total: Omit<TrafficBucket, 'at'>;
  /** Refused calls by status. */
  readonly errorsByStatus: Readonly<Record<string, number>>;
  /** Rows whose truth came back, and how many of them were predicted right (null for a number). */
  readonly labelled: { readonly rows: number; readonly correct: number | null };
}

export interface DriftCheckView {
  readonly id: number;
  readonly windowStart: string;
  readonly windowEnd: string;
  readonly rowCount: number;
  readonly trigger: string;
  readonly status: string;
  /** Per feature and for the answer. */
  readonly results: readonly DriftResult[];
  readonly createdAt: string;
}

export interface MonitorView {
  readonly settings: {
    readonly threshold: number;
    readonly minRows: number;
    readonly everyMinutes: number;
    readonly windowHours: number;
  };
  readonly enabled: boolean;
  readonly nextCheckAt: string;
}

const deploymentJson = ({ sql }: Database) => sql`json_build_object(
  'id', d.id, 'number', d.number, 'artifactKey', d.artifact_key, 'artifactHash', d.artifact_hash, 'runId', d.run_id,
  'runNumber', (select r.number from runs r where r.id = d.run_id), 'versionId', d.version_id,
  'versionNumber', (select v.number from versions v where v.id = d.version_id),
  'metrics', d.metrics, 'createdAt', d.created_at)`;

/** By title. */
export async function listEndpoints(database: Database, slug?: string): Promise<EndpointSummary[]> {
  const { sql } = database;
  const rows = await sql<
    (Omit<EndpointSummary, 'createdAt' | 'lastRequestAt'> & { createdAt: Date; lastRequestAt: Date | null })[]
  >`
    select e.id, e.slug, e.title, e.pipeline_id as "pipelineId", e.created_at as "createdAt",
      (select p.name from pipelines p where p.id = e.pipeline_id) as "pipelineName",
      (select ${deploymentJson(database)} from deployments d where d.id = e.current_deployment_id) as current,
      (select count(*)::int from deployments d where d.endpoint_id = e.id) as "deploymentCount",
      (select count(distinct l.request_id)::int from request_log l
        where l.endpoint_id = e.id and l.created_at > now() - interval '24 hours') as "requestCount",
      (select count(*)::int from request_errors x
        where x.endpoint_id = e.id and x.created_at > now() - interval '24 hours') as "errorCount",
      (select max(l.created_at) from request_log l where l.endpoint_id = e.id) as "lastRequestAt",
      (select json_build_object('status', c.status, 'checkedAt', c.created_at)
        from drift_checks c where c.endpoint_id = e.id order by c.id desc limit 1) as drift,
      exists (select from monitors m where m.endpoint_id = e.id) as "isMonitored"
    from endpoints e
    ${slug === undefined ? sql`` : sql`where e.slug = ${slug}`}
    order by e.title, e.slug`;
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastRequestAt: row.lastRequestAt?.toISOString() ?? null,
  }));
}

export async function readEndpoint(database: Database, slug: string): Promise<EndpointSummary> {
  const [endpoint] = await listEndpoints(database, slug);
  if (endpoint === undefined) throw endpointNotFound(slug);
  return endpoint;
}

/** Newest first. */
export async function listDeployments(database: Database, endpointId: string): Promise<DeploymentView[]> {
  const rows = await database.sql<{ deployment: DeploymentView }[]>`
    select ${deploymentJson(database)} as deployment from deployments d
    where d.endpoint_id = ${endpointId} order by d.number desc`;
  return rows.map((row) => row.deployment);
}

/** Newest first. */
export async function readLog({ sql }: Database, endpointId: string, limit: number): Promise<LogEntry[]> {
  const rows = await sql<(Omit<LogEntry, 'createdAt'> & { createdAt: Date })[]>`
    select l.id::float8 as id, l.request_id as "requestId", l.row_index as "rowIndex", l.row_key as "rowKey", l.features,
      l.score, l.prediction, l.rejected, l.latency_ms as "latencyMs", l.truth, d.number as "deploymentNumber",
      l.created_at as "createdAt"
    from request_log l left join deployments d on d.id = l.deployment_id
    where l.endpoint_id = ${endpointId} order by l.created_at desc, l.id desc limit ${limit}`;
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

/** Requests, latencies and errors of the last hours, in about 60 buckets. */
export async function readTraffic(database: Database, endpointId: string, hours: number): Promise<Traffic> {
  const { sql } = database;
  const bucketMinutes = Math.max(1, Math.ceil(hours));
  const seconds = bucketMinutes * 60;
  // A request's rows share its latency: count it once.
  const requests = sql`
    select request_id, min(created_at) as created_at, max(latency_ms) as latency, count(*) as rows,
      count(rejected) as rejected_rows
    from request_log
    where endpoint_id = ${endpointId} and created_at > now() - make_interval(secs => ${hours * 3600})
    group by request_id`;
  const figures = sql`
    count(*)::int as requests, coalesce(sum(rows), 0)::int as rows,
    coalesce(sum(rejected_rows), 0)::int as "rejectedRows",
    percentile_cont(0.5) within group (order by latency) as "p50Ms",
    percentile_cont(0.95) within group (order by latency) as "p95Ms",
    percentile_cont(0.99) within group (order by latency) as "p99Ms"`;
  const bucketOf = sql`floor(extract(epoch from created_at) / ${seconds}::float8)::float8`;
  const [byBucket, [total], errors, [labelled]] = await Promise.all([
    sql<(Figures & { bucket: number })[]>`
      select bucket, ${figures} from (select *, ${bucketOf} as bucket from (${requests}) r) b group by bucket`,
    sql<Figures[]>`select ${figures} from (${requests}) r`,
    sql<{ bucket: number; status: number; errors: number }[]>`
      select ${bucketOf} as bucket, status, count(*)::int as errors from request_errors
      where endpoint_id = ${endpointId} and created_at > now() - make_interval(secs => ${hours * 3600})
      group by 1, 2`,
    sql<{ rows: number; correct: number; numbers: number }[]>`
      select count(*)::int as rows, count(*) filter (where truth = prediction)::int as correct,
        count(*) filter (where prediction is null)::int as numbers
      from request_log where endpoint_id = ${endpointId} and truth is not null`,
  ]);
  const now = Math.floor(Date.now() / 1000 / seconds);
  const first = now - Math.ceil((hours * 60) / bucketMinutes) + 1;
  const buckets = Array.from({ length: now - first + 1 }, (_, index): TrafficBucket => {
    const bucket = first + index;
    const { bucket: _bucket, ...figures } = byBucket.find((row) => row.bucket === bucket) ?? { ...quiet, bucket };
    return {
      at: new Date(bucket * seconds * 1000).toISOString(),
      ...figures,
      errors: sum(errors.filter((row) => row.bucket === bucket).map((row) => row.errors)),
    };
  });
  const errorsByStatus: Record<string, number> = {};
  for (const { status, errors: count } of errors) errorsByStatus[status] = (errorsByStatus[status] ?? 0) + count;
  return {
    bucketMinutes,
    buckets,
    total: { ...(total ?? quiet), errors: sum(errors.map((row) => row.errors)) },
    errorsByStatus,
    labelled: { rows: labelled!.rows, correct: labelled!.numbers > 0 ? null : labelled!.correct },
  };
}

type Figures = Omit<TrafficBucket, 'at' | 'errors'>;

const quiet: Figures = { requests: 0, rows: 0, rejectedRows: 0, p50Ms: null, p95Ms: null, p99Ms: null };
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Newest first. */
export async function listDriftChecks({ sql }: Database, endpointId: string, limit = 100): Promise<DriftCheckView[]> {
  const rows = await sql<
    (Omit<DriftCheckView, 'createdAt' | 'windowStart' | 'windowEnd'> &
      Record<'createdAt' | 'windowStart' | 'windowEnd', Date>)[]
  >`
    select id::float8 as id, window_start as "windowStart", window_end as "windowEnd", row_count as "rowCount", trigger,
      status, results, created_at as "createdAt"
    from drift_checks where endpoint_id = ${endpointId} order by id desc limit ${limit}`;
  return rows.map((row) => ({
    ...row,
    windowStart: row.windowStart.toISOString(),
    windowEnd: row.windowEnd.toISOString(),
    createdAt: row.createdAt.toISOString(),
  }));
}

export async function readMonitor({ sql }: Database, endpointId: string): Promise<MonitorView | null> {
  const [row] = await sql<(Omit<MonitorView, 'nextCheckAt'> & { nextCheckAt: Date })[]>`
    select settings, enabled, next_check_at as "nextCheckAt" from monitors where endpoint_id = ${endpointId}`;
  return row === undefined ? null : { ...row, nextCheckAt: row.nextCheckAt.toISOString() };
}

function endpointNotFound(slug: string): AppError {
  return new AppError({
    code: 'not_found',
    blame: 'user',
    message: `There is no endpoint “${slug}”.`,
    place: { endpoint: slug },
    hint: 'A deploy node publishes one.',
  });
}
