import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetFact } from '@/nodes/kernel/facts';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { analyze } from '@/server/compiler/compile';
import { type OpenedDuckdb, openDuckdb } from '@/server/engine/duckdb/open-duckdb';
import { runSpecStages } from './nodes/run-spec-stages';

/**
 * The relational part of a pipeline (validate, split, impute, encode over a million rows, Parquet to Parquet) against the
 * same work as one hand-written DuckDB query. Row counts are not part of either.
 */
const ROWS = 1_000_000;
const NUMBERS = 12;
const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
const source = join(folder, 'source.parquet');
const out = (name: string) => join(folder, `${name}.parquet`);

const open = (threads: number): Promise<OpenedDuckdb> =>
  openDuckdb({ memoryLimitBytes: 4e9, threads, temporaryFolder: join(folder, 'spill'), allowedPaths: [folder] });

const numbers = Array.from({ length: NUMBERS }, (_, index) => `n${index}`);
const texts = { city: 12, plan: 4, device: 8 };

async function makeSource(): Promise<void> {
  const database = await open(2);
  const connection = await database.connect();
  const numeric = numbers.map(
    (name, index) =>
      `case when hash(i, ${index}) % 20 = 0 then null else (hash(i, ${index + 50}) % 100000) / 7.0 end::double as ${name}`,
  );
  const texty = Object.entries(texts).map(
    ([name, count], index) => `'${name} ' || (hash(i, ${index + 90}) % ${count}) as ${name}`,
  );
  await connection.run(
    `copy (select i as id, (hash(i) % 90)::bigint as age, ${[...numeric, ...texty].join(', ')}, case when hash(i, 7) % 4 = 0 then 'yes' else 'no' end as target from range(${ROWS}) r(i)) to '${source}' (format parquet, compression snappy)`,
  );
  connection.closeSync();
  database.close();
}

const dataset: DatasetFact = {
  columns: [
    { name: 'id', type: 'int', nullable: false },
    { name: 'age', type: 'int', nullable: false },
    ...numbers.map((name) => ({ name, type: 'float' as const, nullable: true })),
    ...Object.keys(texts).map((name) => ({ name, type: 'text' as const, nullable: false })),
    { name: 'target', type: 'text', nullable: false },
  ],
  rowCount: ROWS,
  unparsedCount: 0,
};

const wire = (from: string, to: string) => ({ from: { node: from, port: 'table' }, to: { node: to, port: 'table' } });
const doc: GraphDoc = {
  format: 'sluice/graph@1',
  name: 'bench',
  parameters: {},
  layout: {},
  nodes: {
    source: {
      type: 'source',
      version: 1,
      config: { file: { hash: 'b'.repeat(64), name: 'bench.parquet' }, key: 'id' },
    },
    validate: {
      type: 'validate',
      version: 1,
      config: { rules: [{ column: 'age', kind: 'range', min: 0, max: 80, action: 'reject' }] },
    },
    split: { type: 'split', version: 1, config: { seed: 7 } },
    impute: { type: 'impute', version: 1, config: { numbers: 'mean', except: ['target'] } },
    encode: { type: 'encode', version: 1, config: { numbers: 'standardise', except: ['target', 'id'] } },
  },
  wires: [wire('source', 'validate'), wire('validate', 'split'), wire('split', 'impute'), wire('impute', 'encode')],
};

/** Every query and fit of the spec, in order, each in a DuckDB of its own as a stage has it. */
async function pipeline(): Promise<number> {
  const analysis = analyze(doc, { registry, facts: { dataset: () => dataset, has: () => false } });
  if (!analysis.spec) throw new Error(JSON.stringify(analysis.diagnostics));
  const inputs = new Map([[analysis.spec.ports['source.table']!.key, source]]);
  const start = performance.now();
  await runSpecStages(analysis.spec, inputs, folder);
  return performance.now() - start;
}

async function byHand(): Promise<number> {
  const database = await open(2);
  const connection = await database.connect();
  const sql = `
    with labelled as (
      select *, case when u < 0.7 then 'train' when u < 0.85 then 'validation' else 'test' end as part
      from (select *, ('0x' || substr(md5('7' || chr(31) || id), 1, 13))::bigint / 4503599627370496.0 as u from read_parquet('${source}') where age between 0 and 80)),
    means as (select ${numbers.map((name) => `avg(${name}) as ${name}`).join(', ')} from labelled where part = 'train'),
    filled as (select l.* replace (${numbers.map((name) => `coalesce(l.${name}, m.${name}) as ${name}`).join(', ')}) from labelled l, means m),
    stats as (select ${['age', ...numbers].map((name) => `avg(${name}) as ${name}_m, stddev_pop(${name}) as ${name}_s`).join(', ')},
      ${Object.keys(texts)
        .map((name) => `list_sort(list(distinct ${name})) as ${name}_c`)
        .join(', ')} from filled where part = 'train')
    select id, ${['age', ...numbers].map((name) => `(f.${name} - ${name}_m) / ${name}_s as ${name}`).join(', ')},
      ${Object.keys(texts)
        .map((name) => `list_transform(${name}_c, lambda c: (c = f.${name})::int::double) as ${name}`)
        .join(', ')}, target, part
    from filled f, stats`;
  const start = performance.now();
  await connection.run(`copy (${sql}) to '${out('by-hand')}' (format parquet, compression snappy)`);
  const elapsed = performance.now() - start;
  connection.closeSync();
  database.close();
  return elapsed;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

await makeSource();
const ours: number[] = [];
const peer: number[] = [];
for (let round = 0; round < 5; round++) {
  ours.push(await pipeline());
  peer.push(await byHand());
}
const [a, b] = [median(ours), median(peer)];
console.log(
  `validate → split → impute → encode, ${ROWS.toLocaleString('en')} rows × ${dataset.columns.length} columns, Parquet to Parquet, median of 5`,
);
console.log(`  pipeline's stages           ${a.toFixed(0)} ms`);
console.log(`  one hand-written query      ${b.toFixed(0)} ms   ratio ${(a / b).toFixed(2)}   limit 1.3`);
rmSync(folder, { recursive: true, force: true });
