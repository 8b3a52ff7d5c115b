import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeApiKey, useDeployment } from '@/server/db/endpoints';
import { churnPackage, expectedScore } from './testing/churn-package';
import { eventually, openTestGateway, type TestGateway } from './testing/open-test-gateway';

let test: TestGateway;
let auth: Record<string, string>;
let endpointId: string;
const row = { tenure: 12, contract: 'Month', visits: 3, senior: true };
const predict = (body: unknown, headers = auth) => test.post('/endpoints/churn/predict', body, headers);

beforeAll(async () => {
  test = await openTestGateway();
  ({ endpointId } = await test.publish(churnPackage('churn')));
  const { key } = await test.key(endpointId);
  auth = { authorization: `Bearer ${key}` };
  await eventually(async () => (await predict({ rows: [row] })).status === 200);
});
afterAll(() => test?.close());

describe('predicting over HTTP', () => {
  it('answers one row with class, probabilities, score and version', async () => {
    const { status, body } = await predict({ rows: [row] });
    const score = expectedScore(row);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      modelVersion: 1,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      latencyMs: expect.any(Number),
    });
    expect(body.predictions[0]).toMatchObject({ prediction: score >= 0.5 ? 'Yes' : 'No' });
    expect(body.predictions[0]!.score).toBeCloseTo(score, 12);
    expect(body.predictions[0]!.probabilities!.No! + body.predictions[0]!.probabilities!.Yes!).toBeCloseTo(1, 12);
  });

  it('answers 10,000 rows alike, on its other thread', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => ({
      tenure: at % 70,
      contract: ['Month', 'Year', 'new'][at % 3]!,
      visits: at % 7,
      senior: at % 2 === 0,
    }));
    const { status, body } = await predict({ rows });
    expect(status).toBe(200);
    const worst = Math.max(...body.predictions.map(({ score }, at) => Math.abs(score! - expectedScore(rows[at]!))));
    expect(worst).toBeLessThan(1e-12);
  });

  it('fills what is missing, absent or null alike, and reads text by the parse rules of the source', async () => {
    const { body } = await predict({
      rows: [{ visits: 1 }, { visits: 1, tenure: null, contract: 'NA' }, { visits: 1, contract: ' Month ' }],
    });
    expect(body.predictions[0]!.score).toBeCloseTo(expectedScore({ visits: 1 }), 12);
    expect(body.predictions[1]!.score).toBe(body.predictions[0]!.score);
    expect(body.predictions[2]!.score).toBeCloseTo(expectedScore({ visits: 1, contract: 'Month' }), 12);
  });

  it('reads dates by the source’s formats and ISO, and timestamps with zones', async () => {
    const { body } = await predict({
      rows: [
        { visits: 0, joined: '31.12.2019' },
        { visits: 0, joined: '2019-12-31' },
        { visits: 0, joined: '2020-01-01' },
        { visits: 0, seen: '2024-01-01T01:00:00+02:00' },
        { visits: 0, seen: '2024-01-01T00:00:00.000001Z' },
      ],
    });
    const scores = body.predictions.map((prediction) => prediction.score!);
    expect(scores[0]).toBeCloseTo(expectedScore({ visits: 0, old: true }), 12);
    expect(scores[1]).toBe(scores[0]);
    expect(scores[2]).toBeCloseTo(expectedScore({ visits: 0 }), 12);
    expect(scores[3]).toBe(scores[2]);
    expect(scores[4]).toBeCloseTo(expectedScore({ visits: 0, recent: true }), 12);
  });

  it('rejects the rows a rule of the pipeline does not accept, and predicts the others', async () => {
    const { status, body } = await predict({ rows: [{ ...row, tenure: -1 }, row, { ...row, contract: 'None' }] });
    expect(status).toBe(200);
    expect(body.predictions[0]).toEqual({ prediction: null, score: null, rejected: 'tenure is below 0' });
    expect(body.predictions[1]!.score).toBeCloseTo(expectedScore(row), 12);
    expect(body.predictions[2]!.rejected).toBe('contract is None');
  });

  it('takes whole numbers beyond 2^53 as text', async () => {
    const { status } = await predict({ rows: [{ visits: '9007199254740993' }] });
    expect(status).toBe(200);
  });
});

describe('bad input', () => {
  const cases: [string, unknown, number, string, object?][] = [
    ['text that is not JSON', '{rows:', 400, 'malformed'],
    ['an empty body', '', 400, 'malformed'],
    ['NaN', '{"rows":[{"visits":NaN}]}', 400, 'malformed'],
    ['Infinity by exponent', '{"rows":[{"visits":1,"tenure":1e999}]}', 422, 'wrong_type', { row: 0, field: 'tenure' }],
    ['a list instead of an object', [row], 422, 'rows_missing'],
    ['no rows', { rows: [] }, 422, 'rows_missing'],
    ['too many rows', { rows: Array.from({ length: 10_001 }, () => row) }, 413, 'too_large'],
    ['more than 16 MB', JSON.stringify({ rows: [{ ...row, contract: 'x'.repeat(17_000_000) }] }), 413, 'too_large'],
    ['a row that is no object', { rows: [row, 7] }, 422, 'row_not_object', { row: 1 }],
    ['a number as text', { rows: [{ ...row, tenure: '12' }] }, 422, 'wrong_type', { row: 0, field: 'tenure' }],
    [
      'a small whole number as text',
      { rows: [{ ...row, visits: '12' }] },
      422,
      'wrong_type',
      { row: 0, field: 'visits' },
    ],
    [
      'a number where text is due',
      { rows: [{ ...row, contract: 12 }] },
      422,
      'wrong_type',
      { row: 0, field: 'contract' },
    ],
    [
      'text where a boolean is due',
      { rows: [{ ...row, senior: 'yes' }] },
      422,
      'wrong_type',
      { row: 0, field: 'senior' },
    ],
    [
      'a fraction where a whole number is due',
      { rows: [{ ...row, visits: 1.5 }] },
      422,
      'wrong_type',
      { row: 0, field: 'visits' },
    ],
    [
      'a whole number beyond 2^53 as a number',
      '{"rows":[{"visits":9007199254740993}]}',
      422,
      'wrong_type',
      { row: 0, field: 'visits' },
    ],
    [
      'a whole number beyond 64 bits',
      { rows: [{ visits: '99999999999999999999' }] },
      422,
      'wrong_type',
      { row: 0, field: 'visits' },
    ],
    [
      'the 30th of February',
      { rows: [{ ...row, joined: '2024-02-30' }] },
      422,
      'wrong_type',
      { row: 0, field: 'joined' },
    ],
    [
      'an unknown column',
      { rows: [row, { ...row, contrct: 'Month' }] },
      422,
      'unknown_column',
      { row: 1, field: 'contrct' },
    ],
    ['a missing required column', { rows: [{ tenure: 1 }] }, 422, 'missing_column', { row: 0, field: 'visits' }],
    ['null in a required column', { rows: [{ visits: null }] }, 422, 'missing_column', { row: 0, field: 'visits' }],
    ['keys that are too few', { rows: [row, row], keys: ['a'] }, 422, 'keys_wrong'],
  ];
  it.each(cases)('%s is refused with its place', async (_name, body, status, code, place) => {
    const answer = await predict(body);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({ code, message: expect.any(String), ...(place && { place }) });
  });

  it('names the column that was meant, and every problem of a request', async () => {
    const { body } = await predict({ rows: [{ contrct: 'Month', tenure: 'x', visits: 1 }] });
    expect(body.problems?.map((problem) => problem.code)).toEqual(['wrong_type', 'unknown_column']);
    expect(body.problems?.[1]?.hint).toBe('Did you mean “contract”?');
  });

  it('refuses other media types, methods, addresses and endpoints', async () => {
    expect((await predict({ rows: [row] }, { ...auth, 'content-type': 'text/csv' })).status).toBe(415);
    expect((await fetch(`${test.url}/endpoints/churn/predict`)).status).toBe(405);
    expect((await fetch(`${test.url}/nowhere`)).status).toBe(404);
    expect((await fetch(`${test.url}/endpoints/churn/toString`)).status).toBe(404);
    const unknown = await test.post('/endpoints/chrn/predict', { rows: [row] }, auth);
    expect(unknown).toMatchObject({
      status: 404,
      body: { error: { code: 'not_found', hint: 'Did you mean “churn”?' } },
    });
  });

  it('refuses calls without a key, with a wrong one and with another endpoint’s', async () => {
    const other = await test.publish(churnPackage('other'));
    const { key } = await test.key(other.endpointId);
    for (const headers of [{}, { authorization: 'Bearer slk_wrong' }, { 'x-api-key': key }]) {
      expect(await predict({ rows: [row] }, headers as Record<string, string>)).toMatchObject({
        status: 401,
        body: { error: { code: 'unauthorised' } },
      });
    }
  });

  it('says 503 where nothing was published', async () => {
    const [empty] = await test.database.sql<
      { id: string }[]
    >`insert into endpoints (slug, title) values ('empty', 'Empty') returning id`;
    await test.database.sql`select pg_notify('sluice_deployments', 'empty')`;
    const { key } = await test.key(empty!.id);
    await eventually(
      async () => (await test.post('/endpoints/empty/predict', { rows: [row] }, { 'x-api-key': key })).status === 503,
    );
  });
});

describe('keys, versions, log and description', () => {
  it('refuses a revoked key within a second', async () => {
    const { id, key } = await test.key(endpointId);
    expect((await predict({ rows: [row] }, { 'x-api-key': key })).status).toBe(200);
    const revokedAt = Date.now();
    await revokeApiKey(test.database, id);
    await eventually(async () => (await predict({ rows: [row] }, { 'x-api-key': key })).status === 401);
    expect(Date.now() - revokedAt).toBeLessThan(1000);
  });

  it('swaps versions under load without a failed request, and back', async () => {
    const first = await test.publish(churnPackage('swap'));
    const headers = { 'x-api-key': (await test.key(first.endpointId)).key };
    const ask = () => test.post('/endpoints/swap/predict', { rows: [row] }, headers);
    await eventually(async () => (await ask()).status === 200);
    const seen = new Map<string, number>();
    let running = true;
    const callers = Array.from({ length: 8 }, async () => {
      while (running) {
        const { status, body } = await ask();
        const honest =
          status === 200 && Math.abs(body.predictions[0]!.score! - expectedScore(row, body.modelVersion - 1)) < 1e-12;
        const words = honest ? `version ${body.modelVersion}` : `${status} ${JSON.stringify(body)}`;
        seen.set(words, (seen.get(words) ?? 0) + 1);
      }
    });
    for (const intercept of [1, 2]) {
      await test.publish(churnPackage('swap', intercept));
      await eventually(() => (seen.get(`version ${intercept + 1}`) ?? 0) > 20);
    }
    await useDeployment(test.database, first.endpointId, first.deploymentId);
    const before = seen.get('version 1')!;
    await eventually(() => seen.get('version 1')! > before + 20);
    running = false;
    await Promise.all(callers);
    expect([...seen.keys()].sort()).toEqual(['version 1', 'version 2', 'version 3']);
  });

  it('keeps the version that answers when a newer one cannot be opened, and says so', async () => {
    const { packaged } = churnPackage('broken');
    const first = await test.publish(churnPackage('broken'));
    const headers = { 'x-api-key': (await test.key(first.endpointId)).key };
    const ask = () => test.post('/endpoints/broken/predict', { rows: [row] }, headers);
    await eventually(async () => (await ask()).status === 200);
    await test.publish({ packaged, onnx: new Uint8Array([1, 2, 3]) });
    await eventually(() => test.messages.some((message) => message.includes('broken: Version 2 could not be opened')));
    expect((await ask()).body.modelVersion).toBe(1);
    const health = await (await fetch(`${test.url}/health`)).json();
    expect(health).toMatchObject({ status: 'degraded', requestLog: { dropped: 0 } });
  });

  it('logs rows after the answer, and joins the truth by request or by key', async () => {
    const odd = 'nul \0 and half \ud83d of a pair';
    const { body } = await predict({
      rows: [row, { ...row, tenure: -5 }, { ...row, contract: odd }],
      keys: ['a', 'b', 7],
    });
    const labels = [
      { requestId: body.requestId, row: 0, truth: 'Yes' },
      { rowKey: 'b', truth: 'No' },
      { rowKey: 'nobody', truth: 'No' },
    ];
    const answer = await test.post('/endpoints/churn/labels', { labels }, auth);
    expect(answer).toMatchObject({ status: 200, body: { labelled: 2, unmatched: [2] } });
    const logged = await test.database.sql`
      select row_index, row_key, features, score, prediction, rejected, truth from request_log where request_id = ${body.requestId} order by row_index`;
    expect(logged[0]).toMatchObject({
      row_key: 'a',
      features: row,
      score: body.predictions[0]!.score,
      truth: 'Yes',
      rejected: null,
    });
    expect(logged[1]).toMatchObject({
      row_key: 'b',
      score: null,
      prediction: null,
      rejected: 'tenure is below 0',
      truth: 'No',
    });
    expect(logged[2]).toMatchObject({ row_key: '7', truth: null });
    expect(logged[0]!.features.joined).toBeNull();
    expect(logged[2]!.features.contract).toBe('nul \ufffd and half \ufffd of a pair');
  });

  it('counts refused calls', async () => {
    await predict({ rows: [{ visits: 'x' }] });
    await eventually(
      async () =>
        (await test.database.sql`select from request_errors where endpoint_id = ${endpointId} and status = 422`)
          .length > 0,
    );
  });

  it('refuses labels that say nothing', async () => {
    for (const body of [
      {},
      { labels: [] },
      { labels: [{ truth: 1 }] },
      { labels: [{ rowKey: 'a' }] },
      { labels: [{ requestId: 'x', truth: 1 }] },
    ]) {
      expect((await test.post('/endpoints/churn/labels', body, auth)).status).toBe(422);
    }
  });

  it('describes itself: OpenAPI 3.1, a page, health and readiness', async () => {
    const openapi = await (await fetch(`${test.url}/endpoints/churn/openapi.json`)).json();
    expect(openapi).toMatchObject({
      openapi: '3.1.0',
      components: { schemas: { Row: { required: ['visits'], additionalProperties: false } } },
    });
    expect(
      openapi.paths['/endpoints/churn/predict'].post.requestBody.content['application/json'].example.rows[0].tenure,
    ).toBe(12.5);
    const page = await fetch(`${test.url}/endpoints/churn/docs`);
    expect(page.headers.get('content-type')).toContain('text/html');
    const html = await page.text();
    // A field named by a number alone would be looked up by its position.
    expect(html).toContain('name="c0"');
    expect(html).not.toMatch(/(?:src|href)="https?:/);
    expect((await fetch(`${test.url}/ready`)).status).toBe(200);
  });

  it('lets pages of this machine call, and no others', async () => {
    const from = (origin: string) =>
      fetch(`${test.url}/endpoints/churn/predict`, { method: 'OPTIONS', headers: { origin } });
    expect((await from('http://localhost:3000')).headers.get('access-control-allow-origin')).toBe(
      'http://localhost:3000',
    );
    expect((await from('http://example.org')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('stopping', () => {
  it('gives the answers in progress and writes their log', async () => {
    const own = await openTestGateway();
    const { endpointId: id } = await own.publish(churnPackage('churn'));
    const headers = { 'x-api-key': (await own.key(id)).key };
    expect((await own.post('/endpoints/churn/predict', { rows: [row] }, headers)).status).toBe(200);
    const asked = own.post('/endpoints/churn/predict', { rows: Array.from({ length: 5000 }, () => row) }, headers);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const stopped = own.gateway.stop();
    expect((await asked).status).toBe(200);
    await stopped;
    const [logged] = await own.database.sql<{ count: number }[]>`select count(*)::int as count from request_log`;
    expect(logged!.count).toBe(5001);
    await expect(fetch(`${own.url}/health`)).rejects.toThrow();
    await own.close();
  });
});
