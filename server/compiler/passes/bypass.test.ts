import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit, applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { analyze, compile } from '../compile';
import { diffDocs } from '../diff/diff-docs';
import { drawnSource, graph } from '../testing/draw-graph';
import { generatedGraph, sampleFacts } from '../testing/generated-graph';

const options = { registry, facts: sampleFacts };
const bypass = (...ids: string[]): Edit[] => ids.map((id) => ({ kind: 'set-bypass', id, bypassed: true }));
const problems = (doc: GraphDoc) => analyze(doc, options).diagnostics.map(({ code, place }) => [code, place.node]);

const drawn = graph(
  {
    data: drawnSource('a', 'id'),
    other: drawnSource('b', 'id'),
    join: { type: 'join', config: { on: [{ left: 'id', right: 'id' }] } },
    split: { type: 'split', config: { seed: 7 } },
    impute: { type: 'impute', config: { except: ['target'] } },
    encode: { type: 'encode', config: { except: ['target'] } },
    train: { type: 'train', config: { target: 'target', features: ['age', 'income'] } },
    evaluate: { type: 'evaluate' },
  },
  [
    'data > join.table',
    'other > join.right',
    'join > split',
    'split > impute',
    'impute > encode',
    'encode > train',
    'train.model > evaluate.model',
    'encode > evaluate.table',
  ],
);

describe('a bypassed node', () => {
  it('hands on its first input that fits, as if it were not there', () => {
    const healed = applyEdits(drawn, [
      { kind: 'remove-node', id: 'join' },
      { kind: 'connect', wire: { from: { node: 'data', port: 'table' }, to: { node: 'split', port: 'table' } } },
    ]);
    const { spec } = compile(applyEdits(drawn, bypass('join')), options);
    expect(spec!.hash).toBe(compile(healed, options).spec!.hash);
  });

  it('shows the rows that it hands on, also behind another bypassed one', () => {
    const { nodes, spec } = analyze(applyEdits(drawn, bypass('impute', 'encode')), options);
    expect(nodes.encode).toMatchObject({ bypassed: true, stages: [], leakProof: false });
    expect(nodes.encode!.outputs.table).toBe(nodes.split!.outputs.table);
    expect(spec!.ports['encode.table']).toBe(spec!.ports['split.table']);
  });

  it('is not asked whether its settings are right', () => {
    const broken = applyEdit(drawn, { kind: 'set-setting', id: 'impute', path: ['numbers'], value: 'no such' });
    expect(problems(broken)).toContainEqual(['setting-invalid', 'impute']);
    expect(problems(applyEdits(broken, bypass('impute')))).toEqual([]);
  });

  it('that has nothing to hand on says so, and what reads it says why; taking it back mends both', () => {
    const doc = applyEdits(drawn, bypass('train'));
    const { diagnostics } = analyze(doc, options);
    expect(diagnostics.map(({ code, place }) => [code, place])).toEqual([
      ['bypass-impossible', { node: 'train' }],
      ['input-missing', { node: 'evaluate', port: 'model' }],
    ]);
    expect(diagnostics[1]!.message).toBe(
      'Nothing reaches “Model” of Evaluate: Train is bypassed and has nothing to hand on there.',
    );
    for (const { fix } of diagnostics) expect(problems(applyEdits(doc, fix!.edits))).toEqual([]);
  });

  it('that nothing reads is left out without a word', () => {
    expect(problems(applyEdits(drawn, bypass('evaluate')))).toEqual([]);
  });

  it('hands a table on at its main output only', () => {
    const doc = graph(
      {
        data: drawnSource('a', 'id'),
        filter: { type: 'filter', config: { condition: 'age > 30' } },
        limit: { type: 'limit', config: { rows: 10 } },
      },
      ['data > filter', 'filter.rejected > limit'],
    );
    expect(problems(applyEdits(doc, bypass('filter')))).toEqual([['input-missing', 'limit']]);
  });

  it('is a change of meaning, and is told as one', () => {
    expect(diffDocs(drawn, applyEdits(drawn, bypass('impute'))).nodes.changed).toMatchObject([
      { id: 'impute', bypassed: { after: true } },
    ]);
  });
});

it('bypassing a node with one table in and one out is the graph without it', () => {
  const base = generatedGraph(24);
  const single = Object.keys(base.nodes).filter((id) => ['validate', 'impute', 'encode'].includes(id.split('_')[0]!));
  fc.assert(
    fc.property(fc.subarray(single, { minLength: 1 }), (ids) => {
      const healed = ids.reduce((doc, id) => {
        const above = doc.wires.find(({ to }) => to.node === id)!.from;
        const below = doc.wires.filter(({ from }) => from.node === id && from.port === 'table');
        return applyEdits(doc, [
          { kind: 'remove-node', id },
          ...below.map(({ to }): Edit => ({ kind: 'connect', wire: { from: above, to } })),
        ]);
      }, base);
      const [bypassed, removed] = [applyEdits(base, bypass(...ids)), healed].map((doc) => analyze(doc, options));
      expect(bypassed!.spec?.hash).toBe(removed!.spec?.hash);
      const said = (analysis: typeof removed) => analysis!.diagnostics.map(({ code, place }) => [code, place.node]);
      expect(said(bypassed).sort()).toEqual(said(removed).sort());
    }),
    { numRuns: 30 },
  );
});
