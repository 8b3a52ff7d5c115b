import { describe, expect, test } from 'vitest';
import type { DatasetFact, Facts } from '@/nodes/kernel/facts';
import { registry } from '@/nodes/registry.gen';
import { analyze } from './compile';
import { type DrawnNodes, drawnSource, graph } from './testing/draw-graph';

/** Facts by the name of the file. */
const tables: Readonly<Record<string, DatasetFact['columns']>> = {
  'orders.csv': [
    { name: 'id', type: 'int', nullable: false },
    { name: 'customer', type: 'int', nullable: true },
    { name: 'amount', type: 'float', nullable: true },
    { name: 'note', type: 'text', nullable: true },
  ],
  'customers.csv': [
    { name: 'id', type: 'int', nullable: false },
    { name: 'code', type: 'text', nullable: false },
    { name: 'amount', type: 'text', nullable: true },
  ],
};
const facts: Facts = {
  dataset: ({ fileName }) => ({ columns: tables[fileName]!, rowCount: 100, unparsedCount: 0 }),
  has: () => false,
};
const sources: DrawnNodes = { orders: drawnSource('orders', 'id'), customers: drawnSource('customers', 'id') };
const run = (nodes: DrawnNodes, wires: string[]) =>
  analyze(graph({ ...sources, ...nodes }, wires), { registry, facts });
const said = (nodes: DrawnNodes, wires: string[], severity = 'error') =>
  run(nodes, wires)
    .diagnostics.filter((entry) => entry.severity === severity)
    .map(({ message, place }) => `${place.path?.join('.') ?? ''}: ${message}`);
const one = (type: string, config: Record<string, unknown>, severity = 'error') =>
  said({ node: { type, config } }, ['orders > node'], severity);
const two = (type: string, config: Record<string, unknown>) =>
  said({ node: { type, config } }, ['orders > node', `customers > node.${type === 'union' ? 'table2' : 'right'}`]);

describe('what the nodes that shape tables refuse', () => {
  test('two columns whose names differ only in case, whoever makes them', () => {
    expect(one('select', { which: 'all', rename: [{ column: 'id', to: 'Amount' }] })[0]).toBe(
      'rename.0.to: Another column is named Amount already.',
    );
    expect(one('formula', { formulas: [{ name: 'NOTE', of: '1' }] })[0]).toBe(
      'formulas.0.name: NOTE differs from note only in case.',
    );
    expect(one('aggregate', { by: ['id'], measures: [{ function: 'count', as: 'ID' }] })).toContain(
      ': Aggregate would make two columns named ID, one of them written id.',
    );
  });

  test('a name that begins with $, and a rename to nothing', () => {
    expect(one('formula', { formulas: [{ name: '$partition', of: '1' }] })[0]).toContain('begin with $');
    expect(one('select', { which: 'all', rename: [{ column: 'id', to: '' }] })[0]).toContain('“New name” is not set');
  });

  test('a formula that reads what stands below it', () => {
    const above = [
      { name: 'twice', of: 'amount * 2' },
      { name: 'half', of: 'twice / 4' },
    ];
    expect(one('formula', { formulas: above })).toEqual([]);
    expect(one('formula', { formulas: above.toReversed() })[0]).toContain('twice');
  });

  test('a cast there is no way for', () => {
    expect(one('cast', { casts: [{ column: 'id', to: 'date' }] })).toEqual([
      'casts.0.to: id is int, which does not become date.',
    ]);
  });

  test('columns of one name and two types in a union, by name and table', () => {
    expect(two('union', {})).toEqual([
      'columns: amount is float in the first, text in the second table: no column can hold both.',
    ]);
  });

  test('keys of two types in a join', () => {
    expect(two('join', { on: [{ left: 'customer', right: 'code' }] })).toEqual([
      'on.0.right: customer is int and code is text: no value would equal another.',
    ]);
  });

  test('a suffix that leaves two columns with one name', () => {
    expect(two('join', { on: [{ left: 'customer', right: 'id' }], suffix: '' })[0]).toBe(
      'suffix: Two columns would be named amount.',
    );
    expect(two('join', { on: [{ left: 'customer', right: 'id' }] })).toEqual([]);
  });

  test('a join that keeps rows which would be in no part of a split', () => {
    const nodes = (kind: string): DrawnNodes => ({
      split: { type: 'split' },
      join: { type: 'join', config: { kind, on: [{ left: 'customer', right: 'id' }] } },
    });
    const wires = ['orders > join', 'customers > split', 'split > join.right'];
    expect(said(nodes('left'), wires)[0]).toContain('Rows of the left table without a partner');
    expect(said(nodes('inner'), wires)).toEqual([]);
  });

  test('nothing, but advises about a sort or a deduplication that does nothing', () => {
    expect(one('sort', { by: [{ column: 'id' }, { column: 'id' }] }, 'warning')[0]).toContain('twice');
    expect(one('deduplicate', {}, 'warning')[0]).toContain('id is the key');
    expect(one('deduplicate', { by: ['customer'] }, 'warning')).toEqual([]);
  });
});

describe('what is known of the tables they make', () => {
  const outputs = (type: string, config: Record<string, unknown>) => {
    const right = type === 'union' ? 'table2' : 'right';
    return run({ node: { type, config } }, ['orders > node', `customers > node.${right}`]).nodes.node!.outputs.table!;
  };

  test('a join has the key of its left rows while none can be repeated', () => {
    expect(outputs('join', { on: [{ left: 'customer', right: 'id' }] }).schema!.key).toBe('id');
    expect(outputs('join', { on: [{ left: 'note', right: 'code' }] }).schema!.key).toBeUndefined();
    expect(outputs('join', { kind: 'right', on: [{ left: 'customer', right: 'id' }] }).schema!.key).toBeUndefined();
  });

  test('a joined column knows its side and its name there', () => {
    const { schema } = outputs('join', { on: [{ left: 'customer', right: 'id' }] });
    expect(schema!.columns.map(({ name, nullable }) => `${name}${nullable ? '?' : ''}`)).toEqual([
      'id',
      'customer?',
      'amount?',
      'note?',
      'code?',
      'amount_right?',
    ]);
    expect(schema!.columns.at(-1)!.lineage).toEqual({ from: [{ port: 'right', column: 'amount' }], how: 'renamed' });
    const inner = outputs('join', { kind: 'inner', on: [{ left: 'customer', right: 'id' }] }).schema!;
    expect(inner.columns.find(({ name }) => name === 'customer')!.nullable).toBe(false);
  });

  test('a renamed key is the key; a dropped one is none', () => {
    const select = (config: Record<string, unknown>) =>
      run({ node: { type: 'select', config } }, ['orders > node']).nodes.node!.outputs.table!.schema!.key;
    expect(select({ which: 'all', rename: [{ column: 'id', to: 'order' }] })).toBe('order');
    expect(select({ columns: ['amount'] })).toBeUndefined();
  });

  test('the rows of a join wait until they were counted', () => {
    const { spec } = run({ node: { type: 'join', config: { on: [{ left: 'customer', right: 'id' }] } } }, [
      'orders > node',
      'customers > node.right',
    ]);
    const stages = spec!.stages.map(({ id }) => id);
    expect(stages.indexOf('node')).toBeLessThan(stages.indexOf('node:table'));
    expect(spec!.stages.find(({ id }) => id === 'node:table')!.dependsOn).toContain('node');
  });
});
