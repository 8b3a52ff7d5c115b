import { describe, expect, test } from 'vitest';
import { analyze, analyzeDoc, compile } from '@/server/compiler/compile';
import type { TaskStage } from '@/server/compiler/emit/run-spec';
import type { ServePlan } from '@/server/compiler/emit/serve-plan';
import { type DrawnNodes, drawnSource, graph } from '@/server/compiler/testing/draw-graph';
import { sampleFacts } from '@/server/compiler/testing/generated-graph';
import { registry } from '../registry.gen';

const WIRES = [
  'people > split',
  'split > train',
  'split > evaluate',
  'split > fairness',
  'train.model > evaluate.model',
  'evaluate.model > fairness.model',
  'fairness.model > deploy.model',
];

function drawn(evaluate: Record<string, unknown>, fairness: Record<string, unknown> = {}): DrawnNodes {
  return {
    people: drawnSource('people'),
    split: { type: 'split' },
    train: { type: 'train', config: { target: 'target', features: ['age', 'income'] } },
    evaluate: { type: 'evaluate', config: evaluate },
    fairness: { type: 'fairness', config: { slices: [{ column: 'city' }], ...fairness } },
    deploy: { type: 'deploy', config: { slug: 'people' } },
  };
}

const options = { registry, facts: sampleFacts };
function stages(nodes: DrawnNodes, wires = WIRES) {
  const { spec, diagnostics } = compile(graph(nodes, wires), options);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return new Map(spec!.stages.map((stage) => [stage.id, stage]));
}
const task = (nodes: DrawnNodes, id: string, wires?: string[]) => stages(nodes, wires).get(id) as TaskStage;

describe('between Evaluate and Deploy', () => {
  test('publishing waits for its verdict, as for Evaluate’s', () => {
    expect(task(drawn({}), 'deploy').dependsOn).toEqual(expect.arrayContaining(['evaluate', 'fairness']));
  });

  test('it waits for Evaluate’s itself', () => {
    expect(task(drawn({}), 'fairness').dependsOn).toContain('evaluate');
  });

  test('the endpoint decides as Evaluate does, and keeps its metrics', () => {
    const all = stages(drawn({ threshold: 0.3, positive: 'b' }));
    const plan = (all.get('deploy') as TaskStage).plan as ServePlan;
    expect(plan.decision).toEqual({ threshold: 0.3, positive: 'b' });
    expect(plan.evaluation).toBe(all.get('evaluate')!.outputs.find(({ name }) => name === 'report')!.key);
  });

  test('rows are decided as Evaluate decides them; another threshold there is another task here', () => {
    const [one, other] = [drawn({ threshold: 0.3, positive: 'b' }), drawn({ threshold: 0.4, positive: 'b' })];
    expect(task(one, 'fairness').config.served).toEqual({ threshold: 0.3, positive: 'b' });
    expect(task(one, 'fairness').key).not.toBe(task(other, 'fairness').key);
  });

  test('what Evaluate asks of its gates is no matter here: the report is reused', () => {
    const gates = [{ metric: 'auc', op: '>=', value: 0.9 }];
    expect(task(drawn({ gates }), 'fairness').key).toBe(task(drawn({}), 'fairness').key);
  });

  test('straight below Train nobody has decided', () => {
    const wires = WIRES.map((wire) => wire.replace('evaluate.model > fairness', 'train.model > fairness'));
    expect(task(drawn({ threshold: 0.3 }), 'fairness', wires).config).not.toHaveProperty('served');
  });

  test('an edit of the threshold above is seen by the next analysis, and one elsewhere keeps the node as it was', () => {
    const first = analyzeDoc(graph(drawn({ threshold: 0.3 }), WIRES), options);
    const doc = graph(drawn({ threshold: 0.4 }), WIRES);
    const second = analyzeDoc(doc, options, first);
    expect(second.nodes.fairness!.config.served).toEqual({ threshold: 0.4 });
    const third = analyzeDoc({ ...doc, nodes: { ...doc.nodes, other: doc.nodes.people! } }, options, second);
    expect(third.nodes.fairness).toBe(second.nodes.fairness);
  });
});

describe('what is refused on the canvas', () => {
  const problems = (fairness: Record<string, unknown>) =>
    analyze(graph(drawn({}, fairness), WIRES), options)
      .diagnostics.filter(({ place }) => place.node === 'fairness')
      .map(({ message }) => message);

  test.each([
    ['no groups', { slices: [] }, 'Slices & fairness: “Groups” is not set.'],
    ['a column that is not there', { slices: [{ column: 'town' }] }, 'There is no column “town” here.'],
    ['a column crossed with itself', { slices: [{ column: 'city', crossed: 'city' }] }, 'city is crossed with itself.'],
    ['cuts that are no numbers', { slices: [{ column: 'age', cuts: '20, old' }] }, '“old” is not a number to cut at.'],
    [
      'a gate on groups that are not judged for fairness',
      { slices: [{ column: 'city', fairness: false }], gates: [{}] },
      'No groups are judged for fairness, so this gate could never pass.',
    ],
    [
      'a gate by a column of no group',
      { gates: [{ column: 'age' }] },
      'No groups by age are judged for fairness, so this gate could never pass.',
    ],
    [
      'a gate against a reference that is not chosen',
      { gates: [{ measure: 'disparate_impact' }] },
      'Disparate impact compares with a reference group.',
    ],
    [
      'a gate on a ratio, as advice',
      { gates: [{ measure: 'demographic_parity_ratio', op: '>=', value: 0.8 }] },
      'A ratio of small rates leaps by chance, and is undefined where a rate is 0.',
    ],
    ['a threshold beyond 1', { threshold: 3 }, 'A score is from 0 to 1; 3 is not.'],
  ])('%s', (_, config, message) => {
    expect(problems(config)).toContain(message);
  });

  test('nothing, when all is well', () => {
    expect(problems({ gates: [{}] })).toEqual([]);
  });
});
