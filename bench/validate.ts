import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunContext, TableSchema } from '@/nodes/kernel';
import { type Config, validate } from '@/nodes/validate/definition';
import type { ValidationReport } from '@/nodes/validate/report';
import task from '@/nodes/validate/run';
import { DuckdbStageDatabase } from '@/server/engine/duckdb/stage-database';

/**
 * Twenty rules on 1,000,000 rows × 20 columns of Parquet, on two threads: the validate task against the same twenty
 * checks as one hand-written DuckDB query, and against pandas and pandera where Python has them.
 */
const ROWS = 1_000_000;
const LIMIT_MS = 2000;
const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
const path = join(folder, 'table.parquet');

const floats = Array.from({ length: 10 }, (_, index) => `f${index}`);
const texts = ['plan', 'city', 'device', 'code', 'mail'];
const schema: TableSchema = {
  columns: [
    { name: 'id', type: 'int', nullable: false },
    { name: 'age', type: 'int', nullable: false },
    { name: 'visits', type: 'int', nullable: true },
    ...floats.map((name) => ({ name, type: 'float' as const, nullable: true })),
    ...texts.map((name) => ({ name, type: 'text' as const, nullable: true })),
    { name: 'day', type: 'date', nullable: false },
    { name: 'active', type: 'bool', nullable: false },
  ],
  open: false,
  key: 'id',
};

const plans = ['free', 'basic', 'gold', 'team'];
const rules = [
  { kind: 'unique', column: 'id' },
  { kind: 'not-null', column: 'id' },
  { kind: 'range', column: 'age', min: 0, max: 120 },
  { kind: 'not-null', column: 'visits', mostly: 0.9 },
  { kind: 'in-set', column: 'plan', values: plans },
  { kind: 'regex', column: 'mail', pattern: '[a-z0-9]+@[a-z]+\\.org' },
  { kind: 'regex', column: 'code', pattern: '[A-Z]{2}-[0-9]+' },
  { kind: 'period', column: 'day', from: '2020-01-01', until: '2029-12-31' },
  { kind: 'type', column: 'city', is: 'text' },
  { kind: 'greater', column: 'f1', other: 'f0', orEqual: true, mostly: 0.1 },
  { kind: 'expression', expression: 'f2 + f3 >= 0' },
  ...[4, 5, 6].map((index) => ({ kind: 'range', column: `f${index}`, min: 0, max: 1e6 })),
  { kind: 'statistic', column: 'f7', statistic: 'mean', min: 0, max: 1e6 },
  { kind: 'statistic', column: 'f8', statistic: 'stdev', min: 0, max: 1e6 },
  { kind: 'statistic', column: 'f9', statistic: 'quantile', at: 0.9, min: 0, max: 1e6 },
  { kind: 'statistic', column: 'city', statistic: 'distinct-count', min: 1, max: 100 },
  { kind: 'distinct-values', column: 'device', values: Array.from({ length: 8 }, (_, index) => `device ${index}`) },
  { kind: 'shares', column: 'plan', values: plans, weights: ['0.25', '0.25', '0.25', '0.25'], divergence: 0.1 },
];

const open = () =>
  new DuckdbStageDatabase(
    { memoryLimitBytes: 4e9, threads: 2, temporaryFolder: join(folder, 'spill'), allowedPaths: [folder] },
    new AbortController().signal,
  );

async function makeTable(): Promise<void> {
  const database = open();
  const number = (name: string, index: number) =>
    `case when hash(i, ${index}) % 20 = 0 then null else (hash(i, ${index + 50}) % 100000) / 7.0 end::double as ${name}`;
  const some = (name: string, sql: string, index: number) =>
    `case when hash(i, ${index + 200}) % 50 = 0 then null else ${sql} end as ${name}`;
  await database.writeTable(
    `select i as id, (hash(i) % 90)::bigint as age, case when i % 20 = 0 then null else i % 300 end as visits,
      ${floats.map(number).join(', ')},
      ${some('plan', `['free', 'basic', 'gold', 'team'][1 + (hash(i, 1) % 4)::int]`, 0)},
      ${some('city', `'city ' || (hash(i, 2) % 40)`, 1)}, ${some('device', `'device ' || (hash(i, 3) % 8)`, 2)},
      ${some('code', `'AB-' || (hash(i, 4) % 1000)`, 3)}, ${some('mail', `'user' || i || '@example.org'`, 4)},
      date '2024-01-01' + (i % 300)::int as day, i % 2 = 0 as active
    from range(${ROWS}) r(i)`,
    path,
  );
  await database.close();
}

/** From opening a database to the report, as a stage does it. */
async function ours(): Promise<{ ms: number; report: ValidationReport }> {
  const start = performance.now();
  const database = open();
  let report: ValidationReport | undefined;
  const context: Partial<RunContext<Config>> = {
    config: validate.config.parse({ rules }),
    database,
    inputs: {
      table: () => ({ path, schema, rowCount: ROWS }),
      hasTable: (port) => port === 'table',
      json: async () => undefined as never,
    },
    outputs: {
      table: async () => {},
      tableFile: async () => {},
      binary: async () => {},
      json: async (_, value) => {
        report = value as ValidationReport;
      },
    },
    signal: new AbortController().signal,
    progress: () => {},
    log: () => {},
  };
  await task.run(context as RunContext<Config>);
  await database.close();
  return { ms: performance.now() - start, report: report! };
}

async function byHand(): Promise<number> {
  const start = performance.now();
  const database = open();
  const range = (name: string, low: number, high: number) =>
    `count(*) filter (where ${name} not between ${low} and ${high}), count(${name})`;
  await database.rows(
    `select count(distinct id), count(id), ${range('age', 0, 120)}, count(visits),
      count(*) filter (where plan not in ('free', 'basic', 'gold', 'team')), count(plan),
      count(*) filter (where not regexp_full_match(mail, '[a-z0-9]+@[a-z]+\\.org')), count(mail),
      count(*) filter (where not regexp_full_match(code, '[A-Z]{2}-[0-9]+')), count(code),
      count(*) filter (where day not between date '2020-01-01' and date '2029-12-31'), count(city),
      count(*) filter (where f1 < f0), count(*) filter (where f2 + f3 < 0),
      ${[4, 5, 6].map((index) => range(`f${index}`, 0, 1e6)).join(', ')},
      avg(f7), stddev_samp(f8), quantile_cont(f9, 0.9), count(distinct city),
      count(distinct device) filter (where device not in (${Array.from({ length: 8 }, (_, index) => `'device ${index}'`).join(', ')})),
      ${plans.map((plan) => `count(*) filter (where plan = '${plan}')`).join(', ')}
    from read_parquet('${path}')`,
  );
  await database.close();
  return performance.now() - start;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

await makeTable();
const mine: number[] = [];
const hand: number[] = [];
let report: ValidationReport | undefined;
for (let round = 0; round < 5; round++) {
  const ran = await ours();
  mine.push(ran.ms);
  report = ran.report;
  hand.push(await byHand());
}
const [a, b] = [median(mine), median(hand)];
const bad = report!.rules.filter((rule) => rule.status !== 'passed');
console.log(
  `validate: ${rules.length} rules, ${ROWS.toLocaleString('en')} rows × ${schema.columns.length} columns of Parquet, median of 5`,
);
console.log(`  validate (${report!.passed} of ${rules.length} pass)   ${a.toFixed(0)} ms   limit ${LIMIT_MS} ms`);
for (const rule of bad) console.log(`    ${rule.message}`);
console.log(`  one hand-written query      ${b.toFixed(0)} ms   ratio ${(a / b).toFixed(2)}`);
for (const peer of ['pandas', 'pandera']) {
  const { status, stdout } = spawnSync('python3', [join(import.meta.dirname, 'peers/validate.py'), peer, path], {
    encoding: 'utf8',
  });
  const ms = Number(stdout.trim());
  console.log(
    status === 0
      ? `  ${peer.padEnd(27)} ${ms.toFixed(0)} ms   ${(ms / a).toFixed(1)} × as long`
      : `  ${peer.padEnd(27)} skipped: Python has no ${peer} here`,
  );
}
rmSync(folder, { recursive: true, force: true });
if (a > LIMIT_MS) process.exitCode = 1;
