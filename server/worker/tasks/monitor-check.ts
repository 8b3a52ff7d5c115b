import type { Database } from '@/server/db/client';
import { checkEndpoint, checkNextDue } from '@/server/monitoring/check-endpoint';

export interface MonitorCheckPayload {
  readonly endpointId: string;
  readonly trigger: 'hand';
}

/** Drift checks: every minute those that are due, one by one, and any by hand. Safe to run twice at once. */
export const monitorCheck = {
  name: 'monitor-check',
  cron: '* * * * *',
  async handle(database: Database, payload?: unknown): Promise<void> {
    if (isByHand(payload)) {
      await checkEndpoint(database, payload.endpointId, 'hand');
      return;
    }
    while ((await checkNextDue(database)) !== undefined);
  },
} as const;

/** A cron job has a payload of its own: `{ _cron: … }`. */
function isByHand(payload: unknown): payload is MonitorCheckPayload {
  return (
    typeof payload === 'object' && payload !== null && 'endpointId' in payload && typeof payload.endpointId === 'string'
  );
}
