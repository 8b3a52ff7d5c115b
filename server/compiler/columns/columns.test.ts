import { describe, expect, test } from 'vitest';
import { applyEdits } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { analyzeDoc } from '../compile';
import { type ColumnChange, planColumnChange } from './change-column';
import { traceColumn, tracedGraph } from './trace-column';

const facts = {
  dataset: ({ rules }: { rules: { names?: Record<string, string>; types: Record<string, string> } }) => ({
    columns: (
      [
        ['id', 'int'],
        ['age', 'float'],
        ['city', 'text'],
        ['churned', 'bool'],
      ] as const
    ).map(([name, type]) => ({
      name: rules.names?.[name] ?? name,
      type: (rules.types[rules.names?.[name] ?? name] ?? type) as typeof type,
      nullable: true,
    })),
    rowCount: 100,
    unparsedCount: 0,
  }),
  has: () => false,
};
const options = { registry, facts };

const node = (type: string, config: Record<string, unknown> = {}) => ({
  type,
  version: registry[type]!.version,
  config,
});
const wire = (from: string, to: string) => {
  const [fromNode, fromPort] = from.split('.') as [string, string];
  const [toNode, toPort] = to.split('.') as [string, string];
  return { from: { node: fromNode, port: fromPort }, to: { node: toNode, port: toPort } };
};

const doc: GraphDoc = {
  format: 'sluice/graph@1',
  name: 'churn',
  parameters: {},
  nodes: {
    file: node('source', { file: { hash: 'a'.repeat(64), name: 'a.csv' }, types: { age: 'float' } }),
    split: node('split'),
    impute: node('impute', { except: ['churned', 'id'], overrides: [{ column: 'age', method: 'mean' }] }),
    encode: node('encode', { except: ['churned', 'id'] }),
    train: node('train', { target: 'churned' }),
    count: node('aggregate', { by: ['city'], measures: [{ function: 'mean', column: 'age', as: '' }] }),
  },
  wires: [
    wire('file.table', 'split.table'),
    wire('split.table', 'impute.table'),
    wire('impute.table', 'encode.table'),
    wire('encode.table', 'train.table'),
    wire('file.table', 'count.table'),
  ],
  layout: {},
} as GraphDoc;

describe('the trace of a column', () => {
  const analysis = analyzeDoc(doc, options);
  const graph = tracedGraph(analysis.nodes, doc.wires);
  const at = (column: string, node = 'file') => traceColumn(graph, { node, port: 'table', column }, registry);

  test('follows it through every node, with the kind of each hop', () => {
    const hops = at('age').below.map((hop) => `${hop.to.node}.${hop.to.column} ${hop.how}`);
    expect(hops).toEqual(['count.age_mean aggregated', 'split.age same', 'impute.age derived', 'encode.age same']);
  });

  test('goes back to where it begins', () => {
    const hops = at('city', 'encode').above.map((hop) => `${hop.from.node}.${hop.from.column} ${hop.how}`);
    expect(hops).toEqual(['impute.city derived', 'split.city derived', 'file.city same']);
  });

  test('takes a column that a node hands on for what it is there, not for what it was made of above', () => {
    const drawn: GraphDoc = {
      ...doc,
      nodes: {
        file: doc.nodes.file!,
        make: node('formula', { formulas: [{ name: 'half', of: 'age / 2' }] }),
        split: doc.nodes.split!,
      },
      wires: [wire('file.table', 'make.table'), wire('make.table', 'split.table')],
    };
    const { above } = traceColumn(
      tracedGraph(analyzeDoc(drawn, options).nodes, drawn.wires),
      { node: 'split', port: 'table', column: 'half' },
      registry,
    );
    expect(above.map((hop) => `${hop.from.node}.${hop.from.column} ${hop.how}`)).toEqual([
      'make.half same',
      'file.age derived',
    ]);
  });

  test('names the settings and models that read it', () => {
    const reads = (column: string) => at(column).reads.map((read) => `${read.node}: ${read.as}`);
    expect(reads('churned')).toContain('train: Target');
    expect(reads('age')).toEqual(expect.arrayContaining(['train: Feature', 'impute: Column', 'count: Of column']));
    expect(reads('id')).toContain('impute: Leave alone');
  });
});

describe('a change of a column', () => {
  const plan = (change: ColumnChange) => {
    const planned = planColumnChange(doc, analyzeDoc(doc, options), options, change);
    if ('refused' in planned) throw new Error(planned.refused);
    return planned;
  };

  test('renames it wherever it is named, and leaves nothing wrong', () => {
    const planned = plan({ kind: 'rename', at: { node: 'encode', port: 'table', column: 'churned' }, to: 'left' });
    expect(planned.maker).toBe('file');
    expect(planned.problems).toEqual([]);
    const changed = applyEdits(doc, planned.edits);
    expect(changed.nodes.file!.config).toMatchObject({ names: { churned: 'left' } });
    expect(changed.nodes.train!.config).toMatchObject({ target: 'left' });
    expect(changed.nodes.impute!.config).toMatchObject({ except: ['left', 'id'] });
    expect(analyzeDoc(changed, options).diagnostics.filter((entry) => entry.severity === 'error')).toEqual([]);
  });

  test('renames what gets its name from it', () => {
    const planned = plan({ kind: 'rename', at: { node: 'impute', port: 'table', column: 'age' }, to: 'years' });
    expect(planned.maker).toBe('file');
    const changed = applyEdits(doc, planned.edits);
    expect(changed.nodes.file!.config).toMatchObject({ types: { years: 'float' } });
    expect(changed.nodes.count!.config).toMatchObject({ measures: [{ column: 'years' }] });
    expect(analyzeDoc(changed, options).nodes.count!.outputs.table!.schema!.columns.map(({ name }) => name)).toEqual([
      'city',
      'years_mean',
    ]);
  });

  test('leaves a name alone that an earlier formula of the node gave anew', () => {
    const formulas = [
      { name: 'age', of: 'age / 2' },
      { name: 'old', of: 'age > 30' },
    ];
    const drawn: GraphDoc = {
      ...doc,
      nodes: { file: doc.nodes.file!, make: node('formula', { formulas }) },
      wires: [wire('file.table', 'make.table')],
    };
    const change: ColumnChange = { kind: 'rename', at: { node: 'file', port: 'table', column: 'age' }, to: 'years' };
    const planned = planColumnChange(drawn, analyzeDoc(drawn, options), options, change);
    expect(planned).toMatchObject({ problems: [] });
    expect(applyEdits(drawn, 'edits' in planned ? planned.edits : []).nodes.make!.config).toEqual({
      formulas: [
        { name: 'age', of: 'years / 2' },
        { name: 'old', of: 'age > 30' },
      ],
    });
  });

  test('says which columns get another type, and what would be wrong', () => {
    const planned = plan({ kind: 'retype', at: { node: 'split', port: 'table', column: 'age' }, to: 'text' });
    expect(planned.changes).toContainEqual({
      node: 'split',
      kind: 'column',
      label: 'age',
      before: 'float',
      after: 'text',
    });
    expect(planned.problems.map(({ node }) => node)).toEqual(expect.arrayContaining(['impute', 'count']));
  });

  test('refuses a name that is taken, and one that follows from settings', () => {
    const refused = (change: ColumnChange) => planColumnChange(doc, analyzeDoc(doc, options), options, change);
    expect(refused({ kind: 'rename', at: { node: 'file', port: 'table', column: 'age' }, to: 'City' })).toHaveProperty(
      'refused',
    );
    expect(
      refused({ kind: 'retype', at: { node: 'count', port: 'table', column: 'age_mean' }, to: 'text' }),
    ).toHaveProperty('refused');
  });
});
