import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { Facts } from '@/nodes/kernel/facts';
import { applyEdits } from '@/nodes/kernel/graph-doc/edits';
import { registry } from '@/nodes/registry.gen';
import { analyze, compile } from './compile';
import { type DrawnNodes, graph } from './testing/draw-graph';
import { sampleFacts } from './testing/generated-graph';

const file = { hash: 'a'.repeat(64), name: 'people.csv' };
const source = { type: 'source', config: { file, key: 'id' } };
const chain: DrawnNodes = {
  people: source,
  split: { type: 'split', config: {} },
  impute: { type: 'impute', config: { except: ['target'] } },
  encode: { type: 'encode', config: { except: ['target'] } },
  train: { type: 'train', config: { target: 'target' } },
  evaluate: { type: 'evaluate', config: {} },
};
const chainWires = [
  'people > split',
  'split > impute',
  'impute > encode',
  'encode > train',
  'encode > evaluate',
  'train.model > evaluate.model',
];

const stratified = { type: 'split', config: { method: 'stratified', by: 'target' } };
const learnsFirst = ['people > impute', 'impute > split', 'split > encode', ...chainWires.slice(3)];

const run = (doc: unknown, facts: Facts = sampleFacts) => analyze(doc, { registry, facts });
const codes = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.filter((entry) => entry.severity === 'error').map((entry) => entry.code);

describe('what is refused, and how', () => {
  const cases: { name: string; doc: unknown; code: string; message?: RegExp }[] = [
    { name: 'a text', doc: 'hello', code: 'document-invalid' },
    {
      name: 'a document of a newer format',
      doc: { ...graph({}, []), format: 'sluice/graph@9' },
      code: 'document-newer',
      message: /format 9/,
    },
    {
      name: 'a document with a field of the wrong type',
      doc: { ...graph({}, []), nodes: 3 },
      code: 'document-invalid',
    },
    {
      name: 'an unknown node type',
      doc: graph({ a: { type: 'sorce' } }, []),
      code: 'node-type-unknown',
      message: /sorce/,
    },
    {
      name: 'a node saved by a newer Sluice',
      doc: graph({ a: { ...source, version: 99 } }, []),
      code: 'node-version-newer',
    },
    {
      name: 'a setting out of range',
      doc: graph(
        { ...chain, train: { type: 'train', config: { target: 'target', trees: { leaves: 1 } } } },
        chainWires,
      ),
      code: 'setting-invalid',
      message: /Leaves per tree/,
    },
    {
      name: 'a required setting left out',
      doc: graph({ ...chain, train: { type: 'train', config: {} } }, chainWires),
      code: 'setting-missing',
      message: /Target/,
    },
    { name: 'a required input without a wire', doc: graph({ split: { type: 'split' } }, []), code: 'input-missing' },
    {
      name: 'a wire between unlike ports',
      doc: graph(chain, [...chainWires.slice(0, 5), 'encode.table > evaluate.model']),
      code: 'wire-type-mismatch',
      message: /takes a model.*brings a table/,
    },
    {
      name: 'a wire to a port that is not there',
      doc: graph(chain, [...chainWires, 'people.table > train.extra']),
      code: 'wire-dangling',
    },
    {
      name: 'a wire from a node that is not there',
      doc: graph(chain, [...chainWires.slice(1), 'gone.table > split.table']),
      code: 'wire-dangling',
    },
    { name: 'two wires to one input', doc: graph(chain, [...chainWires, 'people > train']), code: 'input-twice' },
    {
      name: 'a cycle',
      doc: graph({ a: { type: 'split' }, b: { type: 'impute' } }, ['a > b', 'b > a']),
      code: 'cycle',
      message: /Split → Impute → Split|Impute → Split → Impute/,
    },
    {
      name: 'a column that is not there',
      doc: graph({ ...chain, train: { type: 'train', config: { target: 'targt' } } }, chainWires),
      code: 'column-unknown',
      message: /targt/,
    },
    {
      name: 'text that reaches a linear model unencoded',
      doc: graph(
        {
          people: source,
          split: { type: 'split' },
          train: { type: 'train', config: { target: 'target', algorithm: 'linear' } },
        },
        ['people > split', 'split > train'],
      ),
      code: 'column-type',
      message: /city is text/,
    },
    {
      name: 'learning before the split',
      doc: graph({ ...chain, split: stratified }, learnsFirst),
      code: 'leak-learns-before-split',
      message: /Impute learns from all rows/,
    },
    {
      name: 'the target among the features',
      doc: graph(
        { ...chain, train: { type: 'train', config: { target: 'target', features: ['age', 'target'] } } },
        chainWires,
      ),
      code: 'leak-target-among-features',
    },
    {
      name: 'judging without a split',
      doc: graph(chain, ['people > impute', ...chainWires.slice(2)]),
      code: 'no-partition',
    },
    {
      name: 'publishing below an aggregate',
      doc: graph(
        {
          people: source,
          sums: { type: 'aggregate', config: { by: ['city'], measures: [{ function: 'count' }] } },
          deploy: { type: 'deploy', config: { slug: 'sums' } },
        },
        ['people > sums', 'sums.table > deploy.model'],
      ),
      code: 'not-servable',
      message: /aggregate/,
    },
    {
      name: 'an unknown run parameter',
      doc: graph({ ...chain, split: { type: 'split', config: { seed: { $param: 'sed' } } } }, chainWires, {
        parameters: { seed: { type: 'int', default: 1 } },
      }),
      code: 'parameter-unknown',
    },
  ];
  for (const { name, doc, code, message } of cases) {
    it(`refuses ${name}`, () => {
      const analysis = run(doc);
      expect(codes(analysis.diagnostics)).toContain(code);
      expect(analysis.spec).toBeUndefined();
      const found = analysis.diagnostics.find((entry) => entry.code === code)!;
      if (message) expect(found.message).toMatch(message);
    });
  }

  it('says one mistake once: what follows an unset node is not blamed', () => {
    const analysis = run(graph({ ...chain, people: { type: 'source' } }, chainWires));
    expect(codes(analysis.diagnostics)).toEqual(['setting-missing']);
  });

  it('names the nearest column', () => {
    const analysis = run(graph({ ...chain, train: { type: 'train', config: { target: 'targt' } } }, chainWires));
    expect(analysis.diagnostics.find((entry) => entry.code === 'column-unknown')?.hint).toBe('Did you mean “target”?');
  });

  it('mends learning before the split with one click', () => {
    const doc = graph({ ...chain, split: stratified }, learnsFirst);
    const fix = run(doc).diagnostics.find((entry) => entry.code === 'leak-learns-before-split')?.fix;
    expect(codes(run(applyEdits(doc, fix!.edits)).diagnostics)).toEqual([]);
  });

  it('says who encoded the target, and leaves it alone with one click', () => {
    const doc = graph({ ...chain, encode: { type: 'encode' } }, chainWires);
    const found = run(doc).diagnostics.find((entry) => entry.code === 'column-type')!;
    expect(found.message).toBe('Encode encoded the target target, and a model predicts it as it was.');
    expect(codes(run(applyEdits(doc, found.fix!.edits)).diagnostics)).toEqual([]);
  });

  it('warns of a target that is predicted in other units than it came in, and leaves it alone with one click', () => {
    const age = { type: 'train', config: { target: 'age', features: ['income'] } };
    const nodes = {
      ...chain,
      impute: { type: 'scale' },
      encode: { type: 'encode', config: { except: ['age'] } },
      train: age,
    };
    const doc = graph(nodes, chainWires);
    const found = run(doc).diagnostics.find((entry) => entry.code === 'target-changed')!;
    expect(found.severity).toBe('warning');
    expect(found.message).toBe(
      'Scale changes the target age: the model learns, and answers with, what it makes of it.',
    );
    const left = run(applyEdits(doc, found.fix!.edits)).diagnostics;
    expect(left.filter((entry) => entry.code === 'target-changed')).toEqual([]);
  });

  it('asks for a dataset instead of fetching it', () => {
    const analysis = run(graph(chain, chainWires), { dataset: () => undefined, has: () => false });
    expect(analysis.needs.map((need) => need.kind === 'dataset' && need.fileHash)).toEqual([file.hash]);
    expect(codes(analysis.diagnostics)).toEqual([]);
    expect(analysis.spec).toBeUndefined();
  });

  it('says why a dataset cannot be read', () => {
    const analysis = run(graph(chain, chainWires), {
      dataset: () => ({ error: 'people.csv is empty.' }),
      has: () => false,
    });
    expect(analysis.diagnostics.find((entry) => entry.code === 'dataset-unreadable')?.message).toBe(
      'people.csv is empty.',
    );
  });
});

describe('what is planned', () => {
  const analysis = run(graph(chain, chainWires));

  it('learns from training rows only, and says so', () => {
    expect(analysis.nodes.impute?.leakProof).toBe(true);
    expect(analysis.nodes.encode?.leakProof).toBe(true);
    const fits = analysis.spec!.stages.filter((stage) => stage.kind === 'fit');
    expect(fits.map((fit) => (fit.rel.op === 'part' ? fit.rel.parts : fit.rel.op))).toEqual([['train'], ['train']]);
  });

  it('grows one query out of a chain of relational nodes', () => {
    const query = analysis.spec!.stages.find((stage) => stage.id === 'encode')!;
    expect(query.kind).toBe('query');
    expect(query.nodes).toEqual(['encode', 'impute']);
  });

  it('puts every stage after those it depends on', () => {
    const seen = new Set<string>();
    for (const stage of analysis.spec!.stages) {
      for (const parent of stage.dependsOn) expect(seen).toContain(parent);
      seen.add(stage.id);
    }
  });

  it('compiles only what leads to a chosen node', () => {
    const { spec } = compile(graph(chain, chainWires), { registry, facts: sampleFacts, upTo: 'impute' });
    expect(spec!.stages.map((stage) => stage.id)).toEqual(['people', 'split:table', 'split', 'impute:fit', 'impute']);
  });

  it('makes everything below a gate wait for it', () => {
    const doc = graph(
      { ...chain, validate: { type: 'validate', config: { rules: [{ column: 'age', kind: 'not-null' }] } } },
      ['people > validate', 'validate > split', ...chainWires.slice(1)],
    );
    const stages = run(doc).spec!.stages;
    for (const stage of stages) {
      if (stage.id !== 'people' && stage.id !== 'validate') expect(stage.dependsOn, stage.id).toContain('validate');
    }
  });

  it('derives what a request must carry: the raw columns the model reads, not the target and not the key', () => {
    const doc = graph({ ...chain, deploy: { type: 'deploy', config: { slug: 'people' } } }, [
      ...chainWires,
      'evaluate.model > deploy.model',
    ]);
    const deploy = run(doc).spec!.stages.find((stage) => stage.id === 'deploy')!;
    const plan = (deploy.kind === 'task' ? deploy.plan : undefined) as { request: { name: string }[]; fits: string[] };
    expect(plan.request.map((column) => column.name)).toEqual(['city', 'age', 'income']);
    expect(plan.fits).toHaveLength(2);
    expect(deploy.publishes).toBe(true);
  });

  it('takes run parameters wherever a setting stands', () => {
    const parameters = { seed: { type: 'int' as const, default: 1 } };
    const doc = graph({ ...chain, split: { type: 'split', config: { seed: { $param: 'seed' } } } }, chainWires, {
      parameters,
    });
    const one = analyze(doc, { registry, facts: sampleFacts, parameters: { seed: 2 } });
    const two = run(graph({ ...chain, split: { type: 'split', config: { seed: 2 } } }, chainWires));
    expect(one.nodes.split?.outputs.table?.key).toBe(two.nodes.split?.outputs.table?.key);
  });
});

describe('a query of one’s own', () => {
  const doc = graph({ people: source, query: { type: 'sql', config: { query: 'select id, age from a' } } }, [
    'people > query',
  ]);

  it('is asked to be bound over the columns that arrive, and known from then on', () => {
    const asking = run(doc);
    expect(asking.spec).toBeUndefined();
    expect(codes(asking.diagnostics)).toEqual([]);
    const [need] = asking.needs;
    expect(need).toMatchObject({
      kind: 'binding',
      query: 'select id, age from a',
      inputs: [{ port: 'table', name: 'a' }],
    });
    const from = [{ port: 'table', column: 'age' }];
    const bound = { columns: [{ name: 'age', type: 'int' as const, from, how: 'same' as const }], partitioned: false };
    const known = analyze(doc, { registry, facts: { ...sampleFacts, binding: () => bound } }, asking);
    expect(known.needs).toEqual([]);
    expect(known.nodes.query!.outputs.table!.schema!.columns).toEqual([
      { name: 'age', type: 'int', nullable: true, lineage: { from, how: 'same' } },
    ]);
    expect(known.spec!.stages.at(-1)).toMatchObject({ kind: 'task', type: 'sql' });
  });

  it('says what is wrong with it, at the character', () => {
    const binding = () => ({ error: 'There is no table “b” here.', hint: 'A query reads its inputs only: a.', at: 20 });
    const { diagnostics } = analyze(doc, { registry, facts: { ...sampleFacts, binding } });
    expect(diagnostics).toMatchObject([
      {
        code: 'expression-invalid',
        message: 'There is no table “b” here.',
        place: { node: 'query', path: ['query'], range: { from: 20, to: 21 } },
      },
    ]);
    const long = graph({ people: source, query: { type: 'sql', config: { query: 'select id, age\nfrom b' } } }, [
      'people > query',
    ]);
    expect(analyze(long, { registry, facts: { ...sampleFacts, binding } }).diagnostics[0]!.message).toBe(
      'Line 2: There is no table “b” here.',
    );
  });

  it('is not asked about while what arrives is not known', () => {
    const unknown = run(doc, { dataset: () => undefined, has: () => false });
    expect(unknown.needs.map((need) => need.kind)).toEqual(['dataset']);
  });
});
