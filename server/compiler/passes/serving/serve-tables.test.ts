import { describe, expect, test } from 'vitest';
import type { Facts } from '@/nodes/kernel/facts';
import { registry } from '@/nodes/registry.gen';
import { analyze } from '../../compile';
import type { ServePlan } from '../../emit/serve-plan';
import { type DrawnNodes, drawnSource, graph } from '../../testing/draw-graph';
import { sampleFacts } from '../../testing/generated-graph';

/** A source `people` (id, city, age, income, target), one node, a model of it that is published. */
function published(node: DrawnNodes[string], features: readonly string[], wires: string[] = []) {
  const nodes: DrawnNodes = {
    people: drawnSource('people', 'id'),
    others: drawnSource('others', 'id'),
    node,
    split: { type: 'split' },
    train: { type: 'train', config: { target: 'target', features } },
    deploy: { type: 'deploy', config: { slug: 'people' } },
  };
  const doc = graph(nodes, ['people > node', 'node > split', 'split > train', 'train.model > deploy.model', ...wires]);
  const facts: Facts = {
    ...sampleFacts,
    binding: () => ({
      columns: [
        { name: 'age', type: 'int', from: [{ port: 'table', column: 'age' }], how: 'same' },
        { name: 'target', type: 'text', from: [{ port: 'table', column: 'target' }], how: 'same' },
      ],
      partitioned: false,
    }),
  };
  const { spec, diagnostics } = analyze(doc, { registry, facts });
  const deploy = spec?.stages.find((stage) => stage.id === 'deploy');
  return {
    errors: diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    request: ((deploy?.kind === 'task' ? deploy.plan : undefined) as ServePlan | undefined)?.request.map(
      ({ name }) => name,
    ),
  };
}

const lag = {
  type: 'window',
  config: { by: ['city'], order: 'id', measures: [{ function: 'lag', column: 'age' }], how: 'same' },
};

describe('columns that a single row cannot have', () => {
  test('of a window are refused when the model reads them, and only then', () => {
    expect(published(lag, ['income'])).toEqual({ errors: [], request: ['income'] });
    expect(published(lag, ['age_lag_1', 'income']).errors).toEqual([
      'This cannot be published: the column age_lag_1 is computed from other rows, and a request carries single rows.',
    ]);
  });

  test('of a window stay out of reach when more is computed of them', () => {
    const change = { type: 'window', config: { order: 'id', measures: [{ function: 'change', column: 'income' }] } };
    expect(published(change, ['income_change']).errors.join()).toContain(
      'the column income_change is computed from other',
    );
  });

  test.each([
    [
      'aggregate',
      { by: ['target'], measures: [{ function: 'mean', column: 'age', as: 'age' }] },
      'one row out of many',
    ],
    [
      'pivot',
      { index: ['target'], names: 'city', values: ['age'], function: 'mean', of: 'age' },
      'one row out of many',
    ],
    ['unpivot', { columns: ['age', 'income'], value: 'age' }, 'many rows out of one'],
    ['sql', { query: 'select age, target from a' }, 'the node SQL may look at other rows'],
  ])('%s cannot be published at all', (type, config, words) => {
    expect(published({ type, config }, ['age']).errors.join()).toContain(words);
  });
});
