import { expect, it } from 'vitest';
import { applyEdit } from '@/nodes/kernel/graph-doc/edits';
import { registry } from '@/nodes/registry.gen';
import { analyzeDoc } from '@/server/compiler/compile';
import { generatedGraph, sampleFacts } from '@/server/compiler/testing/generated-graph';
import { applyDelta, nodeDelta } from './node-delta';

const options = { registry, facts: sampleFacts };
const doc = generatedGraph(16);
const before = analyzeDoc(doc, options);

it('tells a node that was not there before in full', () => {
  for (const node of Object.values(before.nodes)) {
    expect(applyDelta(undefined, structuredClone(nodeDelta(undefined, node)))).toEqual(node);
  }
});

it.each([
  ['a seed', 'split_0', ['seed'], 99],
  ['a rule', 'validate_0', ['rules', 0, 'max'], 120],
  ['a list of columns', 'encode_1', ['except'], ['target', 'city']],
  ['a setting that is wrong', 'impute_0', ['except'], ['nowhere']],
] as const)('tells what an edit of %s changes, and that exactly', (_, id, path, value) => {
  const edited = applyEdit(doc, { kind: 'set-setting', id, path: [...path], value });
  const after = analyzeDoc(edited, options, before);
  for (const [name, node] of Object.entries(after.nodes)) {
    const earlier = before.nodes[name];
    expect(applyDelta(earlier, structuredClone(nodeDelta(earlier, node)))).toEqual(node);
  }
});

it('does not send schemas again that stayed', () => {
  const edited = applyEdit(doc, { kind: 'set-setting', id: 'validate_0', path: ['rules', 0, 'max'], value: 120 });
  const after = analyzeDoc(edited, options, before);
  const moved = Object.values(after.nodes).filter((node) => node !== before.nodes[node.id]);
  expect(moved.map(({ id }) => id)).toContain('evaluate_0');
  const words = JSON.stringify(moved.map((node) => nodeDelta(before.nodes[node.id], node)));
  expect(words).not.toContain('nullable');
});
