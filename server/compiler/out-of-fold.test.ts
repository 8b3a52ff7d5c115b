import { describe, expect, it } from 'vitest';
import { columnsOf, visitExpr } from '@/nodes/kernel/expr/expr';
import { type Rel, visitRel } from '@/nodes/kernel/rel/rel';
import { registry } from '@/nodes/registry.gen';
import { analyze } from './compile';
import type { FitStage, QueryStage, TaskStage } from './emit/run-spec';
import type { ServePlan } from './emit/serve-plan';
import { sampleFacts } from './testing/generated-graph';

const table = (from: string, to: string) => ({ from: { node: from, port: 'table' }, to: { node: to, port: 'table' } });

/** Customers whose city is encoded by what the target is there, up to an endpoint. */
function compiled(order: readonly string[]) {
  const all = {
    people: { type: 'source', config: { file: { hash: 'a'.repeat(64), name: 'people.csv' }, key: 'id' } },
    split: { type: 'split', config: {} },
    encode: {
      type: 'encode',
      config: { texts: 'target', target: 'target', positive: 'yes', except: ['id'], folds: 3 },
    },
    impute: { type: 'impute', config: { others: 'leave', except: ['target', 'id'] } },
    train: { type: 'train', config: { target: 'target', features: ['city', 'age', 'income'] } },
    evaluate: { type: 'evaluate', config: { positive: 'yes' } },
    deploy: { type: 'deploy', config: { slug: 'people' } },
  };
  const chain = ['people', ...order];
  const doc = {
    format: 'sluice/graph@1',
    name: 'test',
    parameters: {},
    layout: {},
    nodes: Object.fromEntries(Object.entries(all).map(([id, node]) => [id, { version: 1, ...node }])),
    wires: [
      ...chain.slice(1).map((to, at) => table(chain[at]!, to)),
      table(chain.at(-1)!, 'train'),
      table(chain.at(-1)!, 'evaluate'),
      { from: { node: 'train', port: 'model' }, to: { node: 'evaluate', port: 'model' } },
      { from: { node: 'evaluate', port: 'model' }, to: { node: 'deploy', port: 'model' } },
    ],
  };
  return analyze(doc, { registry, facts: sampleFacts });
}

function outOfFold(rel: Rel): Extract<Rel, { op: 'out-of-fold' }> {
  const found: Extract<Rel, { op: 'out-of-fold' }>[] = [];
  visitRel(rel, (part) => {
    if (part.op === 'out-of-fold') found.push(part);
  });
  expect(found).toHaveLength(1);
  return found[0]!;
}

const functionsOf = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/"fn":"([a-z_]+)"/g)].map((match) => match[1]!);

describe('target means', () => {
  const { spec, diagnostics } = compiled(['split', 'impute', 'encode']);
  const stage = <S>(id: string) => spec!.stages.find((candidate) => candidate.id === id) as S;

  it('compile', () => {
    expect(diagnostics.filter((entry) => entry.severity === 'error')).toEqual([]);
  });

  it('are learned from training rows, fold by fold of the key', () => {
    const fit = stage<FitStage>('encode:fit');
    expect(fit.rel).toMatchObject({ op: 'part', parts: ['train'] });
    const folds = Object.values(fit.aggregates).flatMap(({ by }) => (by?.fold ? [by.fold] : []));
    expect(folds.length).toBeGreaterThan(0);
    for (const fold of folds) expect(columnsOf(fold)).toEqual(['id']);
  });

  it('are out of fold in the table that a model learns from, for training rows alone', () => {
    const { columns } = outOfFold(stage<QueryStage>('encode').relations.table!);
    for (const { training, serving } of columns) {
      expect(functionsOf(training)).toContain('fold');
      expect(functionsOf(serving)).not.toContain('fold');
      expect(readsTarget(serving)).toBe(false);
    }
  });

  it('are served from all training rows, and held-out rows are compared with just that', () => {
    const plan = stage<TaskStage>('deploy').plan as ServePlan;
    expect(functionsOf(plan.steps)).toContain('lookup');
    expect(functionsOf(plan.steps)).not.toContain('fold');
    expect(plan.request.map((column) => column.name)).not.toContain('target');
    for (const { training, serving } of outOfFold(stage<QueryStage>('deploy:rows').relations.heldOut!).columns) {
      expect(training).toEqual(serving);
    }
  });

  it('are not learned above a split: its rows would not know which they are', () => {
    const { diagnostics: found } = compiled(['encode', 'split', 'impute']);
    const leak = found.find((entry) => entry.code === 'leak-learns-before-split');
    expect(leak?.place.node).toBe('encode');
    expect(leak?.fix?.title).toBe('Move Split before Encode');
  });
});

function readsTarget(expr: Parameters<typeof visitExpr>[0]): boolean {
  let found = false;
  visitExpr(expr, (part) => {
    found ||= part.op === 'column' && part.name === 'target';
  });
  return found;
}
