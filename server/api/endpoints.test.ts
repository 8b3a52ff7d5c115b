import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../boot/port';
import { publishDeployment } from '../db/endpoints';
import { registerMonitor } from '../db/monitors';
import { type Gateway, startGateway } from '../gateway/start-gateway';
import { churnPackage } from '../gateway/testing/churn-package';
import { callerOf } from './root';
import { createTestServices } from './testing-services';

let services: Awaited<ReturnType<typeof createTestServices>>;
let api: ReturnType<typeof callerOf>;
let gateway: Gateway;
const slug = 'churn';

beforeAll(async () => {
  const port = await freePort();
  services = await createTestServices({ GATEWAY_PORT: String(port) });
  api = callerOf(services);
  const { databaseUrl } = services.env;
  gateway = await startGateway({
    databaseUrl: databaseUrl!,
    folderOf: (hash) => services.store.open(hash),
    host: '127.0.0.1',
    port,
    report: () => {},
  });
  await publish(0);
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await services.remove();
});

async function publish(intercept: number) {
  const { packaged, onnx } = churnPackage(slug, intercept);
  const draft = await services.store.draft();
  await draft.write('value.json', JSON.stringify(packaged));
  await draft.write('model.onnx', onnx);
  const { hash } = await draft.publish();
  return publishDeployment(services.database, {
    slug,
    title: 'Churn',
    artifactKey: hash,
    artifactHash: hash,
    metrics: { auc: 0.8 },
  });
}

const exampleRow = async () => {
  const { contract } = await api.endpoints.get({ slug });
  return Object.fromEntries(contract!.columns.map(({ name, example }) => [name, example]));
};

/** The gateway writes its log behind the answer. */
async function logged(rows: number) {
  for (;;) {
    const log = await api.endpoints.log({ slug });
    if (log.length >= rows) return log;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('an endpoint', () => {
  it('is listed with what answers it', async () => {
    expect(await api.endpoints.list()).toMatchObject([
      {
        slug,
        title: 'Churn',
        current: { number: 1, metrics: { auc: 0.8 } },
        deploymentCount: 1,
        isMonitored: false,
        drift: null,
      },
    ]);
  });

  it('tells its contract, its addresses and its deployments', async () => {
    const endpoint = await api.endpoints.get({ slug });
    expect(endpoint.predictUrl).toBe(`http://127.0.0.1:${services.env.gatewayPort}/endpoints/churn/predict`);
    expect(endpoint.contract?.columns.length).toBeGreaterThan(0);
    expect(endpoint.contract).not.toHaveProperty('signature');
    expect(endpoint.deployments).toHaveLength(1);
  });

  it('shows a key once and keeps no secret', async () => {
    const { id, key } = await api.endpoints.createKey({ slug, label: 'CRM' });
    const { keys } = await api.endpoints.get({ slug });
    expect(keys).toMatchObject([{ id, label: 'CRM', prefix: key.slice(0, 8), revokedAt: null }]);
    expect(JSON.stringify(keys)).not.toContain(key);
    expect(await api.endpoints.revokeKey({ id })).toEqual({ revoked: true });
    expect(await api.endpoints.revokeKey({ id })).toEqual({ revoked: false });
  });

  it('can be tried without a key of one’s own, and leaves none behind', async () => {
    const before = (await api.endpoints.get({ slug })).keys.length;
    const { status, body } = await api.endpoints.tryIt({ slug, rows: [await exampleRow()] });
    expect(status).toBe(200);
    expect(body).toMatchObject({ modelVersion: 1, predictions: [{ score: expect.any(Number) }] });
    expect((await api.endpoints.tryIt({ slug, rows: [{}] })).status).toBe(422);
    expect((await api.endpoints.get({ slug })).keys).toHaveLength(before);
  });

  it('counts requests once, rows each, errors by status', async () => {
    const row = await exampleRow();
    const before = (await api.endpoints.stats({ slug, hours: 1 })).total;
    await api.endpoints.tryIt({ slug, rows: [row, row, row] });
    await logged(before.rows + 3);
    const { total, buckets, errorsByStatus } = await api.endpoints.stats({ slug, hours: 1 });
    expect(total.rows - before.rows).toBeGreaterThanOrEqual(3);
    expect(total.requests - before.requests).toBeLessThan(total.rows - before.rows);
    expect(total.p50Ms).toBeGreaterThan(0);
    expect(buckets.reduce((rows, bucket) => rows + bucket.rows, 0)).toBe(total.rows);
    expect(errorsByStatus['422']).toBeGreaterThan(0);
  });

  it('rolls back to an earlier deployment, and no further', async () => {
    const [first] = (await api.endpoints.get({ slug })).deployments;
    await publish(1);
    expect((await api.endpoints.get({ slug })).current?.number).toBe(2);
    await api.endpoints.rollBack({ slug, deploymentId: first!.id });
    expect((await api.endpoints.get({ slug })).current?.number).toBe(1);
    const nowhere = api.endpoints.rollBack({ slug, deploymentId: crypto.randomUUID() });
    await expect(nowhere).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is checked for drift by hand once it has a monitor', async () => {
    await expect(api.endpoints.checkNow({ slug })).rejects.toMatchObject({ code: 'CONFLICT' });
    const { packaged } = churnPackage(slug);
    await registerMonitor(
      services.database,
      slug,
      { threshold: 0.2, minRows: 10, everyMinutes: 60, windowHours: 24 },
      packaged.reference,
    );
    const check = await api.endpoints.checkNow({ slug });
    expect(check).toMatchObject({ trigger: 'hand', status: 'too_few_rows' });
    expect(await api.endpoints.drift({ slug })).toMatchObject({
      monitor: { enabled: true },
      checks: [{ id: check.id }],
    });
  });

  it('that does not exist is named', async () => {
    await expect(api.endpoints.get({ slug: 'nope' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('nope'),
    });
  });
});
