/**
 * Random well-typed expressions over random tables, evaluated by DuckDB and by onnxruntime (in a process of its own, one
 * row and a batch) and by a plain reference. Every function must agree as closely as its row in the function table says.
 *
 *     npx tsx bench/expressions.ts [--cases 25000] [--seed 1]
 *
 * A case is one random expression over a table of 16 rows: 25,000 are 400,000 evaluations in each engine. Ends with status 1, and with what differs, when anything does.
 */
import { parseArgs } from 'node:util';
import { FUNCTIONS } from '@/nodes/kernel/expr/functions';
import { checkCases, describeDifference } from '@/server/compiler/testing/expressions/check-cases';
import { openDuckdbEvaluator } from '@/server/compiler/testing/expressions/in-duckdb';
import { openOnnxProcess } from '@/server/compiler/testing/expressions/onnx-process';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '25000' }, seed: { type: 'string', default: '1' } },
});
const wanted = Number(values.cases);
const duckdb = await openDuckdbEvaluator();
const onnx = openOnnxProcess();
const begun = performance.now();
const seconds = () => (performance.now() - begun) / 1000;

const { counts, differences } = await checkCases(
  Number(values.seed),
  wanted,
  { duckdb, onnx: onnx.evaluate },
  (soFar, found) => {
    for (const difference of found) console.log(describeDifference(difference));
    if (soFar.expressions % 4000 === 0) console.log(`${soFar.expressions} expressions, ${seconds().toFixed(0)} s`);
  },
);
duckdb.close();
onnx.close();

const perFunction = [...counts.calls.values()];
const uncalled = Object.entries(FUNCTIONS).filter(([name, row]) => !row.internal && !counts.calls.has(name));
console.log(
  `${counts.expressions} expressions (${counts.distinct} distinct), ${counts.cells} cells compared, ${seconds().toFixed(0)} s`,
);
console.log(
  `${counts.served} pieces by both engines; ${counts.calls.size} functions, ${Math.min(...perFunction)} to ${Math.max(...perFunction)} calls each`,
);
if (uncalled.length > 0) console.log(`never called: ${uncalled.map(([name]) => name).join(', ')}`);
console.log(differences.length === 0 ? 'no difference' : `${differences.length} differences`);
process.exit(differences.length === 0 ? 0 : 1);
