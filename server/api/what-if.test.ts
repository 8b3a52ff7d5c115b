import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TrainedModel } from '@/nodes/kernel/trained-model';
import type { LinearModel } from '../training/model';
import { linearByHand } from '../training/testing/model-by-hand';
import { callerOf } from './root';
import { createTestServices } from './testing-services';

const model = linearByHand({
  classes: ['no', 'yes'],
  featureNames: ['age', 'plan=free', 'plan=gold'],
  coefficients: [[0.5, 1, -2]],
  intercepts: [0.25],
  means: [4, 0.5, 0.5],
});
const trained: Pick<TrainedModel<LinearModel>, 'model' | 'signature'> = {
  model,
  signature: {
    target: 'y',
    targetType: 'text',
    task: 'classification',
    classes: ['no', 'yes'],
    features: ['age', 'plan'],
    columns: [
      { column: 'age', type: 'float' },
      { column: 'plan', type: 'vector', components: ['plan=free', 'plan=gold'] },
    ],
  },
};

let services: Awaited<ReturnType<typeof createTestServices>>;
let api: ReturnType<typeof callerOf>;

beforeAll(async () => {
  services = await createTestServices();
  api = callerOf(services);
  const draft = await services.store.draft();
  await draft.write('value.json', JSON.stringify(trained));
  const { hash, sizeBytes } = await draft.publish();
  const { sql } = services.database;
  await sql`insert into catalogue (key, kind, hash, size_bytes, meta)
    values ('m', 'json', ${hash}, ${sizeBytes}, '{}'), ('large', 'json', ${hash}, 200000000, '{}')`;
}, 60_000);
afterAll(() => services.remove());

it('predicts and explains a changed row, contributions by column', async () => {
  const { outputs } = await api.whatIf.answer({ modelKey: 'm', features: [6, 0, 1] });
  // 0.25 + 0.5 × 6 − 2; from the means: age +1, plan −0.5 − 1.
  expect(outputs).toEqual([{ margin: 1.25, answer: 1 / (1 + Math.exp(-1.25)), contributions: [1, -1.5] }]);
  const [first] = (await api.whatIf.answer({ modelKey: 'm', features: [6, 0, 1], positive: 0 })).outputs;
  expect(first).toEqual({ margin: -1.25, answer: 1 / (1 + Math.exp(1.25)), contributions: [-1, 1.5] });
});

it('refuses another model’s row, a model that is gone, and one that is too large, with the next step', async () => {
  await expect(api.whatIf.answer({ modelKey: 'm', features: [1] })).rejects.toMatchObject({
    message: 'The model reads 3 numbers of a row; 1 came.',
  });
  await expect(api.whatIf.answer({ modelKey: 'gone', features: [1] })).rejects.toMatchObject({
    message: 'The model of this report is not there any more.',
  });
  await expect(api.whatIf.answer({ modelKey: 'large', features: [1, 0, 1] })).rejects.toMatchObject({
    message: expect.stringContaining('200 MB'),
  });
});
