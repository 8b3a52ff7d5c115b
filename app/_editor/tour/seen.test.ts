import { describe, expect, it } from 'vitest';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { analyze } from '@/server/compiler/compile';
import type { RunListEntry } from '../api';
import { Building, tableEnd } from './build';
import { observe } from './seen';
import { currentStep } from './steps';

const hash = 'a'.repeat(64);
const columns = [
  { name: 'churn', type: 'text', nullable: false },
  { name: 'tenure', type: 'int', nullable: false },
  { name: 'plan', type: 'text', nullable: true },
] as const;
const facts = {
  dataset: () => ({ columns: [...columns], rowCount: 100 }),
  has: () => false,
};
const nothing = { hasLooked: false, target: undefined, answer: undefined };
const withSource: GraphDoc = {
  ...emptyDoc('P'),
  nodes: { file: { type: 'source', version: 1, config: { file: { hash, name: 'people.csv' } } } },
  layout: { file: { x: 0, y: 0 } },
};

function see(doc: GraphDoc, memory: Partial<Parameters<typeof observe>[0]['memory']> = {}, runs: RunListEntry[] = []) {
  const { nodes, diagnostics } = analyze(doc, { registry, facts: facts as never });
  const byNode: Record<string, typeof diagnostics> = {};
  for (const id of Object.keys(nodes)) byNode[id] = diagnostics.filter(({ place }) => place.node === id);
  return { seen: observe({ doc, nodes, byNode, shown: undefined, runs, memory: { ...nothing, ...memory } }), nodes };
}
const stepOf = (...args: Parameters<typeof see>) => currentStep(see(...args).seen)?.id;

/** The whole drawing, as the coach would make it. */
function built(upTo: 'split' | 'train' | 'evaluate' | 'deploy'): GraphDoc {
  const building = new Building(withSource);
  const split = building.between({ node: 'file', port: 'table' }, 'split');
  if (upTo === 'split') return building.doc;
  const train = building.behind({ node: split, port: 'table' }, 'train', { target: 'churn' });
  if (upTo === 'train') return building.doc;
  const judge = building.behind({ node: train, port: 'model' }, 'evaluate');
  building.connect({ from: { node: split, port: 'table' }, to: { node: judge, port: 'table' } });
  if (upTo === 'evaluate') return building.doc;
  building.behind({ node: judge, port: 'model' }, 'deploy', { slug: 'p' });
  return building.doc;
}
const run = (more: Partial<RunListEntry>) => ({ state: 'done', publish: false, results: {}, ...more }) as RunListEntry;

describe('the coach', () => {
  it('begins with data, then with looking at it, then with what to predict', () => {
    expect(stepOf(emptyDoc('P'))).toBe('data');
    expect(stepOf(withSource)).toBe('look');
    expect(stepOf(withSource, { hasLooked: true })).toBe('target');
    expect(stepOf(withSource, { target: 'churn' })).toBe('split');
  });

  it('sees what was drawn, in whatever way, and leaves out what was not needed', () => {
    expect(stepOf(built('split'), { target: 'churn' })).toBe('prepare');
    expect(stepOf(built('train'))).toBe('evaluate');
    const unsplit = new Building(withSource);
    unsplit.behind({ node: 'file', port: 'table' }, 'train', { target: 'churn' });
    expect(stepOf(unsplit.doc)).toBe('split');
    expect(see(built('train'), { target: 'other' }).seen.target).toBe('churn');
    expect(stepOf(built('evaluate'))).toBe('run');
  });

  it('goes back when something is taken away', () => {
    const doc = built('evaluate');
    const { seen } = see(doc);
    const wires = doc.wires.filter(({ to }) => to.node !== seen.judge?.id);
    expect(stepOf({ ...doc, wires })).toBe('evaluate');
  });

  it('takes a run only when it judged, and publishing only when it published', () => {
    const doc = built('deploy');
    const { seen } = see(doc);
    const judged = run({ results: { [`${seen.judge?.id}.auc`]: 0.8 } });
    expect(stepOf(doc, {}, [run({})])).toBe('run');
    expect(stepOf(doc, {}, [run({ ...judged, state: 'failed' })])).toBe('run');
    expect(stepOf(doc, {}, [judged])).toBe('publish');
    expect(stepOf(doc, {}, [run({ ...judged, publish: true })])).toBe('predict');
    expect(stepOf(doc, { answer: 'churn = No' }, [run({ ...judged, publish: true })])).toBeUndefined();
  });
});

describe('what the coach draws', () => {
  it('goes between a table and all that read it', () => {
    const building = new Building(withSource);
    const [sample, sort] = [
      building.behind({ node: 'file', port: 'table' }, 'limit'),
      building.behind({ node: 'file', port: 'table' }, 'sort'),
    ];
    const split = building.between({ node: 'file', port: 'table' }, 'split');
    const into = (node: string) => building.doc.wires.filter(({ to }) => to.node === node).map(({ from }) => from.node);
    expect(into(split)).toEqual(['file']);
    expect([into(sample), into(sort)]).toEqual([[split], [split]]);
  });

  it('stands behind the last step of a table', () => {
    const doc = built('split');
    const { nodes } = see(doc);
    expect(tableEnd(doc, nodes, { node: 'file', port: 'table' }, false)).toEqual({ node: 'file', port: 'table' });
    expect(tableEnd(doc, nodes, { node: 'file', port: 'table' }, true).node).toMatch(/^split/);
  });

  it('puts no card on another, four in a row', () => {
    const { layout } = built('deploy');
    const places = Object.values(layout).map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
    expect(new Set(Object.values(layout).map(({ y }) => y)).size).toBe(2);
  });
});
