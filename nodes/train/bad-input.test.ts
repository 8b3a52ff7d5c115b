import { describe, expect, test } from 'vitest';
import type { Model } from '@/server/training';
import type { TableSchema } from '../kernel';
import type { TrainedModel } from '../kernel/trained-model';
import { openTestStage } from '../testing-context';
import { train } from './definition';
import run from './run';

type Type = TableSchema['columns'][number]['type'];

/** `columns` as `x:float y:text`; without a split, so that all rows train. */
async function learn(columns: string, sql: string, config = {}, partitioned = false) {
  await using stage = await openTestStage();
  const schema: TableSchema = {
    columns: columns.split(' ').map((column) => {
      const [name, type] = column.split(':');
      return { name: name!, type: type as Type, nullable: true };
    }),
    open: false,
    ...(partitioned ? { partitioned: true } : {}),
  };
  await stage.givenTable('table', schema, sql);
  await run.run(stage.context(train.config.parse({ target: 'y', ...config })));
  return stage.reports.get('model')!.value as TrainedModel<Model>;
}

const rows = (x: string, y: string, count = 100) => `select (${x})::double as x, (${y}) as y from range(${count}) r(i)`;
const every = [
  ['boosted-trees', { trees: { rounds: 5 } }],
  ['random-forest', { forestSize: 5 }],
  ['extra-trees', { forestSize: 5 }],
  ['decision-tree', {}],
  ['linear', {}],
  ['lasso', {}],
  ['elastic-net', {}],
  ['least-squares', {}],
  ['poisson', {}],
  ['baseline', {}],
] as const;
const trees = every.slice(0, 4);
const linear = every.slice(4, 9);

describe('refused in words', () => {
  test.each(every)('one class, by %s', async (algorithm, config) => {
    const sure = learn('x:float y:text', rows('i', "'yes'"), { algorithm, ...config });
    await expect(sure).rejects.toThrow('Every training row has the same y, “yes”: there is nothing to tell apart.');
  });

  test.each(every)('a target that is the same number in every row, by %s', async (algorithm, config) => {
    const sure = learn('x:float y:float', rows('i', '5.5::double'), { algorithm, ...config });
    await expect(sure).rejects.toThrow('Every training row has the same y, 5.5: there is nothing to learn.');
  });

  test('one row', async () => {
    const one = (algorithm: string) => learn('x:float y:float', rows('i', 'i::double', 1), { algorithm });
    await expect(one('boosted-trees')).rejects.toThrow(
      'There is a single training row: there is nothing to learn from it.',
    );
    await expect(one('linear')).rejects.toThrow('There is a single training row');
  });

  test('fewer rows than the leaves of boosted trees need', async () => {
    await expect(learn('x:float y:float', rows('i', 'i::double', 20))).rejects.toThrow(
      '20 rows are too few for two leaves of at least 20; 40 are needed.',
    );
  });

  test.each(every.slice(0, 9))('an infinite feature, by %s', async (algorithm, config) => {
    const sure = learn('x:float y:float', rows("case when i = 7 then 'inf'::double else i end", '(i % 9)::double'), {
      algorithm,
      ...config,
    });
    await expect(sure).rejects.toThrow('x has an infinite value.');
  });

  test.each(every)('an infinite target, by %s', async (algorithm, config) => {
    const sure = learn('x:float y:float', rows('i', "case when i = 7 then 'inf'::double else i end"), {
      algorithm,
      ...config,
    });
    await expect(sure).rejects.toThrow('The training target has an infinite value.');
  });

  test.each(linear)('a feature that is missing in every row, by %s', async (algorithm, config) => {
    const sure = learn('x:float y:float', rows('null', '(i % 9)::double'), { algorithm, ...config });
    await expect(sure).rejects.toThrow(
      'x is missing in 100 of 100 rows, and a linear model cannot take missing values.',
    );
  });

  test('a table without a feature', async () => {
    await expect(learn('y:float', 'select i::double as y from range(100) r(i)')).rejects.toThrow(
      'There are no features to learn from.',
    );
  });

  test('stopping early without validation rows', async () => {
    const sql = `select *, 'train' as "$partition" from (${rows('i', 'i::double')})`;
    await expect(learn('x:float y:float', sql, { trees: { earlyStopping: 5 } }, true)).rejects.toThrow(
      'Stopping early needs validation rows, and there are none.',
    );
  });
});

describe('learned from all the same', () => {
  test.each(trees)('a feature that is missing in every row says nothing, to %s', async (algorithm, config) => {
    const sql = 'select null::double as z, i::double as x, (i % 9)::double as y from range(100) r(i)';
    const { model, parity } = await learn('z:float x:float y:float', sql, { algorithm, ...config });
    expect(model.importances[0]).toBe(0);
    expect(parity!.problem).toBeUndefined();
  });

  test.each(trees)('features that never change leave %s with one answer', async (algorithm, config) => {
    const y = "['a', 'b', 'c'][1 + i % 3]";
    const { model, parity } = await learn('x:float y:text', rows('7', y), { algorithm, ...config });
    expect(model.importances).toEqual([0]);
    expect(parity).toMatchObject({ rows: 100, flips: 0 });
  });

  test.each(every.slice(0, 9))('the same column twice, by %s', async (algorithm, config) => {
    const sql = 'select i::double as x, i::double as x2, (i // 10 + i % 2)::double as y from range(100) r(i)';
    const { model, parity } = await learn('x:float x2:float y:float', sql, { algorithm, ...config });
    const finite = model.kind === 'trees' ? model.importances : model.coefficients.flat();
    expect(finite.every(Number.isFinite)).toBe(true);
    expect(parity!.problem).toBeUndefined();
  });

  test.each(every)('a single feature is enough for %s', async (algorithm, config) => {
    const { parity } = await learn('x:float y:float', rows('i', '(i // 10)::double'), { algorithm, ...config });
    expect(parity).toMatchObject({ rows: 100, flips: 0 });
  });
});
