import type { JSONValue } from 'postgres';
import type { Database } from './client';

/** One row of one request, as it is logged. */
export interface LoggedRow {
  readonly endpointId: string;
  readonly deploymentId: string;
  readonly requestId: string;
  readonly rowIndex: number;
  readonly rowKey: string | null;
  readonly features: Readonly<Record<string, unknown>>;
  readonly score: number | null;
  readonly prediction: string | null;
  readonly rejected: string | null;
  readonly latencyMs: number;
  /** ISO text: the row is written later than it was asked. */
  readonly createdAt: string;
}

/** Adds rows in one statement. */
export async function appendRequestRows({ sql }: Database, rows: readonly LoggedRow[]): Promise<void> {
  await sql`
    insert into request_log (endpoint_id, deployment_id, request_id, row_index, row_key, features, score, prediction,
      rejected, latency_ms, created_at)
    select r."endpointId", r."deploymentId", r."requestId", r."rowIndex", r."rowKey", r.features, r.score, r.prediction,
      r.rejected, r."latencyMs", r."createdAt"
    from jsonb_to_recordset(${sql.json(rows as unknown as JSONValue)}) as r("endpointId" uuid, "deploymentId" uuid,
      "requestId" uuid, "rowIndex" int, "rowKey" text, features jsonb, score float8, prediction text, rejected text,
      "latencyMs" float8, "createdAt" timestamptz)
    where exists (select from endpoints where id = r."endpointId")`;
}

export interface LoggedError {
  readonly endpointId: string | null;
  readonly status: number;
  readonly message: string;
  readonly createdAt: string;
}

export async function appendRequestErrors({ sql }: Database, errors: readonly LoggedError[]): Promise<void> {
  await sql`
    insert into request_errors (endpoint_id, status, message, created_at)
    select e.id, r.status, r.message, r."createdAt"
    from jsonb_to_recordset(${sql.json(errors as unknown as JSONValue)})
      as r("endpointId" uuid, status int, message text, "createdAt" timestamptz)
    left join endpoints e on e.id = r."endpointId"`;
}

/** The truth about a row that was predicted, by request and row or by the caller's key. */
export interface Label {
  readonly requestId?: string;
  readonly row?: number;
  readonly rowKey?: string;
  readonly truth: string;
}

/** Writes truths to logged rows; answers the positions of labels that match no row (yet: the log is written later). */
export async function labelRows({ sql }: Database, endpointId: string, labels: readonly Label[]): Promise<number[]> {
  const numbered = labels.map((label, at) => ({ at, row: 0, requestId: null, rowKey: null, ...label }));
  const matched = await sql<{ at: number }[]>`
    with wanted as (
      select * from jsonb_to_recordset(${sql.json(numbered)})
        as r(at int, "requestId" uuid, "row" int, "rowKey" text, truth text)
    ), labelled as (
      update request_log l set truth = w.truth, labelled_at = now()
      from wanted w
      where l.endpoint_id = ${endpointId}
        and ((w."requestId" is not null and l.request_id = w."requestId" and l.row_index = w."row")
          or (w."requestId" is null and l.row_key = w."rowKey"))
      returning w.at
    )
    select distinct at from labelled`;
  const found = new Set(matched.map((row) => row.at));
  return labels.map((_, at) => at).filter((at) => !found.has(at));
}

export interface WindowRow {
  readonly features: Record<string, unknown>;
  readonly score: number | null;
  readonly prediction: string | null;
  readonly rejected: string | null;
}

/** The latest rows that an endpoint was asked within a window, at most `limit`. */
export function readWindow(
  { sql }: Pick<Database, 'sql'>,
  endpointId: string,
  start: Date,
  end: Date,
  limit: number,
): Promise<WindowRow[]> {
  return sql<WindowRow[]>`
    select features, score, prediction, rejected from request_log
    where endpoint_id = ${endpointId} and created_at >= ${start} and created_at < ${end}
    order by created_at desc limit ${limit}`;
}
