import { describe, expect, test } from 'vitest';
import { aloneTable, emitModelAlone } from '@/server/parity/model-alone';
import { predictAll } from '@/server/parity/predict-all';
import { type Model, predict } from '@/server/training';
import type { TableSchema } from '../kernel';
import { readFeatures } from '../kernel/read-features';
import type { TrainedModel } from '../kernel/trained-model';
import { openTestStage } from '../testing-context';
import { train } from './definition';
import run from './run';

const schema: TableSchema = {
  columns: [
    { name: 'city', type: 'text', nullable: true },
    { name: 'age', type: 'float', nullable: false },
    { name: 'y', type: 'float', nullable: false },
  ],
  open: false,
  partitioned: true,
};
/** `city` has `many` texts, some of them odd; the answer depends on it without an order. */
const rows = (many: number) => `select
  case when i % 17 = 0 then null when i % 13 = 0 then '' else 'Ort ' || chr(228) || (i * 7 % ${many}) end as city,
  (i * 37 % 101)::double as age, ((i * 7 % ${many}) * 7919 % 10)::double as y,
  case i % 5 when 4 then 'validation' else 'train' end as "$partition" from range(4000) r(i)`;

async function learn(sql: string, config = {}) {
  await using stage = await openTestStage();
  await stage.givenTable('table', schema, sql);
  const settings = train.config.parse({ target: 'y', trees: { rounds: 10 }, ...config });
  await run.run(stage.context(settings));
  const { value } = stage.reports.get('model')!;
  return value as TrainedModel<Model>;
}

describe('texts that trees read as categories', () => {
  test('are learned from training rows, in the order of their letters', async () => {
    const { signature, model } = await learn(
      `select case when i % 5 = 4 then 'only in validation' when i % 2 = 0 then 'b' else 'a' end as city, 1.0::double as age,
       (i % 2)::double as y, case i % 5 when 4 then 'validation' else 'train' end as "$partition" from range(500) r(i)`,
    );
    expect(signature.columns[0]).toEqual({ column: 'city', type: 'text', categories: ['a', 'b'] });
    expect(model.featureNames).toEqual(['city', 'age']);
  });

  test('tell what a number made of their place would not', async () => {
    const { model, parity, losses } = await learn(rows(41), { trees: { rounds: 40, learningRate: 0.3 } });
    expect(model.kind === 'trees' && model.trees.some(({ nodes }) => nodes.members)).toBe(true);
    expect(parity).toMatchObject({ part: 'validation', rows: 800, flips: 0 });
    expect(parity!.maxDifference).toBeLessThanOrEqual(1e-12);
    // The variance of the target is 8.25; without the city nothing is known of it.
    expect(losses.validation!.at(-1)!).toBeLessThan(4);
  });

  test('may be ten thousand', async () => {
    const wide = rows(40).replace('range(4000)', 'range(20000)').replaceAll('(i * 7 % 40)', '(i // 2)');
    const { signature, parity } = await learn(wide);
    expect(signature.columns[0]!.categories!.length).toBeGreaterThan(7000);
    expect(parity!.problem).toBeUndefined();
  });

  test('that no training row had answer like missing ones, here and in the ONNX file', async () => {
    const { model, signature } = await learn(rows(40));
    const given = ["'never seen'", 'null', "''", "'Ort ä0'", "'Ort ä7'", "'ORT Ä7'"];
    await using stage = await openTestStage();
    const codes = await readFeatures(
      stage.database,
      signature.columns,
      `(select unnest([${given.join(', ')}]) as city, 50.0::double as age)`,
    );
    expect([...codes[0]!].map(Number.isNaN)).toEqual([true, true, false, false, false, true]);
    const trained = predict(model, codes, 6).values!;
    const texts = given.map((text) => (text === 'null' ? null : text.slice(1, -1)));
    const { bytes, signature: file } = emitModelAlone(model, signature.columns);
    let served: number[] = [];
    await predictAll(bytes, file, aloneTable([texts, codes[1]!]), 6, new AbortController().signal, (chunk) => {
      served = [...(chunk.tensor(file.model!.tensor).values as Float64Array)];
    });
    for (const [row, value] of served.entries()) expect(value).toBeCloseTo(trained[row]!, 12);
    expect(trained[0]).toBe(trained[1]);
    expect(new Set(trained).size).toBeGreaterThan(2);
  });

  test('are refused where nearly every row has its own', async () => {
    const names = `select 'n' || i as city, 1.0::double as age, (i % 2)::double as y, 'train' as "$partition" from range(100001) r(i)`;
    await expect(learn(names)).rejects.toThrow('city has more than 100,000 different texts in the training rows.');
  });

  test('are not read by a linear model', async () => {
    await expect(learn(rows(4), { algorithm: 'linear' })).rejects.toThrow('A model reads numbers; city is text.');
  });
});
