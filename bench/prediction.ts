/**
 * The prediction graph of 40 columns with every encoder (fill, group-wise fill, clip, scale, power, bins, one-hot, ordinal,
 * frequency, target mean, rare groups, date parts) in onnxruntime, one thread, against the same steps in scikit-learn:
 * one row at a time, and 10,000 rows at once.
 *
 *     npm run bench -- prediction
 *
 * The peer needs `pip install scikit-learn pandas pyarrow`.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DatasetFact } from '@/nodes/kernel/facts';
import type { ScalarType } from '@/nodes/kernel/schema';
import { registry } from '@/nodes/registry.gen';
import { analyze } from '@/server/compiler/compile';
import { emitOnnx } from '@/server/compiler/emit/onnx';
import type { TaskStage } from '@/server/compiler/emit/run-spec';
import type { ServePlan } from '@/server/compiler/emit/serve-plan';
import { openDuckdb } from '@/server/engine/duckdb/open-duckdb';
import { blankColumn, openSession, type RequestTable } from '@/server/engine/onnx';
import { runSpecStages } from './nodes/run-spec-stages';

const ROWS = 100_000;
const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
const file = join(folder, 'table.parquet');

const numbers = Array.from({ length: 24 }, (_, index) => `n${index}`);
const texts = Array.from({ length: 14 }, (_, index) => `t${index}`);
const columns: DatasetFact['columns'] = [
  ...numbers.map((name) => ({ name, type: 'float' as const, nullable: true })),
  ...texts.map((name) => ({ name, type: 'text' as const, nullable: true })),
  { name: 'born', type: 'date', nullable: false },
  { name: 'seen', type: 'timestamp', nullable: false },
  { name: 'target', type: 'float', nullable: false },
];
const fact: DatasetFact = { columns, rowCount: ROWS, unparsedCount: 0 };

async function makeTable(): Promise<void> {
  const database = await openDuckdb({
    memoryLimitBytes: 2e9,
    threads: 2,
    temporaryFolder: folder,
    allowedPaths: [folder],
  });
  const connection = await database.connect();
  const cells = [
    ...numbers.map(
      (name, at) =>
        `case when hash(i, ${at}) % 10 > 0 then (hash(i, ${at + 40}) % 100000) / 7.0 + 1 end::double as ${name}`,
    ),
    ...texts.map(
      (name, at) =>
        `case when hash(i, ${at + 80}) % 10 > 0 then '${name} ' || (hash(i, ${at + 99}) % ${4 + at * 3}) end as ${name}`,
    ),
    `date '1950-01-01' + (hash(i, 3) % 20000)::int as born`,
    `timestamp '2024-01-01' + to_seconds((hash(i, 4) % 31536000)::bigint) as seen`,
    '(hash(i, 5) % 1000)::double as target',
  ];
  await connection.run(`copy (select ${cells.join(', ')} from range(${ROWS}) r(i)) to '${file}' (format parquet)`);
  connection.closeSync();
  database.close();
}

const fill = { numbers: 'median', others: 'constant', othersValue: 'none', except: ['target', 'born', 'seen'] };
const ways = { share: texts.slice(8, 10), target: texts.slice(10), ordinal: texts.slice(5, 8) };
const chain = [
  { type: 'impute', config: fill },
  { type: 'clip', config: { columns: numbers.slice(0, 6), method: 'quantiles' } },
  { type: 'scale', config: { columns: numbers.slice(0, 12) } },
  { type: 'transform', config: { columns: numbers.slice(12, 16), method: 'log1p' } },
  { type: 'bin', config: { columns: numbers.slice(16, 20), method: 'quantile', bins: 8 } },
  { type: 'group-rare', config: { columns: texts.slice(0, 2) } },
  { type: 'date-parts', config: { columns: ['born', 'seen'] } },
  {
    type: 'encode',
    config: {
      except: ['target', ...numbers],
      target: 'target',
      overrides: Object.entries(ways).flatMap(([method, names]) => names.map((column) => ({ column, method }))),
    },
  },
];

function graph() {
  const nodes: Record<string, unknown> = {};
  const wires: unknown[] = [];
  const all = [
    { type: 'source', config: { file: { hash: 'a'.repeat(64), name: 'x.parquet' } } },
    { type: 'split', config: {} },
    ...chain,
    { type: 'select', config: { which: 'except', columns: ['target'] } },
    { type: 'deploy', config: { slug: 'bench' } },
  ];
  all.forEach(({ type, config }, index) => {
    const definition = registry[type]!;
    nodes[`n${index}`] = { type, version: definition.version, config };
    const to = { node: `n${index}`, port: Object.keys(definition.ports.in)[0] };
    if (index > 0) wires.push({ from: { node: `n${index - 1}`, port: 'table' }, to });
  });
  return { format: 'sluice/graph@1', name: 'bench', parameters: {}, layout: {}, nodes, wires };
}

async function prepareSession() {
  const facts = { dataset: () => fact, has: () => false };
  const { spec, diagnostics } = analyze(graph(), { registry, facts });
  if (!spec) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  const key = spec.ports['n0.table']!.key;
  const { learned } = await runSpecStages(spec, new Map([[key, file]]), folder);
  const plan = spec.stages.find((stage): stage is TaskStage => stage.kind === 'task' && stage.plan !== undefined)!
    .plan as ServePlan;
  const emitted = emitOnnx(plan, { learned: (fit, name) => learned.get(fit)![name]! });
  return { plan, session: await openSession(emitted.bytes, emitted.signature), bytes: emitted.bytes.length };
}

async function readRequests(plan: ServePlan, rows: number): Promise<RequestTable> {
  const database = await openDuckdb({
    memoryLimitBytes: 1e9,
    threads: 1,
    temporaryFolder: folder,
    allowedPaths: [folder],
  });
  const connection = await database.connect();
  const sql = plan.request.map(({ name, type }) =>
    type === 'date'
      ? `epoch_ms("${name}") / 86400000 as "${name}"`
      : type === 'timestamp'
        ? `epoch_us("${name}") as "${name}"`
        : `"${name}"`,
  );
  const result = await connection.runAndReadAll(`select ${sql.join(', ')} from read_parquet('${file}') limit ${rows}`);
  const cells = result.getColumnsObjectJS() as Record<string, (string | number | bigint | null)[]>;
  connection.closeSync();
  database.close();
  return Object.fromEntries(plan.request.map(({ name, type }) => [name, columnOf(type, cells[name]!)]));
}

function columnOf(type: ScalarType, cells: readonly (string | number | bigint | null)[]) {
  const column = blankColumn(type, cells.length);
  cells.forEach((cell, row) => {
    if (cell === null) return;
    column.values[row] = (column.values instanceof BigInt64Array ? BigInt(Math.floor(Number(cell))) : cell) as never;
    column.missing[row] = 0;
  });
  return column;
}

const rowOf = (table: RequestTable, row: number): RequestTable =>
  Object.fromEntries(
    Object.entries(table).map(([name, { values, missing }]) => [
      name,
      { values: values.slice(row, row + 1) as never, missing: missing!.slice(row, row + 1) },
    ]),
  );

async function timesOf(count: number, ask: (turn: number) => Promise<unknown>): Promise<number[]> {
  for (let turn = 0; turn < 3; turn++) await ask(turn);
  const times: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    const start = performance.now();
    await ask(turn);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

const words = (name: string, one: readonly number[], many: readonly number[]) =>
  console.log(
    `  ${name.padEnd(14)} one row p50 ${one[one.length >> 1]!.toFixed(3)} ms, p99 ${one[Math.floor(one.length * 0.99)]!.toFixed(3)} ms;  10,000 rows ${many[many.length >> 1]!.toFixed(1)} ms`,
  );

await makeTable();
const { plan, session, bytes } = await prepareSession();
const table = await readRequests(plan, 10_000);
const rows = Array.from({ length: 500 }, (_, row) => rowOf(table, row));
const one = await timesOf(3000, (turn) => session.predict(rows[turn % rows.length]!, 1));
const many = await timesOf(20, () => session.predict(table, 10_000));
console.log(`${plan.request.length} request columns, ${chain.length} nodes, ${(bytes / 1024).toFixed(0)} KB of ONNX`);
words('sluice', one, many);
try {
  const script = join(import.meta.dirname, 'peers', 'prediction.py');
  const { stdout } = await promisify(execFile)('python3', [script, file]);
  const peer = JSON.parse(stdout.trim().split('\n').at(-1)!) as { one: number[]; many: number[]; version: string };
  words(`sklearn ${peer.version}`, peer.one, peer.many);
  const ratio = (a: readonly number[], b: readonly number[]) => (a[a.length >> 1]! / b[b.length >> 1]!).toFixed(2);
  console.log(
    `  scikit-learn takes ${ratio(peer.one, one)} times as long for one row, ${ratio(peer.many, many)} times for 10,000`,
  );
} catch (error) {
  console.log(`  scikit-learn skipped: ${(error as Error).message.trim().split('\n').at(-1)}`);
}
await session.close();
rmSync(folder, { recursive: true, force: true });
