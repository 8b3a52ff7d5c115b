/**
 * What fusing saves: twelve preparation nodes on 1,000,000 × 30 as the compiler groups them, against the same nodes run
 * one after another, each writing its table. Then the same chain on 50,000,000 rows within 2 GB, spilling.
 *
 *     npm run bench -- preparation      npx tsx bench/preparation.ts --large 50000000
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { analyzeChain, type ChainNode } from './nodes/analyze-chain';
import { runSpecStages } from './nodes/run-spec-stages';
import { dataset, makeTables, NUMBERS } from './nodes/table';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, large: { type: 'string', default: '50000000' } },
});
const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
const half = NUMBERS.slice(0, 8);

const chain: readonly ChainNode[] = [
  { type: 'filter', config: { where: 'age between 18 and 85' } },
  {
    type: 'formula',
    config: {
      formulas: [
        { name: 'ratio', of: 'n0 / n1' },
        { name: 'long', of: "city = 'city 1'" },
      ],
    },
  },
  { type: 'cast', config: { casts: [{ column: 'visits', to: 'float' }] } },
  {
    type: 'impute',
    config: {
      numbers: 'mean',
      others: 'constant',
      othersValue: 'none',
      except: ['target', 'id', 'born', 'seen', 'active', 'long'],
    },
  },
  { type: 'clip', config: { columns: half, method: 'z-score' } },
  { type: 'transform', config: { columns: ['n8', 'n9'], method: 'log1p' } },
  { type: 'scale', config: { columns: half } },
  { type: 'date-parts', config: { columns: ['born', 'seen'] } },
  { type: 'text-features', config: { columns: ['product'] } },
  { type: 'group-rare', config: { columns: ['device'] } },
  { type: 'interactions', config: { columns: ['n10', 'n11'] } },
  { type: 'encode', config: { except: ['target', 'id', 'product'], maxCategories: 100 } },
];

async function fused(inputs: string, memory?: number, onShare?: (share: number) => void): Promise<number> {
  const { spec, tableKey } = analyzeChain(chain, { ...dataset, key: 'id' });
  const start = performance.now();
  await runSpecStages(spec, new Map([[tableKey, inputs]]), folder, memory, onShare);
  return performance.now() - start;
}

async function oneByOne(inputs: string): Promise<number> {
  let table = { ...dataset, key: 'id' };
  let path = inputs;
  let elapsed = 0;
  for (const node of chain) {
    const { spec, tableKey, last } = analyzeChain([node], table);
    const start = performance.now();
    const { paths } = await runSpecStages(spec, new Map([[tableKey, path]]), folder);
    elapsed += performance.now() - start;
    path = paths.get(last.key)!;
    table = { ...table, columns: last.schema.columns.map(({ name, type, nullable }) => ({ name, type, nullable })) };
  }
  return elapsed;
}

const median = (list: number[]) => list.sort((a, b) => a - b)[list.length >> 1]!;
const count = (rows: number) => rows.toLocaleString('en');

const { table } = await makeTables(folder, Number(values.rows));
const together: number[] = [];
const apart: number[] = [];
for (let round = 0; round < 3; round++) {
  together.push(await fused(table));
  apart.push(await oneByOne(table));
}
const [a, b] = [median(together), median(apart)];
console.log(`${chain.length} nodes, ${count(Number(values.rows))} rows × 30 columns, Parquet to Parquet, median of 3`);
console.log(`  as compiled        ${a.toFixed(0)} ms`);
console.log(`  node by node       ${b.toFixed(0)} ms   ${(b / a).toFixed(1)} times as long`);

const large = Number(values.large);
if (large > 0) {
  rmSync(table);
  const { table: wide } = await makeTables(folder, large);
  const told: string[] = [];
  let next = 0.25;
  const ms = await fused(wide, 2e9, (share) => {
    if (share < next) return;
    told.push(`${(share * 100).toFixed(0)} %`);
    next = share + 0.25;
  });
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${count(large)} rows within 2 GB: ${(ms / 1000).toFixed(0)} s, peak of the process ${peak.toFixed(0)} MB, said ${told.join(', ')} on the way`,
  );
}
rmSync(folder, { recursive: true, force: true });
