import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { call, col, type Expr, float, textList } from '@/nodes/kernel/expr/expr';
import { startEmbeddedPostgres } from '@/server/boot/postgres/embedded';
import { ENDPOINT_FORMAT, emitOnnx, type PackagedEndpoint } from '@/server/compiler/emit/onnx';
import type { ServePlan } from '@/server/compiler/emit/serve-plan';
import { openDatabase } from '@/server/db/client';
import { createApiKey, publishDeployment } from '@/server/db/endpoints';
import { migrateDatabase } from '@/server/db/migrate';
import { blankColumn, openSession } from '@/server/engine/onnx';
import { projectRoot } from '@/server/env';
import { openStore } from '@/server/store/disk-store';
import { createTemporaryHome } from '@/server/testing/temporary-home';
import { type TreesModel, trainBoostedTrees } from '@/server/training';

/** One row of telco-churn through HTTP, beside a bare onnxruntime call and a Node server that answers nothing. */

type Cell = string | number | null;
type Row = Readonly<Record<string, Cell>>;

function readChurn(): { rows: Row[]; churned: boolean[] } {
  const [head, ...lines] = readFileSync(join(projectRoot, 'examples/telco-churn/telco-churn.csv'), 'utf8')
    .trim()
    .split('\n');
  const names = head!.split(',').map((name) => name.replaceAll('"', '').trim());
  const cells = lines.map((line) =>
    line
      .trim()
      .split(',')
      .map((cell): Cell => (cell === '' ? null : cell.startsWith('"') ? cell.slice(1, -1) : Number(cell))),
  );
  const rows = cells.map((line) => Object.fromEntries(names.slice(1).map((name, at) => [name, line[at + 1] ?? null])));
  return { rows, churned: cells.map((line) => line[0] === 'Yes') };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Numbers filled and standardised, text one-hot encoded: what the example's pipeline does. */
function prepare(rows: readonly Row[]) {
  const names = Object.keys(rows[0]!);
  const columns: { name: string; expr: Expr }[] = [];
  const features: { name: string; values: Float64Array }[] = [];
  for (const name of names) {
    const cells = rows.map((row) => row[name]!);
    if (cells.some((cell) => typeof cell === 'string')) {
      const categories = [...new Set(cells.filter((cell) => cell !== null).map(String))].sort();
      columns.push({ name, expr: call('one_hot', col(name), textList(categories)) });
      for (const category of categories)
        features.push({
          name: `${name}=${category}`,
          values: Float64Array.from(cells, (cell) => Number(cell === category)),
        });
      continue;
    }
    const present = cells.filter((cell) => cell !== null).map(Number);
    const middle = mean(present);
    const filled = cells.map((cell) => Number(cell ?? middle));
    const deviation = Math.sqrt(mean(filled.map((value) => (value - middle) ** 2)));
    columns.push({
      name,
      expr: call('standardise', call('coalesce', col(name), float(middle)), float(middle), float(deviation)),
    });
    features.push({ name, values: Float64Array.from(filled, (value) => (value - middle) / deviation) });
  }
  return { names, columns, features };
}

async function churnModel(rows: readonly Row[], churned: readonly boolean[]) {
  const { names, columns, features } = prepare(rows);
  const model: TreesModel = await trainBoostedTrees(
    {
      columns: features.map((feature) => feature.values),
      featureNames: features.map((feature) => feature.name),
      rowCount: rows.length,
      target: Float64Array.from(churned, Number),
      classes: ['No', 'Yes'],
    },
    { task: 'binary', rounds: 100, learningRate: 0.1, leaves: 31, seed: 7 },
    { onProgress: () => {}, signal: new AbortController().signal, threads: 1 },
  );
  const plan: ServePlan = {
    node: 'train',
    port: 'model',
    lookups: [],
    result: [],
    fits: [],
    rawPrefix: 'raw$',
    request: names.map((name) => ({
      name,
      type: rows.some((row) => typeof row[name] === 'string') ? 'text' : 'float',
      nullable: true,
    })),
    parse: {
      format: 'csv',
      delimiter: ',',
      header: true,
      encoding: 'utf-8',
      nullTokens: [''],
      trim: false,
      dateFormats: [],
      types: {},
    },
    steps: [{ kind: 'project', columns }],
    model: { key: 'bench', target: 'churn', features: names },
  };
  return { plan, model, emitted: emitOnnx(plan, { model, learned: () => ({ type: 'float', value: null }) }) };
}

interface Timing {
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
}

/** Calls for `seconds`, `concurrency` at a time; figures in milliseconds. */
async function measure(concurrency: number, seconds: number, ask: (turn: number) => Promise<void>): Promise<Timing> {
  const times: number[] = [];
  let turn = 0;
  const caller = async (until: number, keep: boolean) => {
    while (performance.now() < until) {
      const begun = performance.now();
      await ask(turn++);
      if (keep) times.push(performance.now() - begun);
    }
  };
  const run = (length: number, keep: boolean) => {
    const until = performance.now() + length * 1000;
    return Promise.all(Array.from({ length: concurrency }, () => caller(until, keep)));
  };
  await run(1, false);
  const begun = performance.now();
  await run(seconds, true);
  const elapsed = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  return {
    p50: times[Math.floor(times.length * 0.5)]!,
    p99: times[Math.floor(times.length * 0.99)]!,
    perSecond: times.length / elapsed,
  };
}

function poster(
  port: number,
  path: string,
  headers: Record<string, string>,
  bodies: readonly string[],
  concurrency: number,
) {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  return (turn: number) =>
    new Promise<void>((resolve, reject) => {
      const body = bodies[turn % bodies.length]!;
      const call = request(
        {
          agent,
          port,
          path,
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          response.resume();
          response.once('end', () =>
            response.statusCode === 200 ? resolve() : reject(new Error(`status ${response.statusCode}`)),
          );
        },
      );
      call.once('error', reject);
      call.end(body);
    });
}

/** A Node server in a process of its own that reads a body and answers a constant. */
if (process.argv[2] === 'nothing') {
  const server = createServer((incoming, response) => {
    incoming.resume();
    incoming.once('end', () =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"predictions":[]}'),
    );
  });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
}

async function forked(module: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = fork(module, args, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    port,
    end: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

const us = (ms: number) => `${(ms * 1000).toFixed(0)} µs`.padStart(9);
const line = (name: string, timing: Timing, base: Timing) =>
  console.log(
    `${name.padEnd(36)} p50 ${us(timing.p50)}  p99 ${us(timing.p99)}  ${timing.perSecond.toFixed(0).padStart(7)}/s  ${(timing.p50 / base.p50).toFixed(1)} × bare p50, ${(timing.perSecond / base.perSecond).toFixed(2)} × bare rate`,
  );

/** One-row calls while another caller sends batches of 10,000 rows, one after another. */
async function measureBesideBatches(
  port: number,
  key: string,
  rows: readonly Row[],
  bodies: readonly string[],
  seconds: number,
  bare: Timing,
): Promise<void> {
  const path = '/endpoints/churn/predict';
  const headers = { authorization: `Bearer ${key}` };
  const batch = JSON.stringify({ rows: Array.from({ length: 10_000 }, (_, at) => rows[at % rows.length]) });
  const sendBatch = poster(port, path, headers, [batch], 1);
  const batches: number[] = [];
  let isOver = false;
  const sender = (async () => {
    while (!isOver) {
      const begun = performance.now();
      await sendBatch(0);
      batches.push(performance.now() - begun);
    }
  })();
  line('gateway, 1 at once, beside batches', await measure(1, seconds, poster(port, path, headers, bodies, 1)), bare);
  isOver = true;
  await sender;
  batches.sort((a, b) => a - b);
  console.log(`batches of 10,000 rows: p50 ${batches[batches.length >> 1]!.toFixed(0)} ms (${batches.length} of them)`);
}

export async function benchGateway(seconds = 5): Promise<void> {
  const { rows, churned } = readChurn();
  const { plan, emitted } = await churnModel(rows, churned);
  console.log(
    `telco-churn: ${plan.request.length} columns, 100 trees of 31 leaves, ${(emitted.bytes.length / 1024).toFixed(0)} kB of ONNX`,
  );

  const session = await openSession(emitted.bytes, emitted.signature);
  const tables = rows.slice(0, 500).map((row) =>
    Object.fromEntries(
      plan.request.map(({ name, type }) => {
        const column = blankColumn(type, 1);
        const cell = row[name];
        if (cell !== null && cell !== undefined) {
          column.values[0] = cell;
          column.missing[0] = 0;
        }
        return [name, column];
      }),
    ),
  );
  const bare = await measure(
    1,
    seconds,
    async (turn) => void (await session.predict(tables[turn % tables.length]!, 1)),
  );

  const { home, remove } = createTemporaryHome();
  const postgres = await startEmbeddedPostgres({ home, durability: 'durable' });
  await migrateDatabase(postgres.url);
  const database = openDatabase(postgres.url, { maxConnections: 1 });
  const draft = await openStore(home).draft();
  const packaged: PackagedEndpoint = {
    format: ENDPOINT_FORMAT,
    slug: 'churn',
    title: 'Churn',
    parity: { rows: 0, part: 'test', maxDifference: 0, flips: 0 },
    reference: { columns: {} },
    metrics: {},
    serveSpec: {
      columns: plan.request.map((column) => ({ ...column, example: rows[0]![column.name]! })),
      parse: plan.parse,
      lookups: [],
      answers: 'classes',
      classes: ['No', 'Yes'],
      threshold: 0.5,
      outputs: [],
      reasons: [],
      signature: emitted.signature,
    },
  };
  await draft.write('value.json', JSON.stringify(packaged));
  await draft.write('model.onnx', emitted.bytes);
  const { hash } = await draft.publish();
  const { endpointId } = await publishDeployment(database, {
    slug: 'churn',
    title: 'Churn',
    artifactKey: hash,
    artifactHash: hash,
  });
  const { key } = await createApiKey(database, endpointId, 'bench');

  const gateway = await forked(join(projectRoot, 'server/gateway/main.ts'), [], {
    DATABASE_URL: postgres.url,
    SLUICE_HOME: home,
    GATEWAY_PORT: '0',
  });
  const nothing = await forked(fileURLToPath(import.meta.url), ['nothing'], {});
  const bodies = rows.slice(0, 500).map((row) => JSON.stringify({ rows: [row] }));
  try {
    line('bare onnxruntime, one row', bare, bare);
    for (const concurrency of [1, 32]) {
      const idle = await measure(concurrency, seconds, poster(nothing.port, '/', {}, bodies, concurrency));
      const served = await measure(
        concurrency,
        seconds,
        poster(gateway.port, '/endpoints/churn/predict', { authorization: `Bearer ${key}` }, bodies, concurrency),
      );
      line(`Node that answers nothing, ${concurrency} at once`, idle, bare);
      line(`gateway, ${concurrency} at once`, served, bare);
    }
    await measureBesideBatches(gateway.port, key, rows, bodies, seconds, bare);
    const again = await measure(
      1,
      seconds,
      async (turn) => void (await session.predict(tables[turn % tables.length]!, 1)),
    );
    line('bare onnxruntime once more', again, bare);
    const health = await fetch(`http://127.0.0.1:${gateway.port}/health`).then(
      (answer) => answer.json() as Promise<{ requestLog: object }>,
    );
    console.log(`request log: ${JSON.stringify(health.requestLog)}`);
  } finally {
    await gateway.end();
    await nothing.end();
    await database.close();
    await postgres.stop();
    remove();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] !== 'nothing') {
  await benchGateway();
  process.exit(0);
}
