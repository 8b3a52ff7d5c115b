import { describe, expect, test } from 'vitest';
import { type Model, predict } from '@/server/training';
import type { TableSchema } from '../kernel';
import type { TrainedModel } from '../kernel/trained-model';
import { trainerSettings } from '../kernel/trainer-settings';
import { openTestStage } from '../testing-context';
import { train } from './definition';
import run from './run';

const schema = (target: 'float' | 'text'): TableSchema => ({
  columns: [
    { name: 'x', type: 'float', nullable: false },
    { name: 'z', type: 'float', nullable: false },
    { name: 'y', type: target, nullable: false },
  ],
  open: false,
  partitioned: true,
});

async function learn(y: string, config: Record<string, unknown> = {}, trees: object = {}) {
  await using stage = await openTestStage();
  await stage.givenTable(
    'table',
    schema(y.includes("'") ? 'text' : 'float'),
    `select (i * 37 % 101)::double as x, (i * 53 % 97)::double as z, ${y} as y,
     case i % 4 when 3 then 'validation' else 'train' end as "$partition" from range(800) r(i)`,
  );
  const settings = train.config.parse({ target: 'y', trees: { rounds: 30, leaves: 8, ...trees }, ...config });
  await run.run(stage.context(settings));
  const { value } = stage.reports.get('model')!;
  return value as TrainedModel<Model>;
}
const wave = '(sin(i * 37 % 101 / 10.0) * 5 + i * 37 % 101 / 20.0 + i % 7)::double';
const answers = ({ model }: TrainedModel<Model>, column: 0 | 1) => {
  const steps = Float64Array.from({ length: 101 }, (_, at) => at);
  const still = new Float64Array(101).fill(40);
  return [...predict(model, column === 0 ? [steps, still] : [still, steps], 101).values!];
};

describe('settings of boosted trees', () => {
  test('a loss for numbers: nine rows in ten lie below the 0.9 quantile', async () => {
    const { model, record } = await learn(wave, {}, { objective: 'quantile', quantile: 0.9 });
    const x = Float64Array.from({ length: 800 }, (_, i) => (i * 37) % 101);
    const z = Float64Array.from({ length: 800 }, (_, i) => (i * 53) % 97);
    const below = predict(model, [x, z], 800).values!.filter(
      (value, i) => Math.sin(x[i]! / 10) * 5 + x[i]! / 20 + (i % 7) <= value,
    ).length;
    expect(below / 800).toBeGreaterThan(0.85);
    expect(below / 800).toBeLessThan(0.95);
    expect(record!.settings).toMatchObject({ objective: 'quantile', alpha: 0.9 });
  });

  test('Poisson answers are never negative, and the ONNX file says the same', async () => {
    const { model, parity } = await learn('(i * 37 % 101 // 20)::double', {}, { objective: 'poisson' });
    expect(model.link).toBe('log');
    expect(parity!.maxDifference).toBeLessThanOrEqual(1e-12);
  });

  test('a monotone feature never falls, whatever the data say', async () => {
    const rising = (values: number[]) => values.every((value, at) => at === 0 || value >= values[at - 1]!);
    expect(rising(answers(await learn(wave), 0))).toBe(false);
    const bound = await learn(wave, {}, { monotone: [{ column: 'x' }] });
    expect(rising(answers(bound, 0))).toBe(true);
    const falling = await learn(wave, {}, { monotone: [{ column: 'x', direction: 'falling' }] });
    expect(rising(answers(falling, 0).map((value) => -value))).toBe(true);
  });

  test('early stopping keeps the trees of the best round', async () => {
    const { model, losses } = await learn('(i * 7919 % 13)::double', {}, { earlyStopping: 3, rounds: 200 });
    const best = losses.validation!.indexOf(Math.min(...losses.validation!)) + 1;
    expect(model.kind === 'trees' && model.trees.length).toBe(best);
    expect(losses.train.length).toBe(best + 3);
  });

  test('the same settings give the same bits, another seed draws other rows', async () => {
    const drawn = (seed: number) => learn(wave, { seed }, { rowSampling: 0.5, featureSampling: 0.5 });
    const [one, same, other] = [await drawn(1), await drawn(1), await drawn(2)];
    expect(same.model).toEqual(one.model);
    expect(other.model).not.toEqual(one.model);
  });

  test('weights by class move the answers towards the class', async () => {
    const y = "case when i * 37 % 101 + i * 53 % 89 > 150 then 'yes' else 'no' end";
    const share = async (config: Record<string, unknown>) => {
      const { model } = await learn(y, config);
      const all = predict(model, [new Float64Array(50).map((_, i) => 2 * i), new Float64Array(50).fill(40)], 50);
      return all.probabilities!.filter((_, at) => at % 2 === 1).reduce((sum, p) => sum + p, 0);
    };
    const plain = await share({});
    const weighed = { classWeights: 'by-class', weightsByClass: [{ name: 'yes', weight: 10 }] };
    expect(await share(weighed)).toBeGreaterThan(plain);
    await expect(
      learn(y, { classWeights: 'by-class', weightsByClass: [{ name: 'maybe', weight: 2 }] }),
    ).rejects.toThrow('The class weights name “maybe”, which no training row has.');
  });

  test('settings saved before there were so many still train the same way', () => {
    const saved = { target: 'y', trees: { rounds: 7, learningRate: 0.2, leaves: 5, minDataInLeaf: 3, l2: 2 } };
    const told = trainerSettings(train.config.parse(saved), 'binary', { featureNames: ['x'] });
    expect(told).toMatchObject({ rounds: 7, learningRate: 0.2, leaves: 5, minDataInLeaf: 3, lambdaL2: 2 });
    expect(told).not.toHaveProperty('objective');
  });
});
