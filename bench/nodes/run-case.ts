import { openDuckdb } from '@/server/engine/duckdb/open-duckdb';
import { analyzeChain } from './analyze-chain';
import { cases } from './cases';
import { runSpecStages } from './run-spec-stages';
import { customers, dataset } from './table';

/** One side of one case in a process of its own; prints milliseconds and the process's peak memory. */
const [side, name, folder] = process.argv.slice(2) as ['sluice' | 'duckdb', string, string];
const one = cases.find((each) => each.name === name)!;

async function sluice(): Promise<number> {
  const chain = one.chain ?? [{ type: one.type!, config: one.config ?? {} }];
  const other = one.other ? { port: one.other, fact: customers, key: 'customer' } : undefined;
  const { spec, tableKey, otherKey } = analyzeChain(chain, { ...dataset, key: 'id' }, other);
  const inputs = new Map([[tableKey, `${folder}/table.parquet`]]);
  if (otherKey) inputs.set(otherKey, `${folder}/customers.parquet`);
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
