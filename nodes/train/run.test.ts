import { describe, expect, test } from 'vitest';
import type { Model } from '@/server/training';
import type { TableSchema } from '../kernel';
import type { TrainedModel } from '../kernel/trained-model';
import { openTestStage } from '../testing-context';
import { train } from './definition';
import run from './run';

const schema = (target: TableSchema['columns'][number]['type'], partitioned = true): TableSchema => ({
  columns: [
    { name: 'x', type: 'float', nullable: false },
    { name: 'flag', type: 'bool', nullable: false },
    { name: 'plan', type: 'vector', nullable: false },
    { name: 'y', type: target, nullable: true },
  ],
  open: false,
  ...(partitioned ? { partitioned: true } : {}),
});

/** 300 rows: two thirds train, a sixth each validation and test; `y` is an expression of x from 0 to 1. */
const rows = (y: string) => `select i / 300.0::double as x, i % 2 = 0 as flag,
  case when i % 3 = 0 then [1.0, 0.0] else [0.0, 1.0] end::double[] as plan, (${y}) as y,
  case i % 6 when 4 then 'validation' when 5 then 'test' else 'train' end as "$partition" from range(300) r(i)`;

async function learn(
  target: TableSchema['columns'][number]['type'],
  y: string,
  config: Record<string, unknown> = {},
  partitioned = true,
) {
  await using stage = await openTestStage();
  await stage.givenTable('table', schema(target, partitioned), rows(y), { plan: ['plan=free', 'plan=gold'] });
  const progress: number[] = [];
  const settings = train.config.parse({ target: 'y', trees: { rounds: 10 }, ...config });
  await run.run(stage.context(settings, { progress: (done) => void progress.push(done) }));
  const { value, summary } = stage.reports.get('model')!;
  return { trained: value as TrainedModel<Model>, summary, logs: stage.logs, progress };
}

describe('the proof a model carries', () => {
  const teach = { key: 'k', type: 'impute', title: 'Impute', learned: [], labels: 'carried' } as const;
  const steps = async (y: string, change = '') => {
    await using stage = await openTestStage();
    await stage.givenTable('table', schema('float', true), `${rows(y)} ${change}`, {
      plan: ['plan=free', 'plan=gold'],
    });
    const settings = train.config.parse({ target: 'y', trees: { rounds: 2 } });
    const taughtBy = [{ ...teach, from: { rows: 200, part: 'train', columns: 1, hash: 'a' } as const }];
    await run.run(stage.context(settings, { taughtBy }));
    return (stage.reports.get('model')!.value as TrainedModel<Model>).proof!.steps;
  };

  test('names what taught it, then itself, with its rows and their hash', async () => {
    const [above, own] = await steps('i / 3.0');
    expect(above).toMatchObject({ type: 'impute', from: { rows: 200 } });
    expect(own).toMatchObject({
      type: 'train',
      labels: 'carried',
      learned: [{ name: 'y', type: 'trees', size: 2 }],
      from: { rows: 200, part: 'train', columns: 4, hash: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
  });

  test('hashes the values of training rows, whatever their order and whatever the test rows say', async () => {
    const hash = async (...args: Parameters<typeof steps>) => (await steps(...args)).at(-1)!.from.hash;
    const found = await hash('i / 3.0');
    expect(await hash('i / 3.0', 'order by i desc')).toBe(found);
    expect(await hash('case when i % 6 = 5 then 99.0 else i / 3.0 end')).toBe(found);
    expect(await hash('case when i = 0 then 99.0 else i / 3.0 end')).not.toBe(found);
  });
});

describe('what is learned', () => {
  test('two classes of text: sorted classes, expanded features, training rows only', async () => {
    const { trained, summary, progress } = await learn('text', `case when i > 150 then 'yes' else 'no' end`);
    expect(trained.signature).toEqual({
      target: 'y',
      targetType: 'text',
      task: 'classification',
      classes: ['no', 'yes'],
      features: ['x', 'flag', 'plan'],
      columns: [
        { column: 'x', type: 'float' },
        { column: 'flag', type: 'bool' },
        { column: 'plan', type: 'vector', components: ['plan=free', 'plan=gold'] },
      ],
    });
    expect(trained.model.featureNames).toEqual(['x', 'flag', 'plan=free', 'plan=gold']);
    expect(trained.trainedOn).toMatchObject({ rows: 200, partition: 'train', validationRows: 50, missingTarget: 0 });
    expect(trained.importances[0]).toEqual({ feature: 'x', importance: 1 });
    expect(trained.losses.validation).toHaveLength(10);
    expect(summary).toMatchObject({ rows: 200, features: 3, rounds: 10 });
    expect(progress.at(-1)).toBe(10);
  });

  test('integers are numbers, or classes in numeric order when the task says so', async () => {
    expect((await learn('int', '(i % 3) * 5')).trained.signature.task).toBe('regression');
    const { trained } = await learn('int', 'case i % 3 when 0 then 2 when 1 then 10 else 1 end', {
      task: 'classification',
    });
    expect([trained.signature.classes, trained.model.task]).toEqual([['1', '2', '10'], 'multiclass']);
  });

  test('rows without a target are left out and counted', async () => {
    const { trained, logs, summary } = await learn('float', 'case when i % 6 = 0 then null else i::double end');
    expect(trained.trainedOn).toMatchObject({ rows: 150, missingTarget: 50 });
    expect(logs[0]).toBe('50 of 200 training rows have no y and are left out.');
    expect(summary).toMatchObject({ missingTarget: 50 });
  });

  test('without a split all rows train', async () => {
    const { trained } = await learn('float', 'i::double', {}, false);
    expect(trained.trainedOn).toMatchObject({ rows: 300, partition: null, validationRows: 0 });
  });

  test('a linear model, and the rows of other parts do not matter', async () => {
    const config = { algorithm: 'linear' };
    const one = await learn('float', 'i::double', config);
    const other = await learn('float', `case when i % 6 = 5 then -1000 else i end::double`, config);
    expect(one.trained.model).toEqual(other.trained.model);
  });
});

describe('what cannot be learned', () => {
  const refuse = (target: 'text' | 'float' | 'int', y: string, config = {}) => expect(learn(target, y, config)).rejects;
  test('an all-null target', () =>
    refuse('float', 'null::double').toThrow('y is missing in every one of the 200 training rows.'));
  test('one class', () => refuse('text', `'yes'`).toThrow('Every training row has the same y, “yes”'));
  test('one class in the training rows only', () =>
    refuse('text', `case when i % 6 = 5 then 'no' else 'yes' end`).toThrow('“yes”'));
  test('no such column', () => refuse('int', 'i', { target: 'z' }).toThrow('no column z'));
  test('cancelled', async () => {
    await using stage = await openTestStage();
    await stage.givenTable('table', schema('float'), rows('i::double'), { plan: ['a', 'b'] });
    const settings = train.config.parse({ target: 'y' });
    await expect(run.run(stage.context(settings, { signal: AbortSignal.abort() }))).rejects.toThrow(/cancel|abort/i);
  });
});
