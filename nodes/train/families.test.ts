import { describe, expect, test } from 'vitest';
import type { Model } from '@/server/training';
import type { TrainedModel } from '../kernel/trained-model';
import { trainerSettings } from '../kernel/trainer-settings';
import { openTestStage } from '../testing-context';
import { train } from './definition';
import run from './run';

const parsed = (config: object) => train.config.parse({ target: 'y', ...config });

describe('what a trainer is told', () => {
  test.each([
    [{ algorithm: 'linear', linear: { penalty: 3 } }, 'binary', { family: 'logistic', alpha: 3 }],
    [{ algorithm: 'linear', linear: { penalty: 3 } }, 'regression', { family: 'ridge', alpha: 3 }],
    [{ algorithm: 'lasso' }, 'multiclass', { family: 'logistic', l1Ratio: 1 }],
    [{ algorithm: 'lasso' }, 'regression', { family: 'lasso', alpha: 1 }],
    [{ algorithm: 'elastic-net', l1Ratio: 0.2 }, 'regression', { family: 'elastic-net', l1Ratio: 0.2 }],
    [{ algorithm: 'least-squares' }, 'regression', { family: 'linear' }],
    [{ algorithm: 'poisson' }, 'regression', { family: 'poisson' }],
    [
      { algorithm: 'random-forest', forestSize: 9, rowsPerTree: 0.5, forest: { maxFeatures: 'share', maxDepth: 4 } },
      'binary',
      { family: 'random-forest', trees: 9, maxSamples: 0.5, maxFeatures: { share: 0.33 }, maxDepth: 4 },
    ],
    [{ algorithm: 'extra-trees' }, 'regression', { family: 'extra-trees', trees: 100, minDataInLeaf: 1 }],
    [{ algorithm: 'decision-tree' }, 'regression', { family: 'decision-tree', minSamplesSplit: 2 }],
    [{ algorithm: 'baseline', always: 'median' }, 'regression', { family: 'baseline', strategy: 'median' }],
  ] as const)('%o for a %s task', (config, task, told) => {
    expect(trainerSettings(parsed(config), task, { featureNames: [] })).toMatchObject({ task, ...told });
  });
});

const schema = {
  columns: [
    { name: 'x', type: 'float' as const, nullable: false },
    { name: 'y', type: 'float' as const, nullable: true },
  ],
  open: false,
};

async function learn(config: object, y: string) {
  await using stage = await openTestStage();
  await stage.givenTable('table', schema, `select (i * 7 % 31)::double as x, (${y})::double as y from range(120) r(i)`);
  await run.run(stage.context(parsed(config)));
  return stage.reports.get('model')!.value as TrainedModel<Model>;
}

describe.each([
  ['lasso', { linear: { penalty: 0.1 } }, '3 * (i * 7 % 31) + i % 3'],
  ['elastic-net', {}, '3 * (i * 7 % 31) + i % 3'],
  ['least-squares', {}, '3 * (i * 7 % 31) + i % 3'],
  ['poisson', {}, 'i * 7 % 31 // 4'],
])('%s', (algorithm, config, y) => {
  test('learns, answers the same as an ONNX file, and says what it is', async () => {
    const { model, parity, record } = await learn({ algorithm, ...config }, y);
    const family = algorithm === 'least-squares' ? 'linear' : algorithm;
    expect(model).toMatchObject({ kind: 'linear', family, converged: true });
    expect(record!.settings).toMatchObject({ family });
    expect(parity!.maxDifference).toBeLessThanOrEqual(parity!.limit);
  });
});

test('a path of penalties is kept when it is asked for', async () => {
  const { model } = await learn({ algorithm: 'lasso', linear: { path: true } }, '3 * (i * 7 % 31) + i % 3');
  expect(model.kind === 'linear' && model.path).toBeTruthy();
});

test('Poisson regression refuses a negative target in words', async () => {
  await expect(learn({ algorithm: 'poisson' }, 'i - 60')).rejects.toThrow(/negative/);
});

describe.each(['random-forest', 'extra-trees', 'decision-tree'])('%s', (algorithm) => {
  const columns = [
    { name: 'city', type: 'text' as const, nullable: true },
    { name: 'x', type: 'float' as const, nullable: true },
    { name: 'y', type: 'text' as const, nullable: false },
  ];
  const rows = (y: string) => `select case when i % 11 > 0 then 'Ort ' || i * 7 % 23 end as city,
    case when i % 13 > 0 then (i * 37 % 101)::double end as x, ${y} as y from range(400) r(i)`;
  const three = "['a', 'b', 'c'][1 + (i * 7 % 23 + i * 37 % 101) % 3]";

  async function grow(y: string, config = {}) {
    await using stage = await openTestStage();
    await stage.givenTable('table', { columns, open: false }, rows(y));
    await run.run(stage.context(parsed({ algorithm, forestSize: 20, ...config })));
    return stage.reports.get('model')!.value as TrainedModel<Model>;
  }

  test('reads texts and missing values, and answers the same as an ONNX file', async () => {
    const { model, parity } = await grow(three);
    expect(model).toMatchObject({ kind: 'trees', family: algorithm, task: 'multiclass' });
    expect(model.kind === 'trees' && model.trees.some(({ nodes }) => nodes.members)).toBe(true);
    expect(parity).toMatchObject({ rows: 400, flips: 0 });
    expect(parity!.maxDifference).toBeLessThanOrEqual(1e-12);
  });

  test('is the same model for the same seed', async () => {
    expect((await grow(three)).model).toEqual((await grow(three)).model);
  });
});

describe('baselines', () => {
  test('as a model read no feature: texts and missing values do not matter', async () => {
    await using stage = await openTestStage();
    const columns = [
      { name: 'city', type: 'text' as const, nullable: true },
      { name: 'x', type: 'float' as const, nullable: true },
      { name: 'y', type: 'text' as const, nullable: false },
    ];
    const sql = `select case when i % 2 = 0 then 'a' end as city, case when i % 3 = 0 then 1.5::double end as x,
      case when i % 4 = 0 then 'yes' else 'no' end as y from range(40) r(i)`;
    await stage.givenTable('table', { columns, open: false }, sql);
    await run.run(stage.context(parsed({ algorithm: 'baseline' })));
    const { model, parity, baselines } = stage.reports.get('model')!.value as TrainedModel<Model>;
    expect(model).toMatchObject({ family: 'baseline', intercepts: [0.25] });
    expect(parity).toMatchObject({ rows: 40, maxDifference: 0, flips: 0 });
    expect(baselines).toEqual([{ strategy: 'majority', answer: [1, 0] }]);
  });

  test('are kept with every model: the mean, and the last value where rows have a time', async () => {
    expect((await learn({ algorithm: 'linear' }, 'i')).baselines).toEqual([{ strategy: 'mean', answer: [59.5] }]);
    const timed = await learn({ algorithm: 'linear', timeColumn: 'x', features: ['x'] }, 'i');
    // x is i × 7 mod 31: its largest value, 30, is that of rows 22, 53, 84 and 115.
    expect(timed.baselines![1]).toEqual({ strategy: 'last', answer: [115] });
  });
});
