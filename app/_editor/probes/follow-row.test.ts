import { expect, it } from 'vitest';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { type Column, derivedColumn, type TableSchema } from '@/nodes/kernel/schema';
import type { NodeAnalysis } from '@/server/compiler/analysis';
import { type Answered, followRow, nodesBelow } from './follow-row';
import type { Values } from './probe';

const id: Column = { name: 'id', type: 'int', nullable: false };
const age: Column = { name: 'age', type: 'int', nullable: true };
const people: TableSchema = { columns: [id, age], open: false, key: 'id' };
const filled: TableSchema = { columns: [id, derivedColumn('age', 'float', ['age'])], open: false, key: 'id' };
const total: TableSchema = { columns: [derivedColumn('mean', 'float', ['age'], { how: 'aggregated' })], open: false };

const node = (type: string) => ({ type, version: 1, config: {} });
const wire = (from: string, to: string) => ({
  from: { node: from, port: 'table' },
  to: { node: to, port: 'table' },
});
const doc = {
  ...emptyDoc('p'),
  nodes: {
    file: node('source'),
    fill: node('impute'),
    adults: node('filter'),
    sum: node('aggregate'),
    learn: node('train'),
  },
  wires: [wire('file', 'fill'), wire('fill', 'adults'), wire('fill', 'sum'), wire('adults', 'learn')],
} as unknown as GraphDoc;
const analysed = (
  rows: string,
  input: TableSchema | undefined,
  output: TableSchema | undefined,
  type = 'table',
): NodeAnalysis =>
  ({
    traits: { rows },
    inputs: input ? { table: input } : {},
    outputs: { [type]: { type, key: 'k', ...(output ? { schema: output } : {}) } },
  }) as unknown as NodeAnalysis;
const nodes = {
  file: analysed('keeps', undefined, people),
  fill: analysed('keeps', people, filled),
  adults: analysed('drops', filled, filled),
  sum: analysed('changes', filled, total),
  learn: analysed('none', filled, undefined, 'model'),
};
const rows: Record<string, readonly Values[]> = {
  'file.table': [
    { id: 1, age: null },
    { id: 2, age: 40 },
  ],
  'fill.table': [
    { id: 1, age: 35 },
    { id: 2, age: 40 },
  ],
  'adults.table': [{ id: 2, age: 40 }],
};
const ask = async (port: string, values: Values): Promise<Answered> => {
  const found = (rows[port] ?? []).filter((row) =>
    Object.entries(values).every(([name, value]) => row[name] === value),
  );
  return { count: found.length, rows: found.map((row) => ({ place: 0, part: null, values: row })), isPreview: true };
};
const following = { doc, nodes, ask, predict: async () => 'yes, 0.8' };
const probe = (value: number) => ({ id: 'p', port: 'file.table', values: { id: value }, label: '' });

it('follows a row along every wire: what changed, where it fell out, where nothing tells it apart', async () => {
  const steps = await followRow(probe(1), following);
  const byNode = Object.fromEntries(steps.map((step) => [step.node, step]));
  expect(steps[0]).toMatchObject({ node: 'file', kind: 'start' });
  expect(byNode.fill).toMatchObject({
    kind: 'kept',
    by: ['id'],
    changes: [{ column: 'age', before: null, after: 35 }],
  });
  expect(byNode.adults).toMatchObject({ kind: 'gone' });
  expect(byNode.sum).toMatchObject({ kind: 'lost' });
  expect(byNode.learn).toBeUndefined();
});

it('calls a row left out that leaves by the port for such rows, and follows it there', async () => {
  const left = {
    ...nodes,
    adults: {
      ...nodes.adults,
      outputs: { ...nodes.adults.outputs, rejected: { type: 'table', key: 'r', schema: filled } },
    },
  };
  const steps = await followRow(probe(1), {
    ...following,
    nodes: left as typeof nodes,
    ask: (port, values) => ask(port === 'adults.rejected' ? 'fill.table' : port, values),
  });
  const step = steps.find((each) => each.node === 'adults');
  expect(step?.kind).toBe('gone');
  expect(step?.ports.map(({ id, isAside, count }) => [id, isAside, count])).toEqual([['adults.rejected', true, 1]]);
});

it('asks the model at its end what it makes of the row', async () => {
  const steps = await followRow(probe(2), following);
  expect(steps.find((step) => step.node === 'learn')).toMatchObject({ kind: 'ends', prediction: 'yes, 0.8' });
});

it('says that a run has to come first where a port cannot be asked', async () => {
  const steps = await followRow(probe(2), {
    ...following,
    ask: async (port, values) => (port === 'adults.table' ? undefined : ask(port, values)),
  });
  expect(steps.find((step) => step.node === 'adults')?.kind).toBe('waits');
});

it('says that the row is not there any more, and goes no further', async () => {
  expect(await followRow(probe(9), following)).toMatchObject([{ kind: 'gone' }]);
});

it('visits every node after those it gets rows from', () => {
  const order = nodesBelow(
    { wires: [wire('a', 'b'), wire('a', 'c'), wire('b', 'd'), wire('c', 'd'), wire('x', 'y')] } as never,
    'a',
  );
  expect(order[2]).toBe('d');
  expect([...order].sort()).toEqual(['b', 'c', 'd']);
});
