import { registry } from '@/nodes/registry.gen';
import { analyze } from '@/server/compiler/compile';
import { openDuckdb } from '@/server/engine/duckdb/open-duckdb';
import { cases } from './cases';
import { runSpecStages } from './run-spec-stages';
import { customers, dataset } from './table';

/** One side of one case in a process of its own; prints milliseconds and the process's peak memory. */
const [side, name, folder] = process.argv.slice(2) as ['sluice' | 'duckdb', string, string];
const one = cases.find((each) => each.name === name)!;

const FILES = { table: 'a'.repeat(64), customers: 'b'.repeat(64) };

async function sluice(): Promise<number> {
  const source = (hash: string, key: string) => ({
    type: 'source',
    version: registry.source!.version,
    config: { file: { hash, name: 'x.parquet' }, key },
  });
  const nodes: Record<string, unknown> = { source: source(FILES.table, 'id') };
  const wires: unknown[] = [];
  const chain = one.chain ?? [{ type: one.type!, config: one.config ?? {} }];
  let above = 'source';
  chain.forEach(({ type, config }, index) => {
    const id = `n${index}`;
    nodes[id] = { type, version: registry[type]!.version, config };
    const port = Object.keys(registry[type]!.ports.in)[0];
    wires.push({ from: { node: above, port: 'table' }, to: { node: id, port } });
    above = id;
  });
  if (one.other) {
    nodes.other = source(FILES.customers, 'customer');
    wires.push({ from: { node: 'other', port: 'table' }, to: { node: 'n0', port: one.other } });
  }
  const doc = { format: 'sluice/graph@1', name: 'bench', parameters: {}, layout: {}, nodes, wires };
  const facts = {
    dataset: ({ fileHash }: { fileHash: string }) => (fileHash === FILES.table ? dataset : customers),
    has: () => false,
  };
  const { spec, diagnostics } = analyze(doc, { registry, facts: facts as never });
  if (!spec) throw new Error(JSON.stringify(diagnostics.map(({ message }) => message)));
  const inputs = new Map([[spec.ports['source.table']!.key, `${folder}/table.parquet`]]);
  if (one.other) inputs.set(spec.ports['other.table']!.key, `${folder}/customers.parquet`);
  const start = performance.now();
  await runSpecStages(spec, inputs, folder);
  return performance.now() - start;
}

async function byHand(): Promise<number> {
  const start = performance.now();
  const database = await openDuckdb({
    memoryLimitBytes: 4e9,
    threads: 2,
    temporaryFolder: `${folder}/spill`,
    allowedPaths: [folder],
  });
  const connection = await database.connect();
  await connection.run(`create view t as from read_parquet('${folder}/table.parquet')`);
  await connection.run(`create view c as from read_parquet('${folder}/customers.parquet')`);
  await connection.run(`copy (${one.byHand}) to '${folder}/by-hand.parquet' (format parquet, compression snappy)`);
  connection.closeSync();
  database.close();
  return performance.now() - start;
}

const ms = await (side === 'sluice' ? sluice() : byHand());
console.log(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1024 }));
process.exit(0);
