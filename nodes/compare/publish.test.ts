import { describe, expect, test } from 'vitest';
import { compile } from '@/server/compiler/compile';
import type { TaskStage } from '@/server/compiler/emit/run-spec';
import type { ServePlan } from '@/server/compiler/emit/serve-plan';
import { type DrawnNodes, drawnSource, graph } from '@/server/compiler/testing/draw-graph';
import { sampleFacts } from '@/server/compiler/testing/generated-graph';
import { registry } from '../registry.gen';

const train = (...features: string[]) => ({ type: 'train', config: { target: 'target', features } });
const nodes: DrawnNodes = {
  people: drawnSource('people'),
  split: { type: 'split' },
  old: train('age'),
  fresh: train('age', 'income'),
  judged: { type: 'evaluate', config: { threshold: 0.3, thresholdBasis: 'rule' } },
  compare: { type: 'compare', config: { ask: 'better' } },
  deploy: { type: 'deploy', config: { slug: 'people' } },
};
const wires = [
  'people > split',
  'split > old',
  'split > fresh',
  'split > judged',
  'split > compare',
  'fresh.model > judged.model',
  'old.model > compare.champion',
  'judged.model > compare.model',
  'compare.model > deploy.model',
];

describe('between Evaluate and Deploy', () => {
  const { spec, diagnostics } = compile(graph(nodes, wires), { registry, facts: sampleFacts });
  const stage = (id: string) => spec!.stages.find((each) => each.id === id) as TaskStage;

  test('publishing waits for the verdict', () => {
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(stage('deploy').dependsOn).toEqual(expect.arrayContaining(['judged', 'compare']));
  });

  test('it is the challenger that is published, deciding as its Evaluate does', () => {
    const { model, decision } = stage('deploy').plan as ServePlan;
    expect(model!.key).toBe(spec!.ports['fresh.model']!.key);
    expect(decision).toMatchObject({ threshold: 0.3 });
  });
});
