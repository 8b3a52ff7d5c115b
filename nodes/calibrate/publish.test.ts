import { describe, expect, test } from 'vitest';
import { analyze, compile } from '@/server/compiler/compile';
import { emitOnnx } from '@/server/compiler/emit/onnx';
import { requestTable } from '@/server/compiler/emit/onnx/testing/reference';
import type { TaskStage } from '@/server/compiler/emit/run-spec';
import type { ServePlan } from '@/server/compiler/emit/serve-plan';
import { type DrawnNodes, drawnSource, graph } from '@/server/compiler/testing/draw-graph';
import { sampleFacts } from '@/server/compiler/testing/generated-graph';
import { openSession } from '@/server/engine/onnx';
import { type Calibration, type LinearModel, predict } from '@/server/training';
import { registry } from '../registry.gen';

const WIRES = [
  'people > split',
  'split > train',
  'split > calibrate',
  'split > evaluate',
  'train.model > calibrate.model',
  'calibrate.model > evaluate.model',
  'evaluate.model > deploy.model',
];

function drawn(calibrate: Record<string, unknown> = {}, evaluate: Record<string, unknown> = {}): DrawnNodes {
  return {
    people: drawnSource('people'),
    split: { type: 'split' },
    train: { type: 'train', config: { target: 'target', features: ['age', 'income'] } },
    calibrate: { type: 'calibrate', config: calibrate },
    evaluate: { type: 'evaluate', config: { threshold: 0.3, ...evaluate } },
    deploy: { type: 'deploy', config: { slug: 'people' } },
  };
}

const options = { registry, facts: sampleFacts };

function stages(wires: readonly string[]) {
  const { spec, diagnostics } = compile(graph(drawn(), [...wires]), options);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return new Map(spec!.stages.map((stage) => [stage.id, stage]));
}

const portKey = (all: ReturnType<typeof stages>, id: string, port: string) =>
  all.get(id)!.outputs.find(({ name }) => name === port)!.key;

describe('between Train and Evaluate', () => {
  test('the endpoint serves the calibrated model, asked for what the trainer reads, and decides as Evaluate does', () => {
    const all = stages(WIRES);
    const plan = (all.get('deploy') as TaskStage).plan as ServePlan;
    expect(plan.model).toEqual({
      key: portKey(all, 'calibrate', 'model'),
      target: 'target',
      features: ['age', 'income'],
    });
    expect(plan.request.map(({ name }) => name)).toEqual(['age', 'income']);
    expect(plan.decision).toEqual({ threshold: 0.3 });
    expect(plan.evaluation).toBe(portKey(all, 'evaluate', 'report'));
  });

  test('who judged the model before it was calibrated does not decide for it, but its gate still blocks', () => {
    const all = stages([
      ...WIRES.filter(
        (wire) => !wire.startsWith('train.model') && !wire.includes('> deploy') && !wire.includes('> evaluate.model'),
      ),
      'train.model > evaluate.model',
      'evaluate.model > calibrate.model',
      'calibrate.model > deploy.model',
    ]);
    const deploy = all.get('deploy') as TaskStage;
    expect((deploy.plan as ServePlan).decision).toBeUndefined();
    expect((deploy.plan as ServePlan).model?.key).toBe(portKey(all, 'calibrate', 'model'));
    expect((all.get('calibrate') as TaskStage).dependsOn).toContain('evaluate');
  });

  test.each([
    ['the test part', { part: 'test' }, {}, 'calibrate', 'The calibration was chosen by the test part'],
    ['the part that judges', {}, { part: 'validation' }, 'evaluate', 'by which Calibrate chose the calibration'],
  ])('calibrating on %s is refused', (_, calibrate, evaluate, node, message) => {
    const { diagnostics } = analyze(graph(drawn(calibrate, evaluate), WIRES), options);
    const found = diagnostics.filter(({ place, code }) => place.node === node && code === 'leak-tuned-on-test');
    expect(found.map((one) => one.message).join()).toContain(message);
  });
});

const model: LinearModel = {
  kind: 'linear',
  family: 'logistic',
  task: 'binary',
  featureNames: ['age', 'income'],
  classes: ['a', 'b'],
  outputs: 1,
  link: 'logistic',
  coefficients: [[0.1, -0.0002]],
  intercepts: [-1],
  iterations: 1,
  converged: true,
  losses: { train: [] },
  importances: [0.5, 0.5],
  trainer: { name: 'by hand', version: '1' },
};

test.each<[string, Calibration]>([
  ['Platt scaling', { method: 'platt', curves: [{ slope: 0.6, intercept: -0.3 }] }],
  ['isotonic regression', { method: 'isotonic', curves: [{ x: [0.1, 0.4, 0.9], y: [0.05, 0.5, 0.8] }] }],
])('what is published answers probabilities calibrated by %s', async (_, calibration) => {
  const plan = (stages(WIRES).get('deploy') as TaskStage).plan as ServePlan;
  const calibrated = { ...model, calibration };
  const { bytes, signature } = emitOnnx(plan, {
    model: calibrated,
    learned: () => ({ type: 'float', value: null }),
  });
  const session = await openSession(bytes, signature);
  const rows = [
    { age: 20, income: 1000 },
    { age: 40, income: 30_000 },
    { age: 65, income: 2000 },
  ];
  const answered = await session.predict(requestTable(plan, rows), rows.length);
  await session.close();
  const columns = [rows.map(({ age }) => age), rows.map(({ income }) => income)].map((column) =>
    Float64Array.from(column),
  );
  const expected = predict(calibrated, columns, rows.length).probabilities!;
  const raw = predict(model, columns, rows.length).probabilities!;
  Array.from(expected).forEach((probability, at) => {
    expect(answered.probabilities!.values[at]).toBeCloseTo(probability, 12);
    expect(Math.abs(probability - raw[at]!)).toBeGreaterThan(0.001);
  });
});
