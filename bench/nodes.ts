/**
 * Every relational node on 1,000,000 × 30, Parquet to Parquet: against the same step as a hand-written DuckDB query, and
 * against pandas or scikit-learn where Python has the step. Each side of each case has a process of its own; the sides
 * take turns, so that they meet the same machine.
 *
 *     npm run bench -- nodes            npx tsx bench/nodes.ts --rows 1000000 --repeats 3 --only scale,join
 *
 * Peers need `pip install pandas pyarrow scikit-learn`.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { cases, type NodeCase } from './nodes/cases';
import { makeTables } from './nodes/table';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    repeats: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
  },
});
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
const here = import.meta.dirname;

interface Measured {
  readonly ms: number;
  readonly peakMb: number;
}

const SIDES = {
  sluice: (name: string) =>
    run(process.execPath, ['--import', 'tsx', join(here, 'nodes', 'run-case.ts'), 'sluice', name, folder]),
  duckdb: (name: string) =>
    run(process.execPath, ['--import', 'tsx', join(here, 'nodes', 'run-case.ts'), 'duckdb', name, folder]),
  python: (name: string) =>
    run('python3', [join(here, 'peers', 'nodes.py'), folder, cases.find((one) => one.name === name)!.python!]),
};
type Side = keyof typeof SIDES;

async function measure(side: Side, name: string): Promise<Measured> {
  const { stdout } = await SIDES[side](name);
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}

const median = (list: readonly number[]) => [...list].sort((a, b) => a - b)[list.length >> 1]!;

async function judge(one: NodeCase, hasPython: boolean): Promise<void> {
  const sides: Side[] = ['sluice', 'duckdb', ...(one.python && hasPython ? (['python'] as const) : [])];
  const found = Object.fromEntries(sides.map((side) => [side, [] as Measured[]])) as Record<Side, Measured[]>;
  for (let round = 0; round < Number(values.repeats); round++)
    for (const side of sides) found[side].push(await measure(side, one.name));
  const ms = (side: Side) => median(found[side].map((each) => each.ms));
  const peak = (side: Side) => Math.max(...found[side].map((each) => each.peakMb));
  const cell = (text: string | number, width = 9) => String(text).padStart(width);
  const python = found.python
    ? [cell(ms('python').toFixed(0)), cell((ms('python') / ms('sluice')).toFixed(1))]
    : [cell('–'), cell('–')];
  const peaks = sides.map((side) => peak(side).toFixed(0)).join(' / ');
  console.log(
    [
      one.name.padEnd(22),
      cell(ms('sluice').toFixed(0)),
      cell(ms('duckdb').toFixed(0)),
      cell((ms('sluice') / ms('duckdb')).toFixed(2)),
      ...python,
      `  ${peaks}`,
    ].join(''),
  );
}

const hasPython = await run('python3', ['-c', 'import pandas, pyarrow, sklearn']).then(
  () => true,
  () => false,
);
await makeTables(folder, Number(values.rows));
console.log(
  `${Number(values.rows).toLocaleString('en')} rows × 30 columns, Parquet to Parquet, two threads, median of ${values.repeats}`,
);
if (!hasPython) console.log('Python peers skipped: python3 has no pandas, pyarrow and scikit-learn here.');
console.log(`${'node'.padEnd(22)}   sluice  by hand    ratio   python  py/ours   peak MB (sluice / by hand / python)`);
const only = values.only ? values.only.split(',') : undefined;
for (const one of cases) {
  if (only && !only.includes(one.name)) continue;
  await judge(one, hasPython).catch((error: Error) =>
    console.log(`${one.name.padEnd(22)} failed: ${error.message.split('\n').slice(-4).join(' ')}`),
  );
}
rmSync(folder, { recursive: true, force: true });
