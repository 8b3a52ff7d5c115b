import { describe, expect, it } from 'vitest';
import { predict, predictRaw, type Task, trainLinear } from '../index';
import { meanLoss } from '../loss';
import { generatedData, quietContext } from '../testing/generated-data';

function complete(rowCount: number, task: Task, seed = 1) {
  const data = generatedData(rowCount, task, seed);
  return { ...data, columns: data.columns.map((column) => column.map((x) => (Number.isNaN(x) ? 0 : x))) };
}

describe.each<Task>(['binary', 'multiclass', 'regression'])('%s', (task) => {
  it('converges on features of any size, one of them constant', async () => {
    const data = complete(2000, task);
    const model = await trainLinear(data, { task, seed: 1 }, quietContext());
    expect(model.converged).toBe(true);
    for (const row of model.coefficients) expect(row[5]).toBe(0);
    expect(model.importances.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
    const margins = predictRaw(model, data.columns, data.rowCount);
    const loss = meanLoss(task, model.outputs, margins, data.target);
    expect(model.losses.train.at(-1)! / loss).toBeCloseTo(1, 9);
  });

  it('gives the same model twice, and plain JSON', async () => {
    const data = complete(500, task);
    const model = await trainLinear(data, { task, seed: 1 }, quietContext());
    expect(await trainLinear(data, { task, seed: 2 }, quietContext(2))).toEqual(model);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  it('watches the validation loss', async () => {
    const validation = complete(300, task, 2);
    const model = await trainLinear({ ...complete(500, task), validation }, { task, seed: 1 }, quietContext());
    const margins = predictRaw(model, validation.columns, validation.rowCount);
    expect(model.losses.validation!.at(-1)).toBe(meanLoss(task, model.outputs, margins, validation.target));
    expect(model.losses.validation).toHaveLength(model.losses.train.length);
  });

  it('gives a column that repeats another no say without a penalty, and shares it with one', async () => {
    const { columns, ...rest } = complete(500, task);
    const data = { ...rest, columns: [columns[0]!, columns[0]!], featureNames: ['a', 'again'] };
    const shared = await trainLinear(data, { task, seed: 1 }, quietContext());
    expect(shared.coefficients[0]![0]).toBeCloseTo(shared.coefficients[0]![1]!, 6);
    const free = await trainLinear(data, { task, alpha: 0, seed: 1 }, quietContext());
    expect(free.coefficients.flat().every(Number.isFinite)).toBe(true);
  });
});

it('keeps the digits of a feature with a large mean', async () => {
  const time = Float64Array.from({ length: 100 }, (_, row) => 1_700_000_000_000 + row);
  const data = { columns: [time], featureNames: ['t'], rowCount: 100, target: time.map((_, row) => 3 * row) };
  const model = await trainLinear(data, { task: 'regression', alpha: 0, seed: 1 }, quietContext());
  expect(model.coefficients[0]![0]).toBeCloseTo(3, 10);
});

it('says so when it ran out of iterations', async () => {
  const model = await trainLinear(
    complete(500, 'binary'),
    { task: 'binary', maxIterations: 2, seed: 1 },
    quietContext(),
  );
  expect(model).toMatchObject({ converged: false, iterations: 2 });
});

it('survives classes that a feature separates perfectly, without a penalty', async () => {
  const x = Float64Array.from({ length: 100 }, (_, row) => row);
  const target = x.map((value) => (value < 50 ? 0 : 1));
  const data = { columns: [x], featureNames: ['x'], rowCount: 100, target, classes: ['0', '1'] };
  const model = await trainLinear(data, { task: 'binary', alpha: 0, seed: 1 }, quietContext());
  const { probabilities } = predict(model, [x], 100);
  expect(Array.from(target, (_, row) => Math.round(probabilities![2 * row + 1]!))).toEqual(Array.from(target));
});

it('ends within a second of being cancelled', async () => {
  const controller = new AbortController();
  const data = complete(200_000, 'multiclass');
  const settings = { task: 'multiclass', tolerance: 1e-300, maxIterations: 1e6, seed: 1 } as const;
  const context = { ...quietContext(), signal: controller.signal };
  const training = trainLinear(data, settings, context);
  let cancelledMs = 0;
  setTimeout(() => {
    cancelledMs = performance.now();
    controller.abort();
  }, 200);
  await expect(training).rejects.toMatchObject({ name: 'AbortError' });
  expect(performance.now() - cancelledMs).toBeLessThan(1000);
});
