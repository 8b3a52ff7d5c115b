import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/server/db/client';
import { publishDeployment } from '@/server/db/endpoints';
import { registerMonitor } from '@/server/db/monitors';
import { appendRequestRows, type LoggedRow } from '@/server/db/requests';
import { createTestDatabase, type TestDatabase } from '@/server/testing/postgres';
import { monitorCheck } from '@/server/worker/tasks/monitor-check';
import { checkEndpoint, type DriftResult } from './check-endpoint';
import { buildCategoricalReference, buildNumericReference } from './drift';

let server: TestDatabase;
let database: Database;
let endpointId: string;
let slugs = 0;

const ramp = (rows: number) => Float64Array.from({ length: rows }, (_, at) => at);
const reference = {
  columns: {
    tenure: buildNumericReference(ramp(1000)),
    contract: buildCategoricalReference(Array.from({ length: 1000 }, (_, at) => (at % 2 ? 'Month' : 'Year'))),
    joined: buildNumericReference(ramp(1000).map((day) => day + 18_000)),
  },
  score: buildNumericReference(
    ramp(1000).map((at) => at / 1000),
    { includeNullBin: false },
  ),
};
const settings = { threshold: 0.2, minRows: 100, everyMinutes: 60, windowHours: 24 };

beforeAll(async () => {
  server = await createTestDatabase();
  database = openDatabase(server.url, { maxConnections: 4 });
});
afterAll(async () => {
  await database?.close();
  await server?.drop();
});
beforeEach(async () => {
  const slug = `watched-${slugs++}`;
  ({ endpointId } = await publishDeployment(database, { slug, title: slug, artifactKey: 'k', artifactHash: 'h' }));
  expect(await registerMonitor(database, slug, settings, reference)).toBe(true);
});

const day = (at: number) => new Date((18_000 + at) * 86_400_000).toISOString().slice(0, 10);

/** Logs rows like the training rows, tenure moved by `shift`. */
async function ask(count: number, shift = 0, hoursAgo = 1): Promise<void> {
  const rows = Array.from({ length: count }, (_, at): LoggedRow => {
    const place = Math.floor((at * 1000) / count);
    return {
      endpointId,
      deploymentId: randomUUID(),
      requestId: randomUUID(),
      rowIndex: 0,
      rowKey: null,
      features: { tenure: place + shift, contract: at % 2 ? 'Month' : 'Year', joined: day(place) },
      score: place / 1000,
      prediction: null,
      rejected: null,
      latencyMs: 1,
      createdAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
    };
  });
  await appendRequestRows(database, rows);
}

const checks = () => database.sql<{ status: string; trigger: string; rowCount: number; results: DriftResult[] }[]>`
  select status, trigger, row_count as "rowCount", results from drift_checks where endpoint_id = ${endpointId} order by id`;

describe('a drift check', () => {
  it('is content with rows like the training rows, dates included', async () => {
    await ask(1000);
    await checkEndpoint(database, endpointId, 'hand');
    const [check] = await checks();
    expect(check).toMatchObject({ status: 'ok', trigger: 'hand', rowCount: 1000 });
    expect(check!.results.map(({ name, role, status }) => [name, role, status])).toEqual([
      ['contract', 'feature', 'ok'],
      ['joined', 'feature', 'ok'],
      ['tenure', 'feature', 'ok'],
      ['score', 'score', 'ok'],
    ]);
    expect(check!.results.every((result) => result.psi! < 0.001)).toBe(true);
  });

  it('names the feature that drifted', async () => {
    await ask(1000, 300);
    await checkEndpoint(database, endpointId, 'hand');
    const [check] = await checks();
    expect(check!.status).toBe('drifted');
    expect(check!.results.filter((result) => result.status === 'drifted').map((result) => result.name)).toEqual([
      'tenure',
    ]);
  });

  it('does not judge below the floor, nor rows outside the window', async () => {
    await ask(99);
    await ask(1000, 500, 48);
    await checkEndpoint(database, endpointId, 'hand');
    const [check] = await checks();
    expect(check).toMatchObject({ status: 'too_few_rows', rowCount: 99 });
    expect(check!.results[0]!.sentence).toBe('99 rows were asked in the window; this monitor judges from 100 rows.');
  });

  it('is done once when two workers find it due, and then waits for its time', async () => {
    await ask(200);
    await Promise.all([
      monitorCheck.handle(database, {}),
      monitorCheck.handle(database, {}),
      monitorCheck.handle(database),
    ]);
    await monitorCheck.handle(database);
    expect(await checks()).toMatchObject([{ trigger: 'schedule' }]);
    await monitorCheck.handle(database, { endpointId, trigger: 'hand' });
    expect(await checks()).toHaveLength(2);
  });
});
