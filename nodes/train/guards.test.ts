import { describe, expect, test } from 'vitest';
import type { Model } from '@/server/training';
import type { LossCurves, RunContext, TableSchema } from '../kernel';
import type { TrainedModel } from '../kernel/trained-model';
import { openTestStage } from '../testing-context';
import { train } from './definition';
import run from './run';

/** 400 rows: half train, a quarter each validation and test. */
const rows = (columns: string) =>
  `select i::bigint as id, (i * 37 % 101) / 101.0::double as x, ${columns},
   case i % 4 when 2 then 'validation' when 3 then 'test' else 'train' end as "$partition" from range(400) r(i)`;
const noisy = `case when (i * 37 % 101) / 101.0 + (i * 53 % 97) / 97.0 > 1 then 'yes' else 'no' end as y`;

async function learn(columns: string, more: Partial<TableSchema['columns'][number]>[], config = {}, split = true) {
  await using stage = await openTestStage();
  const schema: TableSchema = {
    columns: [
      { name: 'id', type: 'int', nullable: false },
      { name: 'x', type: 'float', nullable: false },
      ...more.map((column) => ({ name: 'y', type: 'float' as const, nullable: true, ...column })),
    ],
    open: false,
    key: 'id',
    ...(split ? { partitioned: true } : {}),
  };
  await stage.givenTable('table', schema, rows(columns));
  const settings = train.config.parse({ target: 'y', trees: { rounds: 5, leaves: 4 }, ...config });
  await run.run(stage.context(settings));
  const { value, summary } = stage.reports.get('model')!;
  return { trained: value as TrainedModel<Model>, summary, logs: stage.logs };
}
const text = { type: 'text' as const };

describe('weights of rows', () => {
  const weighed = (weight: string, config = {}) =>
    learn(`(${weight})::double as w, ${noisy}`, [{ name: 'w' }, text], { weights: 'w', ...config });

  test('are no feature, and are among the columns that the proof names', async () => {
    const { trained } = await weighed('1 + i % 3');
    expect(trained.signature.features).toEqual(['x']);
    expect(trained.proof!.steps.at(-1)!.from.columns).toBe(3);
  });

  test('of zero leave rows out: whatever they say, a linear model is the same', async () => {
    const answers = (wrong: string) =>
      learn(
        `(i % 8 <> 0)::int::double as w, case when i % 8 = 0 then ${wrong} else i * 3 % 50 end::double as y`,
        [{ name: 'w' }, {}],
        { weights: 'w', algorithm: 'linear' },
      );
    const [one, other] = [await answers('0'), await answers('1000')];
    expect(one.trained.model).toMatchObject({ kind: 'linear' });
    const [a, b] = [one.trained.model, other.trained.model].map(
      (model) => model.kind === 'linear' && model.coefficients,
    );
    expect(a).toEqual(b);
  });

  test.each([
    ['-2', 'case when i = 5 then -2 else 1 end', 'The weight w is -2.0 in row 6 (id 5)'],
    ['missing', 'case when i = 8 then null else 1 end', 'The weight w is missing in row 9 (id 8)'],
    ['infinite', `case when i = 1 then 'inf'::double else 1 end`, 'The weight w is inf in row 2 (id 1)'],
    ['all zero', '0', 'w is 0 in every one of the 200 training rows.'],
  ])('%s are refused with their row', async (_, weight, sentence) => {
    await expect(weighed(weight)).rejects.toThrow(sentence);
  });

  test('of other parts do not matter', async () => {
    await expect(weighed('case when i % 4 = 3 then -1 else 1 end')).resolves.toBeDefined();
  });
});

describe('the model as an ONNX file', () => {
  test.each([
    ['boosted trees for two classes', noisy, text, {}],
    ['boosted trees for three classes', `['a', 'b', 'c'][1 + i * 37 % 101 // 34] as y`, text, {}],
    ['boosted trees for numbers', '(1e6 + i * 37 % 101) as y', {}, {}],
    ['logistic regression', noisy, text, { algorithm: 'linear' }],
    ['ridge', '(1e6 + i * 37 % 101) as y', {}, { algorithm: 'linear' }],
  ])('%s answers as the trainer on validation rows', async (_, target, column, config) => {
    const { trained, summary } = await learn(target, [column], config);
    expect(trained.parity).toMatchObject({ rows: 100, part: 'validation', flips: 0, limit: 1e-12 });
    expect(trained.parity!.maxDifference).toBeLessThanOrEqual(1e-12);
    expect(trained.parity!.problem).toBeUndefined();
    expect(summary).toMatchObject({ parityRows: 100 });
  });

  test('is compared on training rows where there are no others', async () => {
    const { trained } = await learn(noisy, [text], {}, false);
    expect(trained.parity).toMatchObject({ rows: 400, part: 'train' });
  });
});

describe('a feature that tells the target by itself', () => {
  test('is named in the report, in the log and on the card', async () => {
    const { trained, summary, logs } = await learn(`(i * 3 % 50)::double as y, exp(-(i * 3 % 50)) as paid`, [
      {},
      { name: 'paid' },
    ]);
    expect(trained.leakSuspects).toEqual([{ column: 'paid', feature: 'paid', measure: 'r2', value: 1 }]);
    expect(summary).toMatchObject({ warned: 1 });
    expect(logs).toContainEqual(
      'Warning: paid by itself tells y (R² 1.000 on training rows). Is it known before y is? If not, leave it out of the features.',
    );
  });

  test('is looked for among classes too, and an honest feature is none', async () => {
    const leaked = await learn(`${noisy}, case when y = 'yes' then 7 else i % 5 end::double as flag`, [
      text,
      { name: 'flag' },
    ]);
    expect(leaked.trained.leakSuspects!.map(({ column }) => column)).toEqual(['flag']);
    const honest = await learn(noisy, [text]);
    expect([honest.trained.leakSuspects, honest.summary?.warned]).toEqual([[], undefined]);
  });
});

test('what would not fit into memory is refused before it starts, with the estimate', async () => {
  await using stage = await openTestStage();
  await stage.givenTable(
    'table',
    { columns: ['x', 'y'].map((name) => ({ name, type: 'float', nullable: false })), open: false },
    'select i::double as x, (i % 7)::double as y from range(200000) r(i)',
  );
  const context = stage.context(train.config.parse({ target: 'y' }), { memoryLimitBytes: 20e6 });
  await expect(run.run(context)).rejects.toThrow(
    /^Training would take about \d+ MB: 4 MB for 200,000 rows of 1 numbers, and \d+ MB for the model's own work\. A stage may take 20 MB for it\.$/,
  );
  expect(stage.logs).toEqual([]);
});

test('losses so far travel with the progress, of training and of validation rows', async () => {
  await using stage = await openTestStage();
  const columns = [
    { name: 'x', type: 'float' as const, nullable: false },
    { name: 'y', type: 'float' as const, nullable: false },
  ];
  await stage.givenTable('table', { columns, open: false, partitioned: true }, rows('(i % 9)::double as y'));
  const told: LossCurves[] = [];
  const progress: RunContext<unknown>['progress'] = (_done, _total, _words, curves) => curves && told.push(curves);
  const settings = train.config.parse({ target: 'y', trees: { rounds: 150, leaves: 4 } });
  await run.run(stage.context(settings, { progress }));
  const { losses } = stage.reports.get('model')!.value as TrainedModel<Model>;
  const last = told.at(-1)!;
  expect([last.train.length, last.validation!.length]).toEqual([60, 60]);
  expect(last.train.at(-1)).toBeCloseTo(losses.train.at(-1)!, 4);
  expect(last.validation![0]).toBeCloseTo(losses.validation![0]!, 4);
});

test('a model says how it was made', async () => {
  const { trained } = await learn(noisy, [text], { seed: 11 });
  expect(trained.record).toMatchObject({
    settings: { family: 'boosted-trees', task: 'binary', seed: 11, rounds: 5, leaves: 4 },
    data: 'key of table',
    environment: { node: process.version, trainer: expect.stringContaining('sluice-boosted-trees@') },
  });
});
