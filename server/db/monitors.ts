import type { JSONValue, Sql } from 'postgres';
import type { EndpointReference } from '@/server/compiler/emit/onnx';
import type { Database } from './client';

export interface MonitorSettings {
  readonly threshold: number;
  readonly minRows: number;
  readonly everyMinutes: number;
  readonly windowHours: number;
}

export interface Monitor {
  readonly endpointId: string;
  readonly settings: MonitorSettings;
  readonly reference: EndpointReference;
}

/** Registers what an endpoint is held against; the first check is due at once. False when there is no such endpoint. */
export async function registerMonitor(
  { sql }: Database,
  slug: string,
  settings: MonitorSettings,
  reference: EndpointReference,
): Promise<boolean> {
  const registered = await sql`
    insert into monitors (endpoint_id, settings, reference)
    select id, ${sql.json({ ...settings })}, ${sql.json(reference as unknown as JSONValue)} from endpoints where slug = ${slug}
    on conflict (endpoint_id) do update
      set settings = excluded.settings, reference = excluded.reference, enabled = true, next_check_at = now(), updated_at = now()
    returning endpoint_id`;
  return registered.length > 0;
}

export type CheckTrigger = 'hand' | 'schedule';

/** The result of one check, as it is kept. */
export interface DriftCheck {
  readonly windowStart: Date;
  readonly windowEnd: Date;
  readonly rowCount: number;
  readonly status: string;
  readonly results: readonly Readonly<Record<string, unknown>>[];
}

/** A connection inside a transaction: enough for {@link readWindow}. */
export interface CheckScope {
  readonly sql: Sql;
}

/** A check that broke, so that it is seen. */
function unjudged(monitor: Monitor, error: unknown): DriftCheck {
  console.error(`The drift check of endpoint ${monitor.endpointId} broke: ${String(error)}`);
  const now = new Date();
  return { windowStart: now, windowEnd: now, rowCount: 0, status: 'failed', results: [] };
}

/**
 * Takes one monitor, checks it and writes the check, all in one transaction that holds the monitor's row: two workers
 * cannot check the same one, and a worker that dies leaves it due. Undefined when none is due (or it does not exist).
 */
export async function checkOne(
  { sql }: Database,
  which: { readonly endpointId: string } | 'due',
  trigger: CheckTrigger,
  check: (monitor: Monitor, scope: CheckScope) => Promise<DriftCheck>,
): Promise<string | undefined> {
  return sql.begin(async (tx) => {
    const columns = tx`endpoint_id as "endpointId", settings, reference`;
    const [monitor] =
      which === 'due'
        ? await tx<Monitor[]>`
            select ${columns} from monitors where enabled and next_check_at <= now()
            order by next_check_at limit 1 for update skip locked`
        : await tx<Monitor[]>`select ${columns} from monitors where endpoint_id = ${which.endpointId} for update`;
    if (monitor === undefined) return undefined;
    // A TransactionSql has all of Sql that queries need. One that cannot be checked must not hold up the others.
    const done = await tx
      .savepoint((inner) => check(monitor, { sql: inner as unknown as Sql }))
      .catch((error: unknown) => unjudged(monitor, error));
    await tx`
      insert into drift_checks (endpoint_id, window_start, window_end, row_count, trigger, status, results)
      values (${monitor.endpointId}, ${done.windowStart}, ${done.windowEnd}, ${done.rowCount}, ${trigger}, ${done.status},
        ${tx.json(done.results as unknown as JSONValue)})`;
    await tx`
      update monitors set next_check_at = now() + make_interval(mins => ${monitor.settings.everyMinutes})
      where endpoint_id = ${monitor.endpointId}`;
    return monitor.endpointId;
  });
}
