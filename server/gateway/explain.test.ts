import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expandedNames, type FeatureColumn } from '@/nodes/kernel/trained-model';
import { ENDPOINT_FORMAT, emitOnnx, type PackagedEndpoint } from '@/server/compiler/emit/onnx';
import { planOf } from '@/server/compiler/emit/onnx/testing/reference';
import { columnGroups, explainColumns, openExplainer } from '@/server/explanation';
import { predict, type TreesModel } from '@/server/training';
import { churnPackage, expectedScore } from './testing/churn-package';
import { eventually, openTestGateway, type Reply, type TestGateway } from './testing/open-test-gateway';

let test: TestGateway;
const keys = new Map<string, Record<string, string>>();

async function publish(content: Parameters<TestGateway['publish']>[0]): Promise<void> {
  const { endpointId } = await test.publish(content);
  const { slug } = content.packaged;
  keys.set(slug, { authorization: `Bearer ${(await test.key(endpointId)).key}` });
  await eventually(async () => (await ask(slug, { rows: [{}] })).status !== 503);
}
const ask = (slug: string, body: unknown): Promise<{ status: number; body: Reply }> =>
  test.post(`/endpoints/${slug}/predict`, body, keys.get(slug)!);

const row = { tenure: 12, contract: 'Month', visits: 3, senior: true };

/** Trees over two raw numbers that go straight to the model. */
const columns: FeatureColumn[] = [
  { column: 'a', type: 'float' },
  { column: 'b', type: 'float' },
];
const tree = (output: number, feature: number, low: number, high: number): TreesModel['trees'][number] => ({
  output,
  nodes: {
    feature: [feature, 1 - feature, -1, -1, -1],
    threshold: [0.5, -1, 0, 0, 0],
    left: [1, 3, 0, 0, 0],
    right: [2, 4, 0, 0, 0],
    missingLeft: [0, 1, 0, 0, 0],
    value: [0, 0, high, low, low / 2],
    cover: [100, 60, 40, 25, 35],
  },
});
const forest = (task: 'multiclass' | 'regression'): TreesModel => ({
  kind: 'trees',
  task,
  featureNames: expandedNames(columns),
  ...(task === 'multiclass'
    ? {
        classes: ['x', 'y', 'z'],
        outputs: 3,
        init: [0.25, -1, 0],
        trees: [tree(0, 0, 1, -2), tree(1, 1, 2, 0.5), tree(2, 0, -1, 1)],
      }
    : { outputs: 1, init: [10], trees: [tree(0, 0, 3, -4), tree(0, 1, 5, 1)] }),
  losses: { train: [] },
  importances: [],
  trainer: { name: 'by hand', version: '1' },
});

function treesPackage(
  slug: string,
  model: TreesModel,
): { packaged: PackagedEndpoint; onnx: Uint8Array; model: TreesModel } {
  const plan = {
    ...planOf({ a: 'float', b: 'float' }, { steps: [], result: [] }),
    model: { key: 'm', target: 't', features: ['a', 'b'] },
  };
  const { bytes, signature } = emitOnnx(plan, { model, learned: () => ({ type: 'float', value: null }) });
  const packaged: PackagedEndpoint = {
    ...churnPackage(slug).packaged,
    format: ENDPOINT_FORMAT,
    serveSpec: {
      columns: plan.request.map((column) => ({ ...column, example: 0 })),
      parse: plan.parse,
      lookups: [],
      answers: model.classes ? 'classes' : 'number',
      ...(model.classes ? { classes: model.classes } : {}),
      outputs: [],
      reasons: [],
      signature,
      explanation: {
        columns: columns.map((column) => ({ column, kind: 'number' })),
        link: model.classes ? 'softmax' : 'identity',
        isCalibrated: false,
      },
    },
  };
  return { packaged, onnx: bytes, model };
}

beforeAll(async () => {
  test = await openTestGateway();
  await publish(churnPackage('churn'));
  await publish(treesPackage('classes', forest('multiclass')));
  await publish(treesPackage('value', forest('regression')));
  const { explanation: _, ...serveSpec } = churnPackage('old').packaged.serveSpec;
  const { onnx, packaged } = churnPackage('old');
  await publish({ onnx, packaged: { ...packaged, serveSpec } });
}, 60_000);
afterAll(() => test?.close());

describe('an explained answer', () => {
  it('is the answer, and base + contributions make its margin', async () => {
    const { status, body } = await ask('churn', { rows: [row], explain: true });
    expect(status).toBe(200);
    const [{ explanation, ...answer }] = body.predictions as [Reply['predictions'][number]];
    expect((await ask('churn', { rows: [row] })).body.predictions[0]).toEqual(answer);
    const [output] = explanation!.outputs;
    expect(explanation!.unit).toBe('log-odds');
    expect(output!.class).toBe('Yes');
    const margin = output!.base + Object.values(output!.contributions).reduce((sum, value) => sum + value, 0);
    expect(Math.abs(margin - output!.margin)).toBeLessThan(1e-6);
    expect(output!.answer).toBeCloseTo(expectedScore(row), 12);
    expect(1 / (1 + Math.exp(-output!.margin))).toBeCloseTo(output!.answer, 12);
    expect(1 / (1 + Math.exp(-output!.base))).toBeCloseTo(output!.baseAnswer, 12);
    // −0.1 × (12 − 30); Month is 1 × (1 − 0.5), not Year −1 × −0.3, not other 0.5 × −0.2.
    expect(output!.contributions.tenure).toBeCloseTo(1.8, 12);
    expect(output!.contributions.contract).toBeCloseTo(0.7, 12);
    expect(explanation!.values).toMatchObject({ tenure: 12, contract: 'Month', visits: 3, senior: 1 });
  });

  it('is what a report says of the same features, for every class', async () => {
    for (const slug of ['classes', 'value']) {
      const model = forest(slug === 'classes' ? 'multiclass' : 'regression');
      const rows = [{ a: 0.2, b: 3 }, { a: 0.7, b: -2 }, { b: 0 }];
      const { body } = await ask(slug, { rows, explain: true });
      const features = ['a', 'b'].map((name) =>
        Float64Array.from(rows, (each) => (each as Record<string, number>)[name] ?? Number.NaN),
      );
      const reported = explainColumns(model, openExplainer(model), columnGroups(columns), {
        columns: features,
        rowCount: 3,
      });
      const said = predict(model, features, 3);
      body.predictions.forEach(({ explanation }, at) => {
        expect(explanation!.outputs.map((output) => output.class)).toEqual(model.classes ?? [undefined]);
        explanation!.outputs.forEach((output, index) => {
          const { base, margins, values } = reported[index]!;
          expect(output.base).toBeCloseTo(base, 12);
          expect(output.margin).toBeCloseTo(margins[at]!, 12);
          expect(output.contributions.a).toBeCloseTo(values[2 * at]!, 12);
          expect(output.contributions.b).toBeCloseTo(values[2 * at + 1]!, 12);
          expect(output.answer).toBeCloseTo((said.values ?? said.probabilities!)[at * model.outputs + index]!, 12);
        });
      });
      expect(body.predictions[2]!.explanation!.values).toEqual({ a: null, b: 0 });
    }
  });

  it('leaves out a row that has no prediction', async () => {
    const { body } = await ask('churn', { rows: [{ ...row, tenure: -1 }, row], explain: true });
    expect(body.predictions[0]).toEqual({ prediction: null, score: null, rejected: 'tenure is below 0' });
    expect(body.predictions[1]!.explanation).toBeDefined();
  });

  it('is in the description of the endpoint and on its page', async () => {
    const page = async (slug: string) => (await fetch(`${test.url}/endpoints/${slug}/docs`)).text();
    expect(await page('churn')).toContain('Why an answer');
    expect(await page('old')).not.toContain('Why an answer');
    const description = await (await fetch(`${test.url}/endpoints/churn/openapi.json`)).json();
    const { Question, Explanation, Prediction } = description.components.schemas;
    expect(Question.properties.explain).toMatchObject({ type: 'boolean' });
    expect(Prediction.properties.explanation).toEqual({ $ref: '#/components/schemas/Explanation' });
    expect(Object.keys(Explanation.properties)).toEqual(['unit', 'outputs', 'values']);
    const old = await (await fetch(`${test.url}/endpoints/old/openapi.json`)).json();
    expect(old.components.schemas.Question.properties).not.toHaveProperty('explain');
  });
});

describe('what cannot be explained', () => {
  it('more than a hundred rows, and what is neither true nor false', async () => {
    const many = await ask('churn', { rows: Array.from({ length: 101 }, () => row), explain: true });
    expect(many).toMatchObject({ status: 413, body: { error: { code: 'too_large' } } });
    expect((await ask('churn', { rows: Array.from({ length: 101 }, () => row), explain: false })).status).toBe(200);
    expect(await ask('churn', { rows: [row], explain: 'yes' })).toMatchObject({
      status: 422,
      body: { error: { code: 'explain_wrong' } },
    });
  });

  it('a package of an earlier version: it predicts, and says what to do', async () => {
    expect((await ask('old', { rows: [row] })).status).toBe(200);
    expect(await ask('old', { rows: [row], explain: true })).toMatchObject({
      status: 422,
      body: { error: { code: 'cannot_explain', hint: 'Train and publish the pipeline again.' } },
    });
  });
});
