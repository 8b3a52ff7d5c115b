import { applyEdit } from '@/nodes/kernel/graph-doc/edits';
import { registry } from '@/nodes/registry.gen';
import { analyze, analyzeDoc } from '@/server/compiler/compile';
import { generatedGraph, sampleFacts } from '@/server/compiler/testing/generated-graph';

/** analyze() on a generated graph of 1,000 nodes, cold and after one edit. Medians, against the stated limits. */
const options = { registry, facts: sampleFacts };
const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]!;
const time = (work: () => void) => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

const doc = generatedGraph(1000);
const count = Object.keys(doc.nodes).length;
for (let warm = 0; warm < 5; warm++) analyze(doc, options);
const cold = median(Array.from({ length: 15 }, () => time(() => analyze(structuredClone(doc), options))));

let current = doc;
let analysis = analyzeDoc(current, options);
const edits = Array.from({ length: 40 }, (_, index) => {
  const id = `split_${index % 100}`;
  const edited = applyEdit(current, { kind: 'set-setting', id, path: ['seed'], value: 100 + index });
  const ms = time(() => {
    analysis = analyzeDoc(edited, options, analysis);
  });
  current = edited;
  return ms;
});
const edit = median(edits.slice(5));
const errors = analysis.diagnostics.filter((entry) => entry.severity === 'error').length;

console.log(`analyze(), ${count} nodes, ${analysis.spec?.stages.length ?? 0} stages, ${errors} errors`);
console.log(`  cold      ${cold.toFixed(1)} ms   limit 50 ms   ratio ${(cold / 50).toFixed(2)}`);
console.log(`  one edit  ${edit.toFixed(1)} ms   limit 5 ms    ratio ${(edit / 5).toFixed(2)}`);
